package io.github.metabgm.client.settings;

import io.github.metabgm.client.Part;
import io.github.metabgm.core.settings.ModSettings;
import java.util.function.UnaryOperator;

/** The settings as the open screen has them, not yet in force. */
final class Draft {
    private final Part part;
    private ModSettings settings;
    private Runnable changed = () -> {};

    Draft(ModSettings settings, Part part) {
        this.settings = settings;
        this.part = part;
    }

    ModSettings settings() {
        return settings;
    }

    /** @param nowChanged called after every change */
    void onChange(Runnable nowChanged) {
        changed = nowChanged;
    }

    /** For widgets: changes, walled in. */
    void change(UnaryOperator<ModSettings> change) {
        part.run(() -> {
            settings = change.apply(settings);
            changed.run();
        });
    }
}
