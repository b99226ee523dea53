package net.minecraft.server.packs.resources;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Prepares nothing and does all on the game's thread. */
public interface ResourceManagerReloadListener extends PreparableReloadListener {
    @Override
    default CompletableFuture<Void> reload(
            SharedState state, Executor background, PreparationBarrier barrier, Executor game) {
        return barrier.wait(Boolean.TRUE)
                .thenRunAsync(() -> onResourceManagerReload(state.resourceManager()), game);
    }

    void onResourceManagerReload(ResourceManager manager);
}
