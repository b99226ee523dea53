package net.minecraft.client.sounds;

import com.mojang.blaze3d.audio.Library;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.minecraft.client.Options;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.resources.Identifier;
import net.minecraft.sounds.SoundSource;

/** The game's sounds: what the engine plays, and what sounds.json says there is to play. */
public class SoundManager {
    private final SoundVolumes volumes;
    private final SoundEngine engine;
    private final Set<String> namespaces;
    private SoundDefinitions definitions;

    /** @param namespaces those whose sounds.json counts */
    public SoundManager(Options options, Set<String> namespaces) {
        this.namespaces = namespaces;
        volumes = new SoundVolumes(options);
        engine = new SoundEngine(this, volumes);
        options.onVolumeChange(this::refreshCategoryVolume);
    }

    /** As with the game's resources: the first time, and with F3+T. */
    public void reload() {
        definitions = SoundDefinitions.load(namespaces);
        engine.reload();
    }

    /** @return null where no sounds.json has the event */
    public WeighedSoundEvents getSoundEvent(Identifier event) {
        return definitions.get(event);
    }

    public SoundEngine.PlayResult play(SoundInstance instance) {
        return engine.play(instance);
    }

    public void stop(SoundInstance instance) {
        engine.playing().stop(instance);
    }

    /** All of them: when the level changes or is left. */
    public void stop() {
        engine.stopAll();
    }

    public boolean isActive(SoundInstance instance) {
        return engine.isActive(instance);
    }

    public void addListener(SoundEventListener listener) {
        engine.listeners().add(listener);
    }

    public void removeListener(SoundEventListener listener) {
        engine.listeners().remove(listener);
    }

    /** Not the slider: a gain of its own, which the game fades its music with. */
    public void updateCategoryVolume(SoundSource source, float gain) {
        volumes.setGain(source, gain);
        engine.playing().refresh(source);
    }

    public void refreshCategoryVolume(SoundSource source) {
        engine.playing().refresh(source);
    }

    /** The game's pause menu leaves MUSIC and UI. */
    public void pauseAllExcept(SoundSource... sources) {
        List<SoundSource> left = Arrays.asList(sources);
        engine.playing().pause(instance -> !left.contains(instance.getSource()));
    }

    public void resume() {
        engine.playing().resume();
    }

    public void tick(boolean paused) {
        engine.tick(paused);
    }

    public void destroy() {
        engine.destroy();
    }

    /** Waits until the sound thread has done what the ticks so far gave it; before {@link #render} in a fast run. */
    public void settle() {
        engine.executor().settle();
    }

    /** Takes the next {@code frames} stereo frames at 48 kHz out of the device; 2,400 of them are a tick. */
    public void render(float[] stereo, int frames) {
        Library library = engine.library();
        if (library == null) {
            Arrays.fill(stereo, 0, 2 * frames, 0);
        } else {
            library.render(stereo, frames);
        }
    }

    /** Pulls the device's plug; the next tick finds out and opens another. */
    public void loseDevice() {
        engine.library().disconnect();
    }

    /** What a stream threw on the sound thread, null where none did: in the game it would be a crash. */
    public Throwable crash() {
        return engine.executor().crash();
    }
}
