package io.github.metabgm.client.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mojang.brigadier.CommandDispatcher;
import com.mojang.brigadier.tree.CommandNode;
import io.github.metabgm.core.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import net.fabricmc.fabric.api.client.command.v2.ClientCommandRegistrationCallback;
import net.fabricmc.fabric.api.client.command.v2.FabricClientCommandSource;
import net.fabricmc.fabric.impl.client.keymapping.KeyMappingRegistryImpl;
import net.minecraft.client.KeyMapping;
import net.minecraft.commands.CommandBuildContext;
import net.minecraft.network.chat.Component;
import org.junit.jupiter.api.Test;

/** The players' page names what there is. */
class ModPageTest {
    private final StartedGame game = new StartedGame();
    private final String page = read();

    private static String read() {
        try {
            return Files.readString(Repository.folder("docs").resolve("mod.md"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void everyKeyStandsInIt() {
        new Keys(game.faults, game.controls, game.why).register();
        for (KeyMapping key : KeyMappingRegistryImpl.process()) {
            String name = Component.translatable(key.getName()).getString();
            assertTrue(page.contains("| " + name + " |"), name);
        }
    }

    @Test
    void everyCommandStandsInIt() {
        new Commands(game.faults, game.controls, game.why).register();
        CommandDispatcher<FabricClientCommandSource> dispatcher = new CommandDispatcher<>();
        ClientCommandRegistrationCallback.EVENT.invoker().register(dispatcher, new CommandBuildContext() {});
        CommandNode<FabricClientCommandSource> root = dispatcher.getRoot().getChild("metabgm");
        assertTrue(root.getChildren().size() > 5);
        for (CommandNode<FabricClientCommandSource> word : root.getChildren()) {
            assertTrue(page.contains("`/metabgm " + word.getName() + "`"), word.getName());
        }
    }
}
