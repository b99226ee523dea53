package io.github.metabgm.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReadingTest {
    private static final ModSettings DEFAULTS = ModSettings.defaults();

    /** For each key what it does not take: other types, and beyond both ends of its range. */
    private static final Map<String, List<String>> WRONG = Map.ofEntries(
            Map.entry("music", List.of("1", "\"true\"", "null", "[]")),
            Map.entry("volume", List.of("\"1\"", "-0.01", "1.01", "1e999999", "true", "{}")),
            Map.entry("combat_volume", List.of("\"1\"", "-1", "1.5", "null")),
            Map.entry("style", List.of("1", "null", "[\"a\"]", '"' + "x".repeat(201) + '"', "\"a\\nb\"")),
            Map.entry("now_playing", List.of("0", "\"no\"")),
            Map.entry("title_screen", List.of("0", "\"no\"")),
            Map.entry("when_paused", List.of("\"loud\"", "\"PLAY\"", "true", "1", "null")),
            Map.entry("when_unfocused", List.of("\"loud\"", "\"\"", "false")),
            Map.entry("hold_back_game_music", List.of("2", "\"\"")),
            Map.entry("yield_to_records", List.of("2", "null")),
            Map.entry("yield_to", List.of("\"a:b\"", "null", "{}", "[\"A\"]", "[1]", tooManyPatterns())),
            Map.entry(
                    "host",
                    List.of("\"\"", "\"two words\"", "\"a/b\"", "\"user@host\"", "\"h:1:2\"", "7", hostTooLong())),
            Map.entry("port", List.of("0", "65536", "8766.5", "\"8766\"", "1e99", "-1", "true")),
            Map.entry("token_file", List.of("\"relative/token\"", "\"~/token\"", "3", "\"a\\u0000b\"")),
            Map.entry("token", List.of("\"two words\"", "\"t\u00f6ken\"", "12", '"' + "x".repeat(1_025) + '"')),
            Map.entry("window_seconds", List.of("0", "61", "\"10\"", "1.5")),
            Map.entry("buffer_ms", List.of("199", "10001", "null", "\"\"")),
            Map.entry("mixin_music", List.of("\"on\"", "1")),
            Map.entry("mixin_advancements", List.of("\"on\"", "1")));

    private static String tooManyPatterns() {
        return IntStream.range(0, 257).mapToObj(i -> "\"a:" + i + '"').collect(Collectors.joining(",", "[", "]"));
    }

    private static String hostTooLong() {
        return '"' + "a.".repeat(126) + "aa\"";
    }

    static List<Object[]> wrongValues() {
        List<Object[]> values = new ArrayList<>();
        Setting.ALL.forEach(setting -> WRONG.get(setting.key())
                .forEach(value -> values.add(new Object[] {setting, value})));
        return values;
    }

    private static Loaded read(String text) {
        return SettingsReading.read("config/metabgm.json", text, DEFAULTS);
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueCostsItsOwnKeyOnly(Setting<?> setting, String value) {
        Setting<?> other = setting == Setting.VOLUME ? Setting.COMBAT_VOLUME : Setting.VOLUME;
        Loaded loaded = read("{\n\n  \"" + setting.key() + "\": " + value + ",\n \"" + other.key() + "\": 0.25\n}");
        assertEquals(1, loaded.faults().size(), loaded.faults().toString());
        String fault = loaded.faults().get(0);
        assertTrue(fault.startsWith("config/metabgm.json, line 3: " + setting.key()), fault);
        assertTrue(fault.contains(", expected "), fault);
        assertTrue(fault.length() < 300, fault);
        assertEquals(0.25, loaded.settings().get(other));
        if (setting != Setting.YIELD_TO || !value.startsWith("[")) {
            assertEquals(setting.initial(), loaded.settings().get(setting));
        }
    }

    @Test
    void allFaultsAreToldWithTheirLines() {
        Loaded loaded = read("""
                {"volume": 2,
                  "port"
                  :
                  0, "style": "calm",
                  "yield_to": [
                    "*:radio.*", "Radio",
                    7
                    , "a:b"
                  ],
                  "buffer_ms": 100
                  , "music": "on"}""");
        assertEquals(
                List.of(
                        "config/metabgm.json, line 1: volume: 2, expected a number from 0 to 1",
                        "config/metabgm.json, line 2: port: 0, expected a whole number from 1 to 65535",
                        "config/metabgm.json, line 6: yield_to[1]: \"Radio\", expected a sound pattern such as"
                                + " \"minecraft:music_disc.*\" of at most 128 characters, a-z 0-9 _ . - / and *",
                        "config/metabgm.json, line 7: yield_to[2]: 7, expected a sound pattern such as"
                                + " \"minecraft:music_disc.*\" of at most 128 characters, a-z 0-9 _ . - / and *",
                        "config/metabgm.json, line 10: buffer_ms: 100, expected a whole number from 200 to 10000",
                        "config/metabgm.json, line 11: music: \"on\", expected true or false"),
                loaded.faults());
        assertEquals(List.of("*:radio.*", "a:b"), loaded.settings().yieldTo());
        assertEquals("calm", loaded.settings().style());
    }

    @Test
    void whatIsWrongStaysAsItWasAndWhatIsMissingIsTheDefault() {
        ModSettings inForce = DEFAULTS.with(Setting.VOLUME, 0.5).with(Setting.MUSIC, false);
        ModSettings read = SettingsReading.read("f", "{\"volume\": \"loud\"}", inForce).settings();
        assertEquals(0.5, read.volume());
        assertTrue(read.music());
    }

    @Test
    void ofADuplicateTheFirstHolds() {
        Loaded loaded = read("{\"volume\": 0.5,\r\n\"volume\": 0.7}");
        assertEquals(0.5, loaded.settings().volume());
        assertEquals(
                List.of("config/metabgm.json, line 2: volume: stands here again, expected each key once"
                        + " (line 1 holds)"),
                loaded.faults());
    }

    @Test
    void aTokenIsNotShown() {
        String twice = "{\"token\": \"s3cret\", \"token\": \"s3cret\"}";
        for (String text : List.of("{\"token\": \"s3cret s3cret\"}", twice)) {
            String fault = read(text).faults().get(0);
            assertTrue(!fault.contains("s3cret") && fault.contains("line 1: token: "), fault);
        }
    }

    @Test
    void unknownKeysAreNoFaults() {
        Loaded loaded = read("{\n\"volum\": 3, \"deep\": {\"a\": [1, {\"b\": null}]}\n}");
        assertEquals(List.of(), loaded.faults());
        assertEquals(
                List.of(
                        "config/metabgm.json, line 2: \"volum\": no such setting; it is kept",
                        "config/metabgm.json, line 2: \"deep\": no such setting; it is kept"),
                loaded.unknown());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'volume': 1,}|1|14",
                "{~'volume': 1~'music': true}|3|1",
                "{'volume' 1}|1|11",
                "{'volume': 1 // loud~}|1|15",
                "{'volume': loud}|1|12",
                "{'style': 'no end~}|1|11",
                "{'style': 'no end,~'volume': 1}|1|11",
                "{'style': 'no end|1|11",
                "{~'host: 'x'}|2|9",
                "{'token_file': 'C:\\Users'}|1|16",
                "{'yield_to': ['a:b',]}|1|21",
                "{'volume': 1}}|1|14",
                "{'volume': 1} {}|1|15",
                "{'volume': NaN}|1|13",
                "[]|1|1",
                "7|1|1",
                "{|1|1",
                "{'a': 1e99999999999}|1|20",
            })
    void whatIsNoJsonIsToldWithLineAndColumn(String text, int line, int column) {
        ModSettings inForce = DEFAULTS.with(Setting.VOLUME, 0.5);
        String json = text.replace('\'', '"').replace('~', '\n');
        Loaded loaded = SettingsReading.read("config/metabgm.json", json, inForce);
        assertEquals(inForce, loaded.settings());
        String fault = loaded.faults().get(0);
        assertTrue(fault.startsWith("config/metabgm.json, line " + line + ", column " + column + ": "), fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n "})
    void anEmptyTextIsToldToo(String text) {
        assertEquals(1, read(text).faults().size());
        assertEquals(DEFAULTS, read(text).settings());
    }

    @Test
    void nestingIsLimited() {
        String fault = read("{\"x\": " + "[".repeat(30_000)).faults().get(0);
        assertTrue(fault.contains("levels"), fault);
    }

    @Test
    void shownValuesAreShort() {
        String fault = read("{\"volume\": " + new JsonPrimitive("y".repeat(5_000)) + "}").faults().get(0);
        assertTrue(fault.length() < 200, fault);
    }
}
