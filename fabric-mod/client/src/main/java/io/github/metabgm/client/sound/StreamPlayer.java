package io.github.metabgm.client.sound;

import io.github.metabgm.client.Contract;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.sound.StreamFeed;
import io.github.metabgm.core.sound.StreamKeeper;
import net.minecraft.client.Minecraft;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.client.sounds.AudioStream;
import net.minecraft.client.sounds.SoundEngine;
import net.minecraft.client.sounds.SoundManager;

/** Has the game's sound engine play the mix, and play it again when it was dropped. */
final class StreamPlayer {
    private final StreamFeed feed;
    private final StreamKeeper keeper;
    private final Part soundThread;
    private MixSound sound;

    StreamPlayer(StreamFeed feed, StreamKeeper keeper, Part soundThread) {
        this.feed = feed;
        this.keeper = keeper;
        this.soundThread = soundThread;
    }

    void tick(Minecraft game, boolean wanted) {
        SoundManager sounds = game.getSoundManager();
        StreamKeeper.Step step = keeper.tick(wanted, sound != null && sounds.isActive(sound));
        if (step != StreamKeeper.Step.NONE && sound != null) {
            sounds.stop(sound);
            sound = null;
        }
        if (step == StreamKeeper.Step.START) {
            MixStream stream = Contract.fulfilled(AudioStream.class, new MixStream(feed, soundThread));
            sound = Contract.fulfilled(SoundInstance.class, new MixSound(stream));
            keeper.started(sounds.play(sound) != SoundEngine.PlayResult.NOT_STARTED);
        }
    }
}
