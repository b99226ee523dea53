package net.minecraft.server.packs.resources;

import io.github.metabgm.absent.Absent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

public interface PreparableReloadListener {
    CompletableFuture<Void> reload(SharedState state, Executor background, PreparationBarrier barrier, Executor game);

    public static final class SharedState {
        public ResourceManager resourceManager() {
            throw Absent.body();
        }
    }

    public interface PreparationBarrier {
        <T> CompletableFuture<T> wait(T prepared);
    }
}
