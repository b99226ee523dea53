package io.github.metabgm.client;

import io.github.metabgm.client.ui.Keys;
import io.github.metabgm.core.settings.Loaded;
import io.github.metabgm.core.settings.ModSettings;
import io.github.metabgm.core.settings.Setting;
import io.github.metabgm.core.settings.SettingsFile;
import io.github.metabgm.core.settings.SettingsStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.fabricmc.loader.api.FabricLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings in force, and what hangs on them when they change. For the game's thread. */
final class SettingsKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("MetaBGM");
    private static final String NOTICE = "metabgm.notice.settings";
    /** What one look at the chat takes in; the log has all. */
    private static final int MOST_TOLD = 3;
    /** Settings that a session is opened with. */
    private static final List<Setting<?>> CONNECTION = List.of(
            Setting.HOST, Setting.PORT, Setting.TOKEN, Setting.TOKEN_FILE, Setting.WINDOW_SECONDS, Setting.BUFFER_MS);

    private final SettingsStore store;
    private final SessionKeeper sessions;

    /** Reads them, or writes their file with the defaults at the first start. */
    SettingsKeeper(Notices notices, SessionKeeper sessions) {
        this.sessions = sessions;
        Path file = FabricLoader.getInstance().getConfigDir().resolve("metabgm.json");
        store = new SettingsStore(new SettingsFile(file), fault -> notices.add(NOTICE, fault));
        if (!Files.exists(file)) {
            notices.add(Keys.HINT);
        }
        List<String> faults = reload();
        faults.stream().limit(MOST_TOLD).forEach(fault -> notices.add(NOTICE, fault));
        if (faults.size() > MOST_TOLD) {
            notices.add("metabgm.notice.settings_more", Integer.toString(faults.size() - MOST_TOLD));
        }
    }

    ModSettings now() {
        return store.current();
    }

    /** @return what is wrong with the file, line by line */
    List<String> reload() {
        ModSettings before = now();
        Loaded loaded = store.reload();
        loaded.faults().forEach(LOG::warn);
        loaded.unknown().forEach(LOG::info);
        follow(before);
        return loaded.faults();
    }

    /** Holds at once and is written soon. */
    void change(ModSettings changed) {
        ModSettings before = now();
        store.change(changed);
        follow(before);
    }

    private void follow(ModSettings before) {
        MusicSession session = sessions.session();
        boolean connectedOtherwise =
                CONNECTION.stream().anyMatch(setting -> !before.get(setting).equals(now().get(setting)));
        if (session != null && connectedOtherwise) {
            sessions.reopen();
        } else if (session != null) {
            session.wish(now());
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
