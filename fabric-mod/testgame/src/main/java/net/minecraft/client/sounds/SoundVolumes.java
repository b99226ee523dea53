package net.minecraft.client.sounds;

import java.util.EnumMap;
import java.util.Map;
import net.minecraft.client.Options;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.sounds.SoundSource;

/** How loud a sound is: its own volume, the sliders, and a gain of its category that is not the slider. */
final class SoundVolumes {
    private final Map<SoundSource, Float> gains = new EnumMap<>(SoundSource.class);
    private final Options options;

    SoundVolumes(Options options) {
        this.options = options;
    }

    void setGain(SoundSource source, float gain) {
        gains.put(source, gain);
    }

    float of(SoundInstance instance) {
        float own = Math.max(0, Math.min(1, instance.getVolume()));
        return own * options.getFinalSoundSourceVolume(instance.getSource())
                * gains.getOrDefault(instance.getSource(), 1f);
    }
}
