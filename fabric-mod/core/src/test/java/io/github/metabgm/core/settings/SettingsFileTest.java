package io.github.metabgm.core.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    private static final ModSettings DEFAULTS = ModSettings.defaults();

    @TempDir
    private Path folder;

    private Path path;
    private SettingsFile file;

    @BeforeEach
    void name() {
        path = folder.resolve("config").resolve("metabgm.json");
        file = new SettingsFile(path);
    }

    private void put(String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void assertLeftAlone(byte[] before) throws IOException {
        assertThrows(IOException.class, () -> file.write(DEFAULTS, DEFAULTS.with(Setting.MUSIC, false)));
        assertArrayEquals(before, Files.readAllBytes(path));
        try (Stream<Path> beside = Files.list(path.getParent())) {
            assertEquals(List.of(path), beside.toList());
        }
    }

    @Test
    void isWrittenWithAllDefaultsWhereItIsMissing() throws IOException {
        Loaded loaded = file.read(DEFAULTS.with(Setting.MUSIC, false));
        assertEquals(new Loaded(DEFAULTS, List.of(), List.of()), loaded);
        JsonObject written = JsonParser.parseString(Files.readString(path)).getAsJsonObject();
        assertEquals(
                Setting.ALL.stream().map(Setting::key).toList(), List.copyOf(written.keySet()));
        assertTrue(Files.readString(path).startsWith("{\n  \"music\": true,\n  \"volume\": 1.0,\n"));
        assertEquals(new Loaded(DEFAULTS, List.of(), List.of()), file.read(DEFAULTS.with(Setting.MUSIC, false)));
    }

    @Test
    void everySettingComesBackAsItWasWritten() throws IOException {
        file.read(DEFAULTS);
        ModSettings changed = DEFAULTS.with(Setting.STYLE, "Fl\u00f6te & \"harp\" <3 \\ \ud83c\udfb5")
                .with(Setting.COMBAT_VOLUME, 0.35)
                .with(Setting.WHEN_UNFOCUSED, Loudness.SILENT)
                .with(Setting.YIELD_TO, List.of("a:b.*", "c"))
                .with(Setting.PORT, 65_535)
                .with(Setting.MIXIN_MUSIC, false);
        file.write(DEFAULTS, changed);
        assertEquals(new Loaded(changed, List.of(), List.of()), file.read(DEFAULTS));
    }

    @Test
    void whatIsUnknownOrWrongStaysWhereItIs() throws IOException {
        put("{\"zeta\": {\"a\": [1.50, null]}, \"volume\": 7, \"style\": \"old\", \"alpha\": \"<&>\"}");
        ModSettings before = file.read(DEFAULTS).settings();
        file.write(before, before.with(Setting.STYLE, "new"));
        String text = Files.readString(path);
        JsonObject written = JsonParser.parseString(text).getAsJsonObject();
        assertEquals(
                List.of("zeta", "volume", "style", "alpha", "music"),
                written.keySet().stream().limit(5).toList());
        assertEquals("{\"a\":[1.50,null]}", written.get("zeta").toString());
        assertEquals(7, written.get("volume").getAsInt());
        assertEquals("new", written.get("style").getAsString());
        assertTrue(text.contains("\"<&>\""), text);
        assertEquals(Setting.ALL.size() + 2, written.size());
    }

    @Test
    void windowsLineEndsAndByteOrderMarksAreRead() throws IOException {
        put("\uFEFF{\r\n  \"volume\": 0.5,\r\n  \"port\": 0\r\n}\r\n");
        Loaded loaded = file.read(DEFAULTS);
        assertEquals(0.5, loaded.settings().volume());
        assertEquals(
                List.of("config/metabgm.json, line 3: port: 0, expected a whole number from 1 to 65535"),
                loaded.faults());
        file.write(loaded.settings(), loaded.settings().with(Setting.VOLUME, 0.75));
        assertEquals(0.75, file.read(DEFAULTS).settings().volume());
    }

    @Test
    void whatIsNoJsonIsNeverOverwritten() throws IOException {
        put("{\"volume\": 0.5,}");
        assertEquals(DEFAULTS, file.read(DEFAULTS).settings());
        assertLeftAlone(Files.readAllBytes(path));
    }

    @Test
    void tooLargeIsToldAndLeftAlone() throws IOException {
        put("{\"style\": \"" + "x".repeat(1_000_000) + "\"}");
        assertEquals(
                List.of("config/metabgm.json: 1000013 bytes, expected at most 65536"),
                file.read(DEFAULTS).faults());
        assertLeftAlone(Files.readAllBytes(path));
    }

    @Test
    void anotherCharsetIsToldAndLeftAlone() throws IOException {
        put("");
        Files.write(path, "{\"style\": \"Fl\u00f6te\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(List.of("config/metabgm.json: expected to be saved as UTF-8"), file.read(DEFAULTS).faults());
        assertLeftAlone(Files.readAllBytes(path));
    }

    @Test
    void aFolderInItsPlaceIsTold() throws IOException {
        Files.createDirectories(path);
        ModSettings inForce = DEFAULTS.with(Setting.VOLUME, 0.5);
        assertEquals(
                new Loaded(inForce, List.of("config/metabgm.json: expected a file"), List.of()), file.read(inForce));
        assertThrows(IOException.class, () -> file.write(DEFAULTS, inForce));
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws IOException {
        Files.writeString(folder.resolve("config"), "a file in the folder's place");
        Loaded loaded = file.read(DEFAULTS);
        assertEquals(DEFAULTS, loaded.settings());
        assertTrue(loaded.faults().get(0).startsWith(path + ": cannot be written: "), loaded.faults().toString());
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("mine.json"), "{}");
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, elsewhere);
        file.write(DEFAULTS, DEFAULTS.with(Setting.MUSIC, false));
        assertTrue(Files.isSymbolicLink(path));
        assertTrue(Files.readString(elsewhere).contains("\"music\": false"));
    }
}
