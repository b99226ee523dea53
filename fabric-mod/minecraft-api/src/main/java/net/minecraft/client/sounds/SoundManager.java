package net.minecraft.client.sounds;

import io.github.metabgm.absent.Absent;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.sounds.SoundSource;

public class SoundManager {
    public SoundEngine.PlayResult play(SoundInstance sound) {
        throw Absent.body();
    }

    public void stop(SoundInstance sound) {
        throw Absent.body();
    }

    public boolean isActive(SoundInstance sound) {
        throw Absent.body();
    }

    public void addListener(SoundEventListener listener) {
        throw Absent.body();
    }

    public void updateCategoryVolume(SoundSource source, float gain) {
        throw Absent.body();
    }
}
