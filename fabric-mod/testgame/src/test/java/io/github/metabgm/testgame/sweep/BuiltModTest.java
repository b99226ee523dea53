package io.github.metabgm.testgame.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.testing.Repository;
import io.github.metabgm.testgame.loader.Alteration;
import io.github.metabgm.testgame.loader.CommonClasses;
import io.github.metabgm.testgame.loader.Installation;
import io.github.metabgm.testgame.loader.Launcher;
import io.github.metabgm.testgame.loader.LoadedGame;
import io.github.metabgm.testgame.loader.ModJar;
import io.github.metabgm.testgame.loader.ModLoadException;
import io.github.metabgm.testgame.loader.Side;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that players get, in games of several kinds. */
class BuiltModTest {
    private static final Path MOD = Repository.folder("fabric-mod/client/target").resolve("metabgm-mod.jar");
    private static final Installation INSTALLED = Installation.client("26.2");

    private static final int ELEMENTS = 12;

    @TempDir
    private Path folder;

    private LoadedGame load(ModJar mod, Installation installation) throws ModLoadException {
        return new Launcher(installation, Alteration.NONE, CommonClasses.NONE)
                .load(mod, folder.resolve("config"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everythingWorksInTheShapesOfTheVersions(boolean older) throws Exception {
        try (SceneSidecar sidecar = new SceneSidecar();
                BrokenGame game = new BrokenGame(MOD, folder, sidecar)) {
            Outcome outcome = game.play(older ? new OlderGame() : Alteration.NONE, CommonClasses.NONE, 1);
            assertEquals(List.of(), outcome.escaped());
            assertEquals(Set.of(), outcome.partsOff());
            assertEquals(List.of(), outcome.partsTold());
            assertTrue(outcome.musicPlays(), () -> outcome.lines().toString());
            assertEquals(ELEMENTS, outcome.scene().size(), outcome.scene()::toString);
            assertTrue(outcome.events().contains("boss_seen wither"), () -> "by its bar: " + outcome.events());
            assertTrue(outcome.events().contains("kill zombie"), outcome.events()::toString);
            assertTrue(
                    outcome.events().contains("advancement minecraft:story/mine_stone"),
                    () -> "by the mixin: " + outcome.events());
            assertEquals(
                    1,
                    outcome.events().stream().filter(event -> event.startsWith("advancement")).count(),
                    "though the network's thread handles it first");
        }
    }

    @Test
    void onADedicatedServerNothingOfItIsTouched() throws Exception {
        try (ModJar mod = ModJar.open(MOD)) {
            LoadedGame server = load(mod, INSTALLED.on(Side.SERVER).without("fabric-api"));
            assertEquals(List.of(), server.entrypoints("main"));
            assertEquals(List.of(), server.entrypoints("server"));
            assertEquals(List.of(), server.entrypoints("client"));
            assertTrue(server.loader().defined().stream().noneMatch(name -> name.startsWith("io.github.metabgm")));
            assertTrue(Files.notExists(folder.resolve("config").resolve("metabgm.json")));
        }
    }

    @Test
    void whatItNeedsIsAskedFor() throws Exception {
        try (ModJar mod = ModJar.open(MOD)) {
            Installation old = INSTALLED.with("minecraft", "1.21.11").with("java", "21").without("fabric-api");
            String message = assertThrows(ModLoadException.class, () -> load(mod, old)).getMessage();
            for (String named : List.of("minecraft >=26.1, but version 1.21.11", "java >=25", "fabric-api *, which")) {
                assertTrue(message.contains(named), message);
            }
        }
    }

    @Test
    void modMenusWayInIsThere() throws Exception {
        try (ModJar mod = ModJar.open(MOD)) {
            Object entry = load(mod, INSTALLED).entrypoints("modmenu").get(0);
            assertTrue(Arrays.stream(entry.getClass().getMethods())
                    .anyMatch(method -> method.getName().equals("getModConfigScreenFactory")));
        }
    }

    @Test
    void mixinsAreInTheGamesClasses() throws Exception {
        try (ModJar mod = ModJar.open(MOD)) {
            LoadedGame game = load(mod, INSTALLED);
            assertTrue(hasMerged(game, "net.minecraft.client.sounds.MusicManager", "metabgm$standStill"));
            assertTrue(hasMerged(
                    game, "net.minecraft.client.multiplayer.ClientPacketListener", "metabgm$tellAdvancements"));
        }
    }

    private static boolean hasMerged(LoadedGame game, String target, String handler) throws ClassNotFoundException {
        return Arrays.stream(game.loader().loadClass(target).getDeclaredMethods())
                .map(Method::getName)
                .anyMatch(name -> name.contains(handler));
    }
}
