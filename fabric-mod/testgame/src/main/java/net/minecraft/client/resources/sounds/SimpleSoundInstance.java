package net.minecraft.client.resources.sounds;

import net.minecraft.resources.Identifier;
import net.minecraft.sounds.SoundSource;

/** The game's own sounds: music, records in a jukebox, everything with a place or without. */
public class SimpleSoundInstance extends AbstractSoundInstance {
    private SimpleSoundInstance(Identifier event, SoundSource source, float volume) {
        super(event, source, SoundInstance.createUnseededRandom());
        this.volume = volume;
    }

    public static SimpleSoundInstance forMusic(Identifier event) {
        return everywhere(event, SoundSource.MUSIC);
    }

    /** A record in a jukebox at a place. */
    public static SimpleSoundInstance forJukeboxSong(Identifier event, double x, double y, double z) {
        return at(event, SoundSource.RECORDS, 4, x, y, z);
    }

    public static SimpleSoundInstance everywhere(Identifier event, SoundSource source) {
        SimpleSoundInstance sound = new SimpleSoundInstance(event, source, 1);
        sound.relative = true;
        sound.attenuation = Attenuation.NONE;
        return sound;
    }

    /** @param volume above 1 it reaches farther and is no louder */
    public static SimpleSoundInstance at(
            Identifier event, SoundSource source, float volume, double x, double y, double z) {
        SimpleSoundInstance sound = new SimpleSoundInstance(event, source, volume);
        sound.x = x;
        sound.y = y;
        sound.z = z;
        return sound;
    }
}
