package net.minecraft.client;

import io.github.metabgm.absent.Absent;
import net.minecraft.sounds.SoundSource;

public class Options {
    public final float getFinalSoundSourceVolume(SoundSource source) {
        throw Absent.body();
    }
}
