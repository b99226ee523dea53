package net.minecraft.client.sounds;

import com.mojang.blaze3d.audio.Channel;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.client.resources.sounds.TickableSoundInstance;
import net.minecraft.sounds.SoundSource;

/** Which sounds the engine plays, and since when. */
final class PlayingSounds {
    /** A sound counts as played for this long at least. */
    private static final int LEAST_TICKS = 20;

    private final Map<SoundInstance, ChannelAccess.ChannelHandle> handles = new HashMap<>();
    private final Map<SoundInstance, Integer> deleteTimes = new HashMap<>();
    private final SoundVolumes volumes;
    private int tickCount;

    PlayingSounds(SoundVolumes volumes) {
        this.volumes = volumes;
    }

    void add(SoundInstance instance, ChannelAccess.ChannelHandle handle) {
        handles.put(instance, handle);
        deleteTimes.put(instance, tickCount + LEAST_TICKS);
    }

    void clear() {
        handles.clear();
        deleteTimes.clear();
    }

    boolean isActive(SoundInstance instance) {
        return handles.containsKey(instance);
    }

    void stop(SoundInstance instance) {
        execute(instance, Channel::stop);
    }

    /** Volumes that may have changed, of one category or, with the master's, of all. */
    void refresh(SoundSource source) {
        handles.keySet().stream()
                .filter(instance -> source == SoundSource.MASTER || instance.getSource() == source)
                .forEach(this::refresh);
    }

    void refresh(SoundInstance instance) {
        float volume = volumes.of(instance);
        execute(instance, channel -> channel.setVolume(volume));
    }

    void pause(Predicate<SoundInstance> which) {
        handles.keySet().stream().filter(which).forEach(instance -> execute(instance, Channel::pause));
    }

    void resume() {
        handles.keySet().forEach(instance -> execute(instance, Channel::unpause));
    }

    private void execute(SoundInstance instance, Consumer<Channel> work) {
        ChannelAccess.ChannelHandle handle = handles.get(instance);
        if (handle != null) {
            handle.execute(work);
        }
    }

    List<TickableSoundInstance> tickable() {
        return handles.keySet().stream()
                .filter(TickableSoundInstance.class::isInstance)
                .map(TickableSoundInstance.class::cast)
                .toList();
    }

    /** Lets go of what has stopped and been there for long enough. */
    void tick() {
        tickCount++;
        forgetStopped(instance -> deleteTimes.get(instance) <= tickCount);
    }

    /** Lets go of what has stopped. */
    void forgetStopped(Predicate<SoundInstance> which) {
        for (Iterator<SoundInstance> each = handles.keySet().iterator(); each.hasNext(); ) {
            SoundInstance instance = each.next();
            if (handles.get(instance).isStopped() && which.test(instance)) {
                each.remove();
                deleteTimes.remove(instance);
            }
        }
    }
}
