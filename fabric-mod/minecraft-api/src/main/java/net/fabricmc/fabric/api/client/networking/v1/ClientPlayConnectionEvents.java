package net.fabricmc.fabric.api.client.networking.v1;

import io.github.metabgm.absent.Absent;
import net.fabricmc.fabric.api.event.Event;
import net.fabricmc.fabric.api.networking.v1.PacketSender;
import net.minecraft.client.Minecraft;
import net.minecraft.client.multiplayer.ClientPacketListener;

public final class ClientPlayConnectionEvents {
    public static final Event<Join> JOIN = Absent.value();

    public static final Event<Disconnect> DISCONNECT = Absent.value();

    public interface Join {
        void onPlayReady(ClientPacketListener a, PacketSender b, Minecraft c);
    }

    public interface Disconnect {
        void onPlayDisconnect(ClientPacketListener a, Minecraft b);
    }
}
