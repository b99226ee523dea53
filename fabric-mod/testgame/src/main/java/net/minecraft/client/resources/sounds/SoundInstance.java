package net.minecraft.client.resources.sounds;

import net.fabricmc.fabric.api.client.sound.v1.FabricSoundInstance;
import net.minecraft.client.sounds.SoundManager;
import net.minecraft.client.sounds.WeighedSoundEvents;
import net.minecraft.resources.Identifier;
import net.minecraft.sounds.SoundSource;
import net.minecraft.util.RandomSource;

/** A sound that is played or may be, as 26.1 and 26.2 have it. */
public interface SoundInstance extends FabricSoundInstance {
    Identifier getIdentifier();

    /** Chooses the sound, too. @return null where no such event is known */
    WeighedSoundEvents resolve(SoundManager sounds);

    /** Null before {@link #resolve}. */
    Sound getSound();

    SoundSource getSource();

    boolean isRelative();

    float getVolume();

    double getX();

    double getY();

    double getZ();

    Attenuation getAttenuation();

    default boolean canStartSilent() {
        return false;
    }

    default boolean canPlaySound() {
        return true;
    }

    static RandomSource createUnseededRandom() {
        return RandomSource.create();
    }

    enum Attenuation {
        NONE,
        LINEAR
    }
}
