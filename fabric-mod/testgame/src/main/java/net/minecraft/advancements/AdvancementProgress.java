package net.minecraft.advancements;

public class AdvancementProgress {
    private final boolean done;

    public AdvancementProgress(boolean done) {
        this.done = done;
    }

    public boolean isDone() {
        return done;
    }
}
