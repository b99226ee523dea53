package io.github.metabgm.absent;

/**
 * What stands where the game's own code is. Constants are drawn from here so that javac copies none of them into
 * the classes that read them.
 */
public final class Absent {
    private Absent() {}

    /** @return null */
    public static <T> T value() {
        return null;
    }

    public static int number() {
        return 0;
    }

    /** What a body throws: signatures are compiled against and never run. */
    public static LinkageError body() {
        return new LinkageError("a signature without a game behind it");
    }
}
