package net.minecraft.client.resources.sounds;

import net.minecraft.client.sounds.SoundManager;
import net.minecraft.client.sounds.WeighedSoundEvents;
import net.minecraft.resources.Identifier;
import net.minecraft.sounds.SoundSource;
import net.minecraft.util.RandomSource;

public abstract class AbstractSoundInstance implements SoundInstance {
    protected Sound sound;

    protected final SoundSource source;

    protected final Identifier identifier;

    protected float volume = 1;

    protected float pitch = 1;

    protected double x;

    protected double y;

    protected double z;

    protected boolean looping;

    protected int delay;

    protected SoundInstance.Attenuation attenuation = SoundInstance.Attenuation.LINEAR;

    protected boolean relative;

    protected final RandomSource random;

    protected AbstractSoundInstance(Identifier identifier, SoundSource source, RandomSource random) {
        this.identifier = identifier;
        this.source = source;
        this.random = random;
    }

    @Override
    public Identifier getIdentifier() {
        return identifier;
    }

    @Override
    public WeighedSoundEvents resolve(SoundManager sounds) {
        WeighedSoundEvents found = sounds.getSoundEvent(identifier);
        if (found != null) {
            sound = found.getSound();
        }
        return found;
    }

    @Override
    public Sound getSound() {
        return sound;
    }

    @Override
    public SoundSource getSource() {
        return source;
    }

    @Override
    public boolean isRelative() {
        return relative;
    }

    @Override
    public float getVolume() {
        return volume;
    }

    @Override
    public double getX() {
        return x;
    }

    @Override
    public double getY() {
        return y;
    }

    @Override
    public double getZ() {
        return z;
    }

    @Override
    public Attenuation getAttenuation() {
        return attenuation;
    }
}
