package net.minecraft.world;

import java.util.UUID;
import net.minecraft.network.chat.Component;

public abstract class BossEvent {
    private final UUID id;
    private final Component name;
    private final float progress;

    protected BossEvent(UUID id, Component name, float progress) {
        this.id = id;
        this.name = name;
        this.progress = progress;
    }

    public UUID getId() {
        return id;
    }

    public Component getName() {
        return name;
    }

    public float getProgress() {
        return progress;
    }
}
