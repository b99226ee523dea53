package net.minecraft.client.resources.sounds;

import io.github.metabgm.absent.Absent;
import net.minecraft.resources.Identifier;
import net.minecraft.sounds.SoundSource;
import net.minecraft.util.RandomSource;

public interface SoundInstance {
    Identifier getIdentifier();

    SoundSource getSource();

    double getX();

    double getY();

    double getZ();

    default boolean canStartSilent() {
        throw Absent.body();
    }

    static RandomSource createUnseededRandom() {
        throw Absent.body();
    }

    public enum Attenuation {
        NONE;
    }
}
