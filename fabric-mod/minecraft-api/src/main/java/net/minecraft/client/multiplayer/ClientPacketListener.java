package net.minecraft.client.multiplayer;

import io.github.metabgm.absent.Absent;
import net.minecraft.network.protocol.game.ClientboundUpdateAdvancementsPacket;

public class ClientPacketListener {
    public void handleUpdateAdvancementsPacket(ClientboundUpdateAdvancementsPacket packet) {
        throw Absent.body();
    }
}
