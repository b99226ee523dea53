package net.fabricmc.fabric.api.client.event.lifecycle.v1;

import io.github.metabgm.absent.Absent;
import net.fabricmc.fabric.api.event.Event;
import net.minecraft.client.Minecraft;

public final class ClientLifecycleEvents {
    public static final Event<ClientStopping> CLIENT_STOPPING = Absent.value();

    public interface ClientStopping {
        void onClientStopping(Minecraft game);
    }
}
