package io.github.metabgm.testgame.play;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import net.fabricmc.fabric.api.resource.v1.ModReloadListeners;
import net.fabricmc.loader.api.FabricLoader;
import net.fabricmc.loader.api.ModContainer;
import net.minecraft.client.Minecraft;
import net.minecraft.server.packs.PackType;
import net.minecraft.server.packs.PathPackResources;
import net.minecraft.server.packs.resources.ReloadableResourceManager;

/** The resource packs: one for each mod. */
final class Packs {
    private final ReloadableResourceManager resources = new ReloadableResourceManager();
    private final Minecraft game;
    private final Escapes escapes;

    /** Takes over what the mods have registered. */
    Packs(Minecraft game, Escapes escapes) {
        this.game = game;
        this.escapes = escapes;
        ModReloadListeners.of(PackType.CLIENT_RESOURCES).moveTo(resources);
        game.install(resources);
    }

    /** At the start, and by F3+T: the sounds anew, then whoever listens, in the ticks that come. */
    void reload() {
        game.getSoundManager().reload();
        CompletableFuture<Void> done = resources.reload(
                FabricLoader.getInstance().getAllMods().stream()
                        .flatMap(mod -> roots(mod).stream())
                        .toList(),
                ForkJoinPool.commonPool(),
                game::execute);
        done.whenComplete((nothing, failure) -> {
            if (failure != null) {
                escapes.escaped("resource reload", failure);
            }
        });
    }

    private static List<PathPackResources> roots(ModContainer mod) {
        List<Path> roots = mod.getRootPaths();
        return roots.stream()
                .map(root -> new PathPackResources(mod.getMetadata().getId(), root))
                .toList();
    }
}
