package net.minecraft.server.packs.resources;

import io.github.metabgm.absent.Absent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

public interface ResourceManagerReloadListener extends PreparableReloadListener {
    void onResourceManagerReload(ResourceManager a);

    default CompletableFuture<Void> reload(SharedState a, Executor b, PreparationBarrier c, Executor d) {
        throw Absent.body();
    }
}
