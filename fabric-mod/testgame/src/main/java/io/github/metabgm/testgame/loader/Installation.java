package io.github.metabgm.testgame.loader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a mod finds installed.
 *
 * @param versions by mod id; the game, the loader and Java count as mods
 */
public record Installation(Side side, Map<String, String> versions) {
    public Installation {
        versions = Map.copyOf(versions);
    }

    /** A client of that version with Fabric, on the Java that the game brings; whatever Java runs the stand-in. */
    public static Installation client(String gameVersion) {
        return new Installation(
                Side.CLIENT,
                Map.of("minecraft", gameVersion, "fabricloader", "0.19.3", "fabric-api", "0.155.2", "java", "25"));
    }

    public Installation on(Side other) {
        return new Installation(other, versions);
    }

    public Installation without(String id) {
        Map<String, String> fewer = new HashMap<>(versions);
        fewer.remove(id);
        return new Installation(side, fewer);
    }

    public Installation with(String id, String version) {
        Map<String, String> more = new HashMap<>(versions);
        more.put(id, version);
        return new Installation(side, more);
    }

    String gameVersion() {
        return versions.get("minecraft");
    }

    /** One line for each dependency that does not hold. */
    List<String> lacking(ModDescription mod) throws ModLoadException {
        List<String> lacking = new ArrayList<>();
        for (Map.Entry<String, List<String>> depends : mod.depends().entrySet()) {
            String wanted = depends.getKey() + " " + String.join(" or ", depends.getValue());
            String version = versions.get(depends.getKey());
            if (version == null) {
                lacking.add("needs " + wanted + ", which is missing");
            } else if (!anyContains(mod, depends.getValue(), version)) {
                lacking.add("needs " + wanted + ", but version " + version + " is there");
            }
        }
        return lacking;
    }

    private static boolean anyContains(ModDescription mod, List<String> ranges, String version)
            throws ModLoadException {
        try {
            return ranges.stream().anyMatch(range -> VersionRange.contains(range, version));
        } catch (IllegalArgumentException noRange) {
            throw new ModLoadException(mod.id() + ": depends: " + noRange.getMessage() + ", expected a version range");
        }
    }
}
