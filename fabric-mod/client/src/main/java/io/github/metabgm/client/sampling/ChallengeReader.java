package io.github.metabgm.client.sampling;

import io.github.metabgm.client.Contract;
import io.github.metabgm.core.scene.Sample;
import net.minecraft.client.sounds.SoundEventListener;
import net.minecraft.client.sounds.SoundManager;

/** Has the game's sound engine tell of challenges, once. */
final class ChallengeReader implements Reader {
    private final ChallengeSound sound;
    private boolean listens;

    ChallengeReader(ChallengeSound sound) {
        this.sound = sound;
    }

    @Override
    public void read(Moment now, Sample sample) {
        SoundManager sounds = listens ? null : now.game.getSoundManager();
        if (sounds != null) {
            sounds.addListener(Contract.fulfilled(SoundEventListener.class, sound));
            listens = true;
        }
    }
}
