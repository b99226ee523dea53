package net.minecraft.client;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.minecraft.sounds.SoundSource;

/** The volume sliders. */
public class Options {
    private final Map<SoundSource, Float> volumes = new EnumMap<>(SoundSource.class);
    private final List<Consumer<SoundSource>> listeners = new ArrayList<>();

    /** The category's slider times the master's, 0..1. */
    public final float getFinalSoundSourceVolume(SoundSource source) {
        float volume = getSoundSourceVolume(source);
        return source == SoundSource.MASTER ? volume : volume * getSoundSourceVolume(SoundSource.MASTER);
    }

    public final float getSoundSourceVolume(SoundSource source) {
        return volumes.getOrDefault(source, 1f);
    }

    /** Moves a slider, heard at once. */
    public void setSoundSourceVolume(SoundSource source, float volume) {
        volumes.put(source, volume);
        listeners.forEach(listener -> listener.accept(source));
    }

    public void onVolumeChange(Consumer<SoundSource> listener) {
        listeners.add(listener);
    }
}
