package io.github.metabgm.testgame.loader;

import java.util.List;

/**
 * Classes that several games have in common, so that they are defined, and warm up, but once. None of them may keep
 * anything of a game, be altered, or name a class that is not common.
 */
public final class CommonClasses {
    /** Every game has all of its classes to itself. */
    public static final CommonClasses NONE =
            new CommonClasses(CommonClasses.class.getClassLoader(), List.of());

    private final ClassLoader loader;
    private final List<String> beginnings;

    private CommonClasses(ClassLoader loader, List<String> beginnings) {
        this.loader = loader;
        this.beginnings = List.copyOf(beginnings);
    }

    /** @param beginnings of names of classes, the game's or the mod's */
    public static CommonClasses of(ModJar mod, List<String> beginnings) {
        return new CommonClasses(
                new GameClassLoader(
                        CommonClasses.class.getClassLoader(),
                        name -> beginnings.stream().noneMatch(name::startsWith),
                        List.of(mod),
                        Alteration.NONE,
                        (name, bytes) -> bytes),
                beginnings);
    }

    ClassLoader loader() {
        return loader;
    }

    boolean has(String name) {
        return beginnings.stream().anyMatch(name::startsWith);
    }
}
