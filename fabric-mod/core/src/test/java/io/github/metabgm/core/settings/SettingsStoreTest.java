package io.github.metabgm.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SettingsStoreTest {
    private final LinkedBlockingQueue<String> unwritten = new LinkedBlockingQueue<>();
    private Path path;
    private SettingsStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        path = folder.resolve("metabgm.json");
        store = new SettingsStore(new SettingsFile(path), unwritten::add);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void holdsTheDefaultsUntilItIsRead() throws IOException {
        Files.writeString(path, "{\"volume\": 0.5}");
        assertEquals(ModSettings.defaults(), store.current());
        store.reload();
        assertEquals(0.5, store.current().volume());
    }

    @Test
    void aChangeHoldsAtOnceAndSurvivesAReload() {
        store.reload();
        store.change(store.current().with(Setting.MUSIC, false));
        assertFalse(store.current().music());
        store.change(store.current().with(Setting.VOLUME, 0.25));
        Loaded loaded = store.reload();
        assertFalse(loaded.settings().music());
        assertEquals(0.25, store.current().volume());
    }

    @Test
    void whatIsWrongInTheFileLeavesWhatIsInForce() throws IOException {
        store.reload();
        store.change(store.current().with(Setting.VOLUME, 0.25));
        store.reload();
        Files.writeString(path, "{\"volume\": \"loud\"}");
        assertEquals(1, store.reload().faults().size());
        assertEquals(0.25, store.current().volume());
    }

    @Test
    void aChangeThatCannotBeWrittenIsToldAndHolds() throws Exception {
        Files.writeString(path, "{ broken");
        store.change(store.current().with(Setting.MUSIC, false));
        assertTrue(unwritten.take().contains("nothing was written"));
        assertFalse(store.current().music());
        assertEquals("{ broken", Files.readString(path));
    }

    @Test
    void closingLetsTheLastChangeBeWritten() throws IOException {
        store.change(store.current().with(Setting.MUSIC, false));
        store.close();
        assertTrue(Files.readString(path).contains("\"music\": false"));
        store.change(store.current().with(Setting.MUSIC, true));
        assertTrue(Files.readString(path).contains("\"music\": false"));
    }
}
