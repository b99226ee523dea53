package net.minecraft.client.gui.components;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

public class BossHealthOverlay {
    private final Map<UUID, LerpingBossEvent> events = new LinkedHashMap<>();

    public boolean shouldPlayMusic() {
        return events.values().stream().anyMatch(LerpingBossEvent::shouldPlayBossMusic);
    }

    public boolean shouldDarkenScreen() {
        return events.values().stream().anyMatch(LerpingBossEvent::shouldDarkenScreen);
    }

    public void add(LerpingBossEvent event) {
        events.put(event.getId(), event);
    }

    public void reset() {
        events.clear();
    }
}
