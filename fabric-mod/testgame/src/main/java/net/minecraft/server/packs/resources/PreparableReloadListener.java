package net.minecraft.server.packs.resources;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

public interface PreparableReloadListener {
    /**
     * @param background for what can be prepared beside the game
     * @param game for what must be done on the game's thread, after everybody is prepared
     */
    CompletableFuture<Void> reload(SharedState state, Executor background, PreparationBarrier barrier, Executor game);

    public static final class SharedState {
        private final ResourceManager manager;

        public SharedState(ResourceManager manager) {
            this.manager = manager;
        }

        public ResourceManager resourceManager() {
            return manager;
        }
    }

    public interface PreparationBarrier {
        /** @return done when all are prepared and all before this one are done */
        <T> CompletableFuture<T> wait(T prepared);
    }
}
