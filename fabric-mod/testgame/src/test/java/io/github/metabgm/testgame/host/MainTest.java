package io.github.metabgm.testgame.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.metabgm.core.testing.Repository;
import io.github.metabgm.testgame.loader.ModBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private static final String DESCRIPTION =
            """
            {"schemaVersion": 1, "id": "somemod", "version": "1", "environment": "client",
             "entrypoints": {"client": ["somemod.Entry"]}, "depends": {"minecraft": ">=26.1"}}""";
    /** Greets whoever enters a world and throws in the fourth second. */
    private static final String ENTRY =
            """
            import net.fabricmc.fabric.api.client.event.lifecycle.v1.ClientTickEvents;
            import net.fabricmc.fabric.api.client.networking.v1.ClientPlayConnectionEvents;
            import net.minecraft.network.chat.Component;
            public class Entry implements net.fabricmc.api.ClientModInitializer {
                private int ticks;
                public void onInitializeClient() {
                    org.slf4j.LoggerFactory.getLogger("somemod").info("starting");
                    ClientPlayConnectionEvents.JOIN.register((handler, sender, client) ->
                            client.player.sendSystemMessage(Component.literal("welcome")));
                    ClientTickEvents.END_CLIENT_TICK.register(client -> {
                        if (ticks++ == 70) throw new IllegalStateException("mod's fault");
                    });
                }
            }""";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--mod", folder.resolve("somemod.jar").toString(),
                "--trace", Repository.folder("tests/traces").resolve("quiet.jsonl").toString(),
                "--config", folder.resolve("config").toString(),
                "--log", folder.resolve("log.jsonl").toString()));
        arguments.addAll(List.of(more));
        return Main.run(arguments.toArray(String[]::new), new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private List<JsonObject> lines(String what) throws IOException {
        return Files.readAllLines(folder.resolve("log.jsonl")).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(line -> line.get("what").getAsString().equals(what))
                .toList();
    }

    @Test
    void gameRunsHearsAndTellsWhatHappens() throws IOException {
        new ModBuilder().source("Entry", ENTRY).file("fabric.mod.json", DESCRIPTION).build(folder);
        Path wav = folder.resolve("heard.wav");
        int code = run(
                "--seconds", "12", "--speed", "40", "--at", "10:reload", "--at", "11:leave", "--out", wav.toString());
        assertEquals(1, code, "an exception came out of the mod");
        assertEquals(
                "metabgm-testgame: 1 exceptions came out of the mod: see the log",
                errors.toString(StandardCharsets.UTF_8).strip());
        String escaped = lines("escaped").get(0).toString();
        assertTrue(escaped.contains("mod's fault") && escaped.contains("\"where\":\"tick\""), escaped);
        assertEquals("welcome", lines("chat").get(0).get("text").getAsString());
        assertEquals("starting", lines("log").get(0).get("message").getAsString());
        assertEquals("minecraft:music.game", lines("sound").get(0).get("event").getAsString());
        // One is lost to the exception, one comes after leaving.
        assertEquals(240, lines("tick_cost").stream().mapToInt(line -> line.get("ticks").getAsInt()).max().orElse(0));
        byte[] heard = Files.readAllBytes(wav);
        assertEquals(44 + 12 * 48_000 * 4, heard.length);
        int loud = 0;
        for (int i = 45; i < heard.length; i += 2) {
            loud = Math.max(loud, Math.abs(heard[i]));
        }
        assertTrue(loud > 10, "the game's own music is heard");
    }

    @ParameterizedTest
    @CsvSource({
        "--speed, fast, --speed fast: expected a number",
        "--speed, 0, --speed 0: expected a number from 0.01 on",
        "--at, reload, --at reload: expected SECONDS:ACTION",
        "--at, 1:dance, --at 1:dance: there is no such action",
        "--at, 1:reload=2, --at 1:reload=2: takes no argument",
        "--at, 1:freeze, --at 1:freeze: expected =ARGUMENT after the action",
        "--wav, a, unknown option --wav",
    })
    void wrongUseIsTold(String option, String value, String message) throws IOException {
        assertEquals(2, run(option, value));
        assertEquals(
                "metabgm-testgame: " + message,
                errors.toString(StandardCharsets.UTF_8).lines().findFirst().orElse(""));
    }

    @Test
    void missingModIsTold() throws IOException {
        assertEquals(1, run("--seconds", "1"));
        assertTrue(errors.toString(StandardCharsets.UTF_8).contains("somemod.jar: cannot be read"), errors::toString);
    }
}
