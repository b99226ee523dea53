package net.minecraft.server.packs.resources;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import net.minecraft.server.packs.resources.PreparableReloadListener.PreparationBarrier;
import net.minecraft.server.packs.resources.PreparableReloadListener.SharedState;

/** One reload: all prepare side by side, then each does its part after the one before it. */
final class SimpleReloadInstance {
    private final List<PreparableReloadListener> listeners;
    private final CompletableFuture<Void> allPrepared = new CompletableFuture<>();
    private final AtomicInteger preparing;

    SimpleReloadInstance(List<PreparableReloadListener> listeners) {
        this.listeners = List.copyOf(listeners);
        preparing = new AtomicInteger(listeners.size());
    }

    CompletableFuture<Void> start(ResourceManager manager, Executor background, Executor game) {
        SharedState state = new SharedState(manager);
        CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
        for (PreparableReloadListener listener : listeners) {
            before = listener.reload(state, background, barrier(before), game);
        }
        return before;
    }

    private PreparationBarrier barrier(CompletableFuture<Void> before) {
        return new PreparationBarrier() {
            @Override
            public <T> CompletableFuture<T> wait(T prepared) {
                if (preparing.decrementAndGet() == 0) {
                    allPrepared.complete(null);
                }
                return allPrepared.thenCombine(before, (all, previous) -> prepared);
            }
        };
    }
}
