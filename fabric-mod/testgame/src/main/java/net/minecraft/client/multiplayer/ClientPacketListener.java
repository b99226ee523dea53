package net.minecraft.client.multiplayer;

import java.util.HashMap;
import java.util.Map;
import net.fabricmc.fabric.api.client.networking.v1.ClientPlayConnectionEvents;
import net.fabricmc.fabric.api.networking.v1.PacketSender;
import net.fabricmc.fabric.impl.command.client.ClientCommandInternals;
import net.minecraft.advancements.AdvancementProgress;
import net.minecraft.client.Minecraft;
import net.minecraft.network.protocol.game.ClientboundUpdateAdvancementsPacket;
import net.minecraft.resources.Identifier;
import net.minecraft.server.RunningOnDifferentThreadException;

/** The client's end of a connection to a server. */
public class ClientPacketListener implements PacketSender {
    private final Minecraft minecraft;
    private final Map<Identifier, AdvancementProgress> advancements = new HashMap<>();

    public ClientPacketListener(Minecraft minecraft) {
        this.minecraft = minecraft;
    }

    /** Called by the network's thread first, where it only hands the packet over. */
    public void handleUpdateAdvancementsPacket(ClientboundUpdateAdvancementsPacket packet) {
        if (!minecraft.isSameThread()) {
            minecraft.execute(() -> packet.handle(this));
            throw RunningOnDifferentThreadException.RUNNING_ON_DIFFERENT_THREAD;
        }
        if (packet.shouldReset()) {
            advancements.clear();
        }
        advancements.putAll(packet.getProgress());
    }

    /** A packet comes in, on the caller's thread. */
    public void receive(ClientboundUpdateAdvancementsPacket packet) {
        try {
            packet.handle(this);
        } catch (RunningOnDifferentThreadException handedOver) {
            // The game's thread handles it when it next looks.
        }
    }

    /** The server has let the player in and named its commands. */
    public void joined() {
        ClientCommandInternals.join();
        ClientPlayConnectionEvents.JOIN.invoker().onPlayReady(this, this, minecraft);
    }

    /** The connection is gone; told on the caller's thread, as the game tells it on the network's. */
    public void lost() {
        ClientPlayConnectionEvents.DISCONNECT.invoker().onPlayDisconnect(this, minecraft);
    }

    public Map<Identifier, AdvancementProgress> advancements() {
        return Map.copyOf(advancements);
    }
}
