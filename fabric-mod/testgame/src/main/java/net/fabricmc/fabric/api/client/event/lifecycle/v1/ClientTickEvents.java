package net.fabricmc.fabric.api.client.event.lifecycle.v1;

import net.fabricmc.fabric.api.event.Event;
import net.fabricmc.fabric.api.event.EventFactory;
import net.minecraft.client.Minecraft;

public final class ClientTickEvents {
    public static final Event<EndTick> END_CLIENT_TICK =
            EventFactory.createArrayBacked(EndTick.class, listeners -> client -> {
                for (EndTick listener : listeners) {
                    listener.onEndTick(client);
                }
            });

    private ClientTickEvents() {}

    @FunctionalInterface
    public interface EndTick {
        void onEndTick(Minecraft client);
    }
}
