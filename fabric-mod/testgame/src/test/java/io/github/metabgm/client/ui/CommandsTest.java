package io.github.metabgm.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mojang.brigadier.CommandDispatcher;
import com.mojang.brigadier.exceptions.CommandSyntaxException;
import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.ui.Pieces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.fabricmc.fabric.api.client.command.v2.ClientCommandRegistrationCallback;
import net.fabricmc.fabric.api.client.command.v2.FabricClientCommandSource;
import net.fabricmc.fabric.impl.command.client.ClientCommandInternals;
import net.minecraft.client.Minecraft;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.commands.CommandBuildContext;
import net.minecraft.network.chat.Component;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private final StartedGame game = new StartedGame().inWorld();
    private final Commands commands = new Commands(game.faults, game.controls, game.why);
    private final CommandDispatcher<FabricClientCommandSource> dispatcher = new CommandDispatcher<>();
    private final Source source = new Source(game.minecraft);

    @BeforeEach
    void join() {
        commands.register();
        ClientCommandRegistrationCallback.EVENT.invoker().register(dispatcher, new CommandBuildContext() {});
    }

    /** @return feedback; then, each after a !, errors */
    private List<String> answers(String command) throws CommandSyntaxException {
        source.answers.clear();
        dispatcher.execute(command, source);
        return List.copyOf(source.answers);
    }

    @Test
    void eachWordDoesWhatItsKeyDoes() throws Exception {
        game.controls.piece = Optional.of(Pieces.base(1, "Quiet harp in D dorian", "Slow harp."));
        assertEquals(List.of("Music off"), answers("metabgm toggle"));
        assertEquals(List.of("!The music is off"), answers("metabgm skip"));
        assertEquals(List.of("Music on"), answers("metabgm toggle"));
        assertEquals(List.of("Composing anew"), answers("metabgm regenerate"));
        assertEquals(List.of("Next piece"), answers("metabgm skip"));
        assertEquals(List.of("Liked: Quiet harp in D dorian"), answers("metabgm like"));
        assertEquals(List.of("Not again: Quiet harp in D dorian"), answers("metabgm dislike"));
        game.controls.sidecarIsThere = false;
        assertEquals(
                List.of("!No sidecar is there yet: metabgm-sidecar has to run"), answers("metabgm regenerate"));
    }

    @Test
    void aStyleTakesTheRestOfTheLine() throws Exception {
        assertEquals(
                List.of("Composing in this style: solo cello, rubato"), answers("metabgm style solo cello, rubato"));
        assertEquals(List.of("Composing without a style of your own"), answers("metabgm style"));
        assertEquals(
                List.of(PlayerCommand.style("solo cello, rubato"), PlayerCommand.style("")), game.controls.sent);
        assertEquals(
                List.of("!A style has at most 200 characters, this one has 201"),
                answers("metabgm style " + "x".repeat(201)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"metabgm", "metabgm status"})
    void statusSaysHowThingsStand(String command) throws Exception {
        game.controls.piece = Optional.of(Pieces.base(1, "Quiet harp in D dorian", "Slow harp."));
        assertEquals(
                List.of(
                        "Connected to metabgm-sidecar",
                        "The music is on",
                        "Piece: Quiet harp in D dorian (Slow harp.)"),
                answers(command));
        game.controls.sidecarIsThere = false;
        assertEquals(
                "For music, type metabgm-sidecar in a terminal and leave it open"
                        + " (to install it: pip install metabgm-sidecar)",
                answers(command).get(1));
    }

    @Test
    void theReasonsComeAndGo() throws Exception {
        assertEquals(List.of("The reasons are shown; the same command hides them"), answers("metabgm why"));
        assertTrue(game.why.isOn());
        assertEquals(List.of("The reasons are hidden"), answers("metabgm why"));
        assertFalse(game.why.isOn());
    }

    @Test
    void reloadTellsEveryFault() throws Exception {
        assertEquals(List.of("config/metabgm.json was read again"), answers("metabgm reload"));
        game.controls.faultsOfSettings = List.of("line 2: volume 3: expected 0 to 1", "line 5: §kport");
        assertEquals(List.of("!line 2: volume 3: expected 0 to 1", "!line 5: port"), answers("metabgm reload"));
    }

    @Test
    void debugTellsFigures() throws Exception {
        assertEquals(List.of("underruns 0", "parts off: none"), answers("metabgm debug"));
    }

    /** The chat's screen closes after the command; settings that opened at once would close with it. */
    @Test
    void theSettingsOpenOnTheNextTick() throws Exception {
        answers("metabgm config");
        assertEquals(0, game.controls.settingsOpened);
        commands.tick();
        commands.tick();
        assertEquals(1, game.controls.settingsOpened);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metabgm", "metabgm status", "metabgm style", "metabgm nonsense", "metabgm status more"})
    void nothingOfItGoesToTheServer(String line) {
        ClientCommandInternals.join();
        assertTrue(ClientCommandInternals.executeCommand(game.minecraft, line));
        assertFalse(game.chat().isEmpty());
    }

    @Test
    void othersCommandsDo() {
        ClientCommandInternals.join();
        assertFalse(ClientCommandInternals.executeCommand(game.minecraft, "gamemode creative"));
    }

    private record Source(Minecraft getClient, List<String> answers) implements FabricClientCommandSource {
        Source(Minecraft client) {
            this(client, new ArrayList<>());
        }

        @Override
        public void sendFeedback(Component message) {
            answers.add(message.getString());
        }

        @Override
        public void sendError(Component message) {
            answers.add("!" + message.getString());
        }

        @Override
        public LocalPlayer getPlayer() {
            return getClient.player;
        }
    }
}
