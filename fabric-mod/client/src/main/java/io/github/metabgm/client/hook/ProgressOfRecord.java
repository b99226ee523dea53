package io.github.metabgm.client.hook;

import java.util.Map;
import net.minecraft.advancements.AdvancementProgress;
import net.minecraft.network.protocol.game.ClientboundUpdateAdvancementsPacket;
import net.minecraft.resources.Identifier;

/** From 26.3 on, where the packet is a record. */
final class ProgressOfRecord {
    private ProgressOfRecord() {}

    static Map<Identifier, AdvancementProgress> of(ClientboundUpdateAdvancementsPacket packet) {
        return packet.progress();
    }
}
