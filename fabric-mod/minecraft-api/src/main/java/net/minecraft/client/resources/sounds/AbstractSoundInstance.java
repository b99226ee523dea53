package net.minecraft.client.resources.sounds;

import io.github.metabgm.absent.Absent;
import net.minecraft.resources.Identifier;
import net.minecraft.sounds.SoundSource;
import net.minecraft.util.RandomSource;

public abstract class AbstractSoundInstance implements SoundInstance {
    protected AbstractSoundInstance(Identifier id, SoundSource source, RandomSource random) {
        throw Absent.body();
    }

    public Identifier getIdentifier() {
        throw Absent.body();
    }

    public SoundSource getSource() {
        throw Absent.body();
    }

    public double getX() {
        throw Absent.body();
    }

    public double getY() {
        throw Absent.body();
    }

    public double getZ() {
        throw Absent.body();
    }

    protected boolean relative;

    protected SoundInstance.Attenuation attenuation;
}
