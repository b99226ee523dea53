package net.minecraft.client.sounds;

import io.github.metabgm.absent.Absent;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.sounds.SoundSource;

public class SoundManager {
    public SoundEngine.PlayResult play(SoundInstance a) {
        throw Absent.body();
    }

    public void stop(SoundInstance a) {
        throw Absent.body();
    }

    public boolean isActive(SoundInstance a) {
        throw Absent.body();
    }

    public void addListener(SoundEventListener a) {
        throw Absent.body();
    }

    public void updateCategoryVolume(SoundSource a, float b) {
        throw Absent.body();
    }
}
