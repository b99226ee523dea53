package io.github.metabgm.testgame.loader;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range as mods state it, for example {@code >=26.1 <26.4}: all of its parts must hold. */
final class VersionRange {
    private static final Pattern PART = Pattern.compile("(>=|<=|>|<|=?)(\\d{1,9}(?:\\.\\d{1,9})*)");

    private VersionRange() {}

    /** @throws IllegalArgumentException when it is no range */
    static boolean contains(String range, String version) {
        if (range.equals("*")) {
            return true;
        }
        boolean inside = true;
        for (String text : range.split(" ")) {
            Matcher part = PART.matcher(text);
            if (!part.matches()) {
                throw new IllegalArgumentException(range);
            }
            inside &= holds(part.group(1), compare(version, part.group(2)));
        }
        return inside;
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case "<" -> order < 0;
            default -> order == 0;
        };
    }

    /** Numbers between dots in order; what a shorter version lacks is 0. */
    private static int compare(String version, String other) {
        String[] numbers = version.split("\\.");
        String[] others = other.split("\\.");
        for (int i = 0; i < Math.max(numbers.length, others.length); i++) {
            int order = Integer.compare(number(numbers, i), number(others, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int number(String[] numbers, int at) {
        return at < numbers.length ? Integer.parseInt(numbers[at]) : 0;
    }
}
