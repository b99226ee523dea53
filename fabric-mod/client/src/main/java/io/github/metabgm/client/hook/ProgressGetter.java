package io.github.metabgm.client.hook;

import java.util.Map;
import net.minecraft.advancements.AdvancementProgress;
import net.minecraft.network.protocol.game.ClientboundUpdateAdvancementsPacket;
import net.minecraft.resources.Identifier;

/** Up to 26.2. */
final class ProgressGetter {
    private ProgressGetter() {}

    static Map<Identifier, AdvancementProgress> of(ClientboundUpdateAdvancementsPacket packet) {
        return packet.getProgress();
    }
}
