package io.github.metabgm.signatures.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of the game that have a member: {@code 26.1}, {@code 26.2+} or {@code 26.1-26.3}.
 *
 * @param text as in the table
 * @param first year and number, such as 2601
 * @param last like {@code first}; {@link Integer#MAX_VALUE} when no end is known
 */
public record Versions(String text, int first, int last) {
    /** In every version that the one jar is for: those after are expected to keep it. */
    private static final String ALL = "26.1-26.3";

    private static final Pattern NUMBER = Pattern.compile("(\\d{2})\\.(\\d{1,2})(?:[.-].*)?");
    private static final Pattern RANGE = Pattern.compile("(\\d{2}\\.\\d{1,2})(?:(\\+)|-(\\d{2}\\.\\d{1,2}))?");
    private static final int NUMBERS_A_YEAR = 100;

    static Versions parse(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException("versions " + text + ", expected such as 26.1, 26.2+ or 26.1-26.3");
        }
        int first = number(range.group(1));
        boolean open = range.group(2) != null || text.equals(ALL);
        int last = range.group(3) == null ? first : number(range.group(3));
        return new Versions(text, first, open ? Integer.MAX_VALUE : last);
    }

    /** @param version of the game, such as {@code 26.2}, {@code 26.1.2} or {@code 26.3-snapshot-4} */
    private static int number(String version) {
        Matcher number = NUMBER.matcher(version);
        return number.matches()
                ? Integer.parseInt(number.group(1)) * NUMBERS_A_YEAR + Integer.parseInt(number.group(2))
                : 0;
    }

    /** Whether the mod reaches it behind a guard, as some version lacks it. */
    public boolean isPart() {
        return !text.equals(ALL);
    }

    /** @param version null or of an unknown shape where it is not known; then it may */
    public boolean mayLack(String version) {
        int number = version == null ? 0 : number(version);
        return isPart() && (number == 0 || number < first || number > last);
    }
}
