package io.github.metabgm.core.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Breaks texts into lines between words, and inside a word only where it fills a line alone. */
public final class TextWrap {
    private static final String CUT = "…";

    private final int width;
    private final ToIntFunction<String> widthOf;

    /**
     * @param width most of a line, in the unit of {@code widthOf}; a single character may be wider
     * @param widthOf width of a text as it will be drawn
     */
    public TextWrap(int width, ToIntFunction<String> widthOf) {
        this.width = width;
        this.widthOf = widthOf;
    }

    /**
     * @param texts each begins a line
     * @param most lines of all together; the last one ends with {@code …} where they do not fit
     */
    public List<String> lines(List<String> texts, int most) {
        List<String> lines = new ArrayList<>();
        for (String text : texts) {
            for (String rest = text.strip(); !rest.isEmpty(); ) {
                if (lines.size() >= most) {
                    return endingCut(lines);
                }
                int end = fits(rest) ? rest.length() : breakAt(rest);
                lines.add(rest.substring(0, end).stripTrailing());
                rest = rest.substring(end).stripLeading();
            }
        }
        return lines;
    }

    private List<String> endingCut(List<String> lines) {
        if (!lines.isEmpty()) {
            lines.add(cut(lines.remove(lines.size() - 1)));
        }
        return lines;
    }

    /** @return how much of the text the line holds, 1 or more */
    private int breakAt(String text) {
        int end = 0;
        for (int space = text.indexOf(' '); space >= 0 && fits(text.substring(0, space)); ) {
            end = space;
            space = text.indexOf(' ', space + 1);
        }
        return end > 0 ? end : charactersThatFit(text);
    }

    private int charactersThatFit(String text) {
        int end = text.offsetByCodePoints(0, 1);
        while (end < text.length() && fits(text.substring(0, text.offsetByCodePoints(end, 1)))) {
            end = text.offsetByCodePoints(end, 1);
        }
        return end;
    }

    private String cut(String line) {
        String kept = line;
        while (!kept.isEmpty() && !fits(kept + CUT)) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept.stripTrailing() + CUT;
    }

    private boolean fits(String text) {
        return widthOf.applyAsInt(text) <= width;
    }
}
