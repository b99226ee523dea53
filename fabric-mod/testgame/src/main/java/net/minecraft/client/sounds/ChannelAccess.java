package net.minecraft.client.sounds;

import com.mojang.blaze3d.audio.Channel;
import com.mojang.blaze3d.audio.Library;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The game thread's hold on the channels of the sound thread. */
public class ChannelAccess {
    private final Set<ChannelHandle> channels = ConcurrentHashMap.newKeySet();
    private final Library library;
    private final Executor soundThread;

    public ChannelAccess(Library library, Executor soundThread) {
        this.library = library;
        this.soundThread = soundThread;
    }

    /** The future's value is null where no channel is free. */
    public CompletableFuture<ChannelHandle> createHandle(Library.Pool pool) {
        CompletableFuture<ChannelHandle> created = new CompletableFuture<>();
        soundThread.execute(() -> {
            Channel channel = library.acquireChannel(pool);
            ChannelHandle handle = channel == null ? null : new ChannelHandle(channel);
            if (handle != null) {
                channels.add(handle);
            }
            created.complete(handle);
        });
        return created;
    }

    /** Once a tick: refills streams, lets go of what has stopped. */
    public void scheduleTick() {
        soundThread.execute(() -> {
            for (Iterator<ChannelHandle> each = channels.iterator(); each.hasNext(); ) {
                ChannelHandle handle = each.next();
                handle.channel.updateStream();
                if (handle.channel.stopped()) {
                    handle.release();
                    each.remove();
                }
            }
        });
    }

    /** On the game's thread, with the sound thread down. */
    public void clear() {
        channels.forEach(ChannelHandle::release);
        channels.clear();
    }

    /** A channel while a sound has it. */
    public final class ChannelHandle {
        private final Channel channel;
        private volatile boolean stopped;

        private ChannelHandle(Channel channel) {
            this.channel = channel;
        }

        public boolean isStopped() {
            return stopped;
        }

        public void execute(Consumer<Channel> work) {
            soundThread.execute(() -> {
                if (!stopped) {
                    work.accept(channel);
                }
            });
        }

        private void release() {
            stopped = true;
            library.releaseChannel(channel);
        }
    }
}
