package io.github.metabgm.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.net.TokenFile;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static Settings settings(int port, int windowSeconds, int bufferMs, double volume) {
        return new Settings("127.0.0.1", port, new TokenFile(Path.of("token")), windowSeconds, bufferMs, volume);
    }

    @Test
    void haveAnAddress() {
        assertEquals(URI.create("ws://127.0.0.1:8766/"), Settings.defaults().address());
        assertEquals(URI.create("ws://[::1]:9/"), Settings.defaults().withAddress("::1", 9).address());
        assertEquals(URI.create("ws://[::1]:9/"), Settings.defaults().withAddress("[::1]", 9).address());
    }

    @Test
    void sayWhatIsOutOfRange() {
        String message = assertThrows(IllegalArgumentException.class, () -> settings(8_766, 61, 3_000, 1))
                .getMessage();
        assertTrue(message.contains("windowSeconds") && message.contains("61") && message.contains("60"), message);
        assertThrows(IllegalArgumentException.class, () -> settings(0, 10, 3_000, 1));
        assertThrows(IllegalArgumentException.class, () -> settings(8_766, 10, 199, 1));
        assertThrows(IllegalArgumentException.class, () -> settings(8_766, 10, 10_001, 1));
        assertThrows(IllegalArgumentException.class, () -> settings(8_766, 10, 3_000, Double.NaN));
    }
}
