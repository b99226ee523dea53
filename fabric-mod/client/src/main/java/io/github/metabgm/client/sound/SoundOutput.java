package io.github.metabgm.client.sound;

import io.github.metabgm.client.Faults;
import io.github.metabgm.core.audio.Mixer;
import io.github.metabgm.core.settings.ModSettings;
import io.github.metabgm.core.sound.SoundFigures;
import java.util.Collection;
import net.minecraft.client.Minecraft;

/**
 * The music in the game's own sound engine, and everything that gives way to it or that it gives way to. For the
 * game's thread; nothing waits, and nothing is thrown.
 */
public final class SoundOutput implements AutoCloseable {
    private final Faults faults;
    private Mixer mixer;

    public SoundOutput(Faults faults) {
        this.faults = faults;
    }

    /** From now on plays this mix, in the place of another. */
    public void attach(Mixer newMixer) {
        mixer = newMixer;
    }

    /** Fades out what plays and lets the mixer go. */
    public void detach() {
        mixer = null;
    }

    /**
     * Each END_CLIENT_TICK, on the title screen and in pause too.
     *
     * @param musicWanted whether music is to be heard: a session is open and the player has not switched it off
     */
    public void tick(Minecraft game, ModSettings settings, boolean musicWanted, long timeMs) {}

    /** @param patterns sound events to give way to besides the settings' own, as the packs say; each one valid */
    public void yieldTo(Collection<String> patterns) {}

    public SoundFigures figures() {
        return new SoundFigures(faults != null && mixer != null, 0, 0, 0, 0, 0);
    }

    @Override
    public void close() {}
}
