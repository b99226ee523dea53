package net.fabricmc.fabric.api.client.command.v2;

import com.mojang.brigadier.CommandDispatcher;
import io.github.metabgm.absent.Absent;
import net.fabricmc.fabric.api.event.Event;
import net.minecraft.commands.CommandBuildContext;

public interface ClientCommandRegistrationCallback {
    Event<ClientCommandRegistrationCallback> EVENT = Absent.value();

    void register(CommandDispatcher<FabricClientCommandSource> dispatcher, CommandBuildContext context);
}
