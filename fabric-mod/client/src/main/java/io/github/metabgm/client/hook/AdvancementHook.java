package io.github.metabgm.client.hook;

import io.github.metabgm.client.sampling.Advancements;
import net.minecraft.network.protocol.game.ClientboundUpdateAdvancementsPacket;

/** What the mixin into the game's connection calls. */
public final class AdvancementHook {
    private AdvancementHook() {}

    /** The game took what a server says of advancements; the first time, a list of all that were ever made. */
    public static void took(ClientboundUpdateAdvancementsPacket packet) {
        if (packet.shouldReset()) {
            return;
        }
        packet.getProgress().forEach((id, progress) -> {
            if (progress.isDone()) {
                Advancements.done(id.getNamespace() + ":" + id.getPath());
            }
        });
    }
}
