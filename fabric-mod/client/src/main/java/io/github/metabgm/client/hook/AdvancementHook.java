package io.github.metabgm.client.hook;

import io.github.metabgm.client.sampling.Advancements;
import java.util.Map;
import net.minecraft.advancements.AdvancementProgress;
import net.minecraft.network.protocol.game.ClientboundUpdateAdvancementsPacket;
import net.minecraft.resources.Identifier;

/** What the mixin into the game's connection calls. */
public final class AdvancementHook {
    private AdvancementHook() {}

    /** The game took what a server says of advancements; the first time, a list of all that were ever made. */
    public static void took(ClientboundUpdateAdvancementsPacket packet) {
        if (packet.shouldReset()) {
            return;
        }
        progress(packet).forEach((id, progress) -> {
            if (progress.isDone()) {
                Advancements.done(id.getNamespace() + ":" + id.getPath());
            }
        });
    }

    private static Map<Identifier, AdvancementProgress> progress(ClientboundUpdateAdvancementsPacket packet) {
        try {
            return ProgressOfRecord.of(packet);
        } catch (NoSuchMethodError olderVersion) {
            return ProgressGetter.of(packet);
        }
    }
}
