package net.minecraft.client.sounds;

import com.mojang.blaze3d.audio.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.minecraft.client.resources.sounds.Sound;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.client.resources.sounds.TickableSoundInstance;
import net.minecraft.sounds.SoundSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays sounds; for the game's thread, with the sound thread behind it. */
public class SoundEngine {
    private static final Logger LOG = LoggerFactory.getLogger("Sound engine");
    private static final double SHORT_SECONDS = 0.3;
    private static final float RANGE = 16;

    private final SoundEngineExecutor executor = new SoundEngineExecutor();
    private final SoundBufferLibrary buffers = new SoundBufferLibrary();
    private final List<SoundEventListener> listeners = new ArrayList<>();
    private final PlayingSounds playing;
    private final SoundManager manager;
    private final SoundVolumes volumes;
    private Library library;
    private ChannelAccess channels;
    private boolean loaded;

    public enum PlayResult {
        STARTED,
        STARTED_SILENTLY,
        NOT_STARTED
    }

    SoundEngine(SoundManager manager, SoundVolumes volumes) {
        this.manager = manager;
        this.volumes = volumes;
        playing = new PlayingSounds(volumes);
    }

    SoundEngineExecutor executor() {
        return executor;
    }

    /** Null while there is no device. */
    Library library() {
        return loaded ? library : null;
    }

    List<SoundEventListener> listeners() {
        return listeners;
    }

    PlayingSounds playing() {
        return playing;
    }

    void loadLibrary() {
        library = new Library();
        library.init();
        channels = new ChannelAccess(library, executor);
        executor.startUp();
        loaded = true;
    }

    void reload() {
        destroy();
        loadLibrary();
    }

    void destroy() {
        if (loaded) {
            stopAll();
            executor.shutDown();
            library.cleanup();
            loaded = false;
        }
    }

    /** The sound thread goes down for it, so streams are closed on this thread. */
    void stopAll() {
        if (loaded) {
            executor.shutDown();
            channels.clear();
            playing.clear();
            executor.startUp();
        }
    }

    PlayResult play(SoundInstance instance) {
        if (!loaded || !instance.canPlaySound()) {
            return PlayResult.NOT_STARTED;
        }
        WeighedSoundEvents event = instance.resolve(manager);
        if (event == null) {
            LOG.warn("Unable to play unknown soundEvent: {}", instance.getIdentifier());
            return PlayResult.NOT_STARTED;
        }
        boolean endless = instance.isRelative() || instance.getAttenuation() == SoundInstance.Attenuation.NONE;
        float range = endless ? Float.POSITIVE_INFINITY : Math.max(instance.getVolume(), 1) * RANGE;
        List.copyOf(listeners).forEach(listener -> listener.onPlaySound(instance, event, range));
        float volume = volumes.of(instance);
        if (volume == 0 && !instance.canStartSilent() && instance.getSource() != SoundSource.MUSIC) {
            return PlayResult.NOT_STARTED;
        }
        return start(instance, volume);
    }

    private PlayResult start(SoundInstance instance, float volume) {
        Sound sound = instance.getSound();
        ChannelAccess.ChannelHandle handle = channels.createHandle(
                        sound.shouldStream() ? Library.Pool.STREAMING : Library.Pool.STATIC)
                .join();
        if (handle == null) {
            LOG.warn("Failed to create new sound handle");
            return PlayResult.NOT_STARTED;
        }
        playing.add(instance, handle);
        handle.execute(channel -> channel.setVolume(volume));
        stream(instance, sound).thenAccept(stream -> handle.execute(channel -> {
            channel.attachBufferStream(stream);
            channel.play();
        }));
        return volume == 0 ? PlayResult.STARTED_SILENTLY : PlayResult.STARTED;
    }

    /** As Fabric has it: a sound that is streamed is asked for its stream. */
    private CompletableFuture<? extends AudioStream> stream(SoundInstance instance, Sound sound) {
        return sound.shouldStream()
                ? instance.getAudioStream(buffers, sound.getLocation(), false)
                : CompletableFuture.completedFuture(
                        new ToneStream(sound.getLocation().getPath(), SHORT_SECONDS));
    }

    boolean isActive(SoundInstance instance) {
        return loaded && playing.isActive(instance);
    }

    void tick(boolean paused) {
        if (!loaded) {
            return;
        }
        if (library.isCurrentDeviceDisconnected()) {
            LOG.info("Audio device was lost!");
            reload();
        }
        if (paused) {
            playing.forgetStopped(instance -> instance.getSource() == SoundSource.MUSIC);
        } else {
            playing.tickable().forEach(this::tick);
            playing.tick();
        }
        channels.scheduleTick();
    }

    private void tick(TickableSoundInstance instance) {
        instance.tick();
        if (instance.isStopped()) {
            playing.stop(instance);
        } else {
            playing.refresh(instance);
        }
    }
}
