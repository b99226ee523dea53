package net.fabricmc.fabric.api.client.networking.v1;

import net.fabricmc.fabric.api.event.Event;
import net.fabricmc.fabric.api.event.EventFactory;
import net.fabricmc.fabric.api.networking.v1.PacketSender;
import net.minecraft.client.Minecraft;
import net.minecraft.client.multiplayer.ClientPacketListener;

public final class ClientPlayConnectionEvents {
    public static final Event<Join> JOIN =
            EventFactory.createArrayBacked(Join.class, listeners -> (handler, sender, client) -> {
                for (Join listener : listeners) {
                    listener.onPlayReady(handler, sender, client);
                }
            });

    /** Told on the thread that notices, which is the network's when the server hangs up. */
    public static final Event<Disconnect> DISCONNECT =
            EventFactory.createArrayBacked(Disconnect.class, listeners -> (handler, client) -> {
                for (Disconnect listener : listeners) {
                    listener.onPlayDisconnect(handler, client);
                }
            });

    private ClientPlayConnectionEvents() {}

    @FunctionalInterface
    public interface Join {
        void onPlayReady(ClientPacketListener handler, PacketSender sender, Minecraft client);
    }

    @FunctionalInterface
    public interface Disconnect {
        void onPlayDisconnect(ClientPacketListener handler, Minecraft client);
    }
}
