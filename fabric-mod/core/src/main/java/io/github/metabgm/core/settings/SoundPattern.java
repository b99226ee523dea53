package io.github.metabgm.core.settings;

import java.util.Objects;

/**
 * Names sound events, such as {@code minecraft:music_disc.*}: each {@code *} stands for any characters or none, in
 * the namespace or in the path, and never for the colon. Without a namespace it is {@code minecraft}.
 */
public final class SoundPattern {
    /** Longer than any name of a sound event in use; a pattern comes from outside and is matched while sounds start. */
    public static final int MOST_CHARS = 128;

    private final String namespace;
    private final String path;

    private SoundPattern(String namespace, String path) {
        this.namespace = namespace;
        this.path = path;
    }

    /** Whether {@link #of} takes it. */
    public static boolean isPattern(String text) {
        int colon = text.indexOf(':');
        return text.length() <= MOST_CHARS
                && (colon < 0 || isPart(text.substring(0, colon), ""))
                && isPart(text.substring(colon + 1), "/");
    }

    private static boolean isPart(String part, String alsoAllowed) {
        return !part.isEmpty() && part.chars().allMatch(c -> isAllowed(c) || alsoAllowed.indexOf(c) >= 0);
    }

    private static boolean isAllowed(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "_.-*".indexOf(c) >= 0;
    }

    /** @throws IllegalArgumentException where {@link #isPattern} says no */
    public static SoundPattern of(String text) {
        if (!isPattern(text)) {
            throw new IllegalArgumentException("\"" + text + "\": expected a pattern of sound events");
        }
        int colon = text.indexOf(':');
        return new SoundPattern(colon < 0 ? "minecraft" : text.substring(0, colon), text.substring(colon + 1));
    }

    public boolean matches(String eventNamespace, String eventPath) {
        return matchesPart(namespace, eventNamespace) && matchesPart(path, eventPath);
    }

    /** Greedy with one place to go back to, so that no pattern takes longer than the product of both lengths. */
    private static boolean matchesPart(String pattern, String text) {
        int at = 0;
        int star = -1;
        int starTakesUpTo = 0;
        int i = 0;
        while (i < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                starTakesUpTo = i;
            } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++starTakesUpTo;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SoundPattern that && namespace.equals(that.namespace) && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(namespace, path);
    }

    @Override
    public String toString() {
        return namespace + ":" + path;
    }
}
