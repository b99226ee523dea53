package net.fabricmc.fabric.api.client.command.v2;

import com.mojang.brigadier.CommandDispatcher;
import net.fabricmc.fabric.api.event.Event;
import net.fabricmc.fabric.api.event.EventFactory;
import net.minecraft.commands.CommandBuildContext;

/** Told whenever the player joins a world: commands are made anew for each. */
public interface ClientCommandRegistrationCallback {
    Event<ClientCommandRegistrationCallback> EVENT =
            EventFactory.createArrayBacked(ClientCommandRegistrationCallback.class, callbacks -> (dispatcher, context) -> {
                for (ClientCommandRegistrationCallback callback : callbacks) {
                    callback.register(dispatcher, context);
                }
            });

    void register(CommandDispatcher<FabricClientCommandSource> dispatcher, CommandBuildContext context);
}
