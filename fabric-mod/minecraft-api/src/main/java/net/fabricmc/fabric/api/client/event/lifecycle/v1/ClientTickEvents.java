package net.fabricmc.fabric.api.client.event.lifecycle.v1;

import io.github.metabgm.absent.Absent;
import net.fabricmc.fabric.api.event.Event;
import net.minecraft.client.Minecraft;

public final class ClientTickEvents {
    public static final Event<EndTick> END_CLIENT_TICK = Absent.value();

    public interface EndTick {
        void onEndTick(Minecraft game);
    }
}
