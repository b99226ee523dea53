package io.github.metabgm.client.sound;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Notices;
import io.github.metabgm.core.audio.Mixer;
import io.github.metabgm.core.audio.MixerListener;
import io.github.metabgm.core.settings.ModSettings;
import io.github.metabgm.core.sound.SoundFigures;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import net.minecraft.client.Minecraft;
import net.minecraft.client.sounds.MusicManager;
import net.minecraft.client.sounds.SoundManager;

/** The stand-in game with its sound on, ticking as fast as it can, and the mod's sound in it. */
final class SoundRig implements AutoCloseable {
    static final int TICK_FRAMES = 2_400;
    private static final int TICK_MS = 50;

    final Notices notices = new Notices();
    final Faults faults = new Faults(notices);
    final Minecraft game = new Minecraft();
    final SoundManager sounds = new SoundManager(game.options, Set.of("minecraft", "metabgm"));
    final MusicManager music;
    final SoundOutput output = new SoundOutput(faults);
    ModSettings settings = ModSettings.defaults();
    boolean wanted = true;
    private long timeMs = 5_000_000;
    private float[] heard = new float[0];
    private boolean isFed;

    SoundRig() {
        this(MusicManager::new);
    }

    /** @param makeMusic the game's own music, with or without a mixin in it */
    SoundRig(Function<Minecraft, MusicManager> makeMusic) {
        music = makeMusic.apply(game);
        game.install(sounds, music);
        sounds.reload();
    }

    /** @return a mixer, not yet fed, that the game plays from now on */
    Mixer attached() {
        Mixer mixer = new Mixer(10_000, new MixerListener() {}, (track, frames) -> {});
        output.attach(mixer);
        isFed = true;
        return mixer;
    }

    void detach() {
        output.detach();
        isFed = false;
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    /** A tick, and what the device plays in it. */
    void tick() {
        tickUnheard();
        render(TICK_FRAMES);
    }

    private void tickUnheard() {
        timeMs += TICK_MS;
        game.tick();
        output.tick(game, settings, wanted, timeMs);
        sounds.settle();
        awaitMix();
    }

    /** Faster than the clock, the mixing thread would be outrun; it gets the time that a tick has. */
    private void awaitMix() {
        long until = System.nanoTime() + TICK_MS * 1_000_000L;
        SoundFigures figures = output.figures();
        while (figures.aheadMs() < 2 * figures.chunkMs() && isFed && System.nanoTime() < until) {
            Thread.onSpinWait();
            figures = output.figures();
        }
    }

    /** The game stands still; the device does not. */
    void freeze(int ms) throws InterruptedException {
        Thread.sleep(ms);
        timeMs += ms;
        render(ms * 48);
    }

    private void render(int frames) {
        float[] stereo = new float[2 * frames];
        sounds.render(stereo, frames);
        heard = Arrays.copyOf(heard, heard.length + stereo.length);
        System.arraycopy(stereo, 0, heard, heard.length - stereo.length, stereo.length);
    }

    /** All that came out of the device since the last call, interleaved. */
    float[] heard() {
        float[] taken = heard;
        heard = new float[0];
        return taken;
    }

    /** The loudest that comes out of the device in the next ticks. */
    float peak(int ticks) {
        heard();
        ticks(ticks);
        return Melody.peak(heard());
    }

    @Override
    public void close() {
        output.close();
        sounds.destroy();
    }
}
