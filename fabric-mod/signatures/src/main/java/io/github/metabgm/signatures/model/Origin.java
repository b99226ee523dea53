package io.github.metabgm.signatures.model;

import java.util.List;

/** Where classes that the mod reaches come from, and so the jar to give. */
public enum Origin {
    GAME("the game's client jar", "net/minecraft/", "com/mojang/blaze3d/"),
    BRIGADIER("brigadier-*.jar from the game's libraries", "com/mojang/brigadier/"),
    FABRIC_LOADER("fabric-loader-*.jar", "net/fabricmc/api/", "net/fabricmc/loader/"),
    FABRIC_API("fabric-api-*.jar", "net/fabricmc/fabric/"),
    MOD_MENU("modmenu-*.jar", "com/terraformersmc/modmenu/");

    private final String jar;
    private final List<String> packages;

    Origin(String jar, String... packages) {
        this.jar = jar;
        this.packages = List.of(packages);
    }

    /** What to give so that it can be checked. */
    public String jar() {
        return jar;
    }

    public String packages() {
        return String.join(", ", packages).replace("/,", ",").replaceAll("/$", "").replace('/', '.');
    }

    /** Whether a class of this internal name comes from it. */
    public boolean holds(String internalName) {
        return packages.stream().anyMatch(internalName::startsWith);
    }

    /** @return null for what is neither the game's nor of those beside it, such as {@code java/lang/String} */
    public static Origin of(String internalName) {
        for (Origin origin : values()) {
            if (origin.holds(internalName)) {
                return origin;
            }
        }
        return null;
    }
}
