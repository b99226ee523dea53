package net.fabricmc.fabric.impl.command.client;

import com.mojang.brigadier.CommandDispatcher;
import com.mojang.brigadier.exceptions.CommandSyntaxException;
import net.fabricmc.fabric.api.client.command.v2.ClientCommandRegistrationCallback;
import net.fabricmc.fabric.api.client.command.v2.FabricClientCommandSource;
import net.minecraft.client.Minecraft;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.commands.CommandBuildContext;
import net.minecraft.network.chat.Component;

/** Runs the commands that never leave this side. */
public final class ClientCommandInternals {
    private static CommandDispatcher<FabricClientCommandSource> activeDispatcher = new CommandDispatcher<>();

    private ClientCommandInternals() {}

    /** The player joins a world. */
    public static void join() {
        activeDispatcher = new CommandDispatcher<>();
        ClientCommandRegistrationCallback.EVENT.invoker().register(activeDispatcher, new CommandBuildContext() {});
    }

    /**
     * @param command without its slash
     * @return false where no mod knows it and it goes to the server
     */
    public static boolean executeCommand(Minecraft client, String command) {
        FabricClientCommandSource source = new Source(client);
        try {
            activeDispatcher.execute(command, source);
            return true;
        } catch (CommandSyntaxException fault) {
            if (fault.getType() == CommandSyntaxException.Type.UNKNOWN_COMMAND) {
                return false;
            }
            source.sendError(Component.literal(fault.getMessage()));
            return true;
        } catch (RuntimeException fault) {
            source.sendError(Component.literal(String.valueOf(fault.getMessage())));
            return true;
        }
    }

    private record Source(Minecraft getClient) implements FabricClientCommandSource {
        @Override
        public void sendFeedback(Component message) {
            getClient.player.sendSystemMessage(message);
        }

        @Override
        public void sendError(Component message) {
            getClient.player.sendSystemMessage(message);
        }

        @Override
        public LocalPlayer getPlayer() {
            return getClient.player;
        }
    }
}
