package io.github.metabgm.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private static final Path HOME = Path.of("/home/steve");

    @TempDir
    private Path folder;

    private static Path locate(String os, Map<String, String> environment) {
        return TokenFile.locate(os, HOME, environment);
    }

    @Test
    void liesInThePlatformsConfigFolder() {
        assertEquals(HOME.resolve(".config/metabgm/token"), locate("Linux", Map.of()));
        assertEquals(Path.of("/cfg/metabgm/token"), locate("Linux", Map.of("XDG_CONFIG_HOME", "/cfg")));
        assertEquals(HOME.resolve(".config/metabgm/token"), locate("Linux", Map.of("XDG_CONFIG_HOME", "")));
        assertEquals(HOME.resolve(".config/metabgm/token"), locate("Linux", Map.of("XDG_CONFIG_HOME", "cfg")));
        assertEquals(Path.of("/home/alex/.config/metabgm/token"), locate("Linux", Map.of("HOME", "/home/alex")));
        assertEquals(HOME.resolve("Library/Application Support/metabgm/token"), locate("Mac OS X", Map.of()));
        assertEquals(
                Path.of("/local/metabgm/token"), locate("Windows 11", Map.of("LOCALAPPDATA", "/local")));
        assertEquals(HOME.resolve("AppData/Local/metabgm/token"), locate("Windows 11", Map.of()));
        assertEquals(Path.of("/own/token"), locate("Linux", Map.of("METABGM_CONFIG_DIR", "/own")));
    }

    @Test
    void isReadWithoutItsNewline() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "abc-DEF_123\n");
        assertEquals("abc-DEF_123", new TokenFile(file).read());
    }

    @Test
    void saysWhereItIsMissing() {
        Path file = folder.resolve("token");
        String message =
                assertThrows(IOException.class, () -> new TokenFile(file).read()).getMessage();
        assertTrue(message.contains(file.toString()), message);
    }

    @Test
    void whatCannotBeATokenIsNotSent() throws IOException {
        for (String content : new String[] {"", "\n\n", "two words", "two\nlines", "t\u00f6ken", "x".repeat(2_000)}) {
            Path file = Files.writeString(folder.resolve("token"), content);
            assertThrows(IOException.class, () -> new TokenFile(file).read(), content);
        }
    }
}
