package io.github.metabgm.core.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextWrapTest {
    private static List<String> wrapped(String text, int width, int most) {
        return new TextWrap(width, TextWrapTest::width).lines(List.of(text), most);
    }

    /** As the game's font: not every character is as wide. */
    private static int width(String text) {
        return text.codePoints().map(c -> c == 'i' ? 2 : 6).sum();
    }

    @Test
    void breaksBetweenWords() {
        assertEquals(List.of("slow strings", "over a soft", "piano"), wrapped("slow strings over a soft piano", 72, 9));
    }

    @Test
    void measuresInsteadOfCounting() {
        assertEquals(List.of("iiiiii iiiiii"), wrapped("iiiiii iiiiii", 30, 9));
        assertEquals(List.of("mmmmmm", "mmmmmm"), wrapped("mmmmmm mmmmmm", 36, 9));
    }

    @Test
    void aWordThatNoLineHoldsIsBroken() {
        assertEquals(List.of("a", "mmmmm", "mmm b"), wrapped("a mmmmmmmm b", 30, 9));
    }

    @Test
    void aLineNarrowerThanACharacterHoldsOne() {
        assertEquals(List.of("m", "𝄞", "m"), wrapped("m𝄞m", 1, 9));
    }

    @Test
    void theLastLineSaysThatMoreWasThere() {
        assertEquals(List.of("slow strings", "over a soft…"), wrapped("slow strings over a soft piano", 72, 2));
        assertEquals(List.of("mmmm…"), wrapped("mmmmm mmmmm", 30, 1));
    }

    @Test
    void eachTextBeginsALine() {
        TextWrap wrap = new TextWrap(36, TextWrapTest::width);
        assertEquals(List.of("m", "mm mm", "mm"), wrap.lines(List.of("m", "mm mm mm"), 9));
        assertEquals(List.of("m", "mm mm…"), wrap.lines(List.of("m", "mm mm", "m"), 2));
        assertEquals(List.of("m", "mm mm"), wrap.lines(List.of("m", "mm mm", " "), 2));
    }

    @Test
    void nothingIsNoLine() {
        assertEquals(List.of(), wrapped("  ", 30, 9));
        assertEquals(List.of(), wrapped("m", 30, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyLineFitsAndNoWordIsLost(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append(random.nextInt(5) == 0 ? ' ' : random.nextBoolean() ? 'i' : 'm');
        }
        int width = 12 + random.nextInt(100);
        List<String> lines = wrapped(text.toString(), width, Integer.MAX_VALUE);
        assertTrue(lines.stream().allMatch(line -> width(line) <= width && line.equals(line.strip())));
        assertEquals(text.toString().replace(" ", ""), String.join("", lines).replace(" ", ""));
    }
}
