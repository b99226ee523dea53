package io.github.metabgm.signatures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder;

    private static SampleClasses game() throws Exception {
        return new SampleClasses(SampleClasses.GAME);
    }

    @Test
    void theGameThatTheModWasMadeForHasAll() throws Exception {
        Checked checked = Checked.against(game(), folder);
        assertEquals(List.of(), checked.lines());
        assertEquals("0 faults, 0 members that this version may lack, 0 not checked", checked.summary());
        assertEquals(Main.CLEAN, checked.exitCode());
    }

    @Test
    void whatIsWrongIsNamedInFull() throws Exception {
        Checked checked = Checked.against(game().altered("Tag", type -> type.access = 0), folder);
        assertEquals(
                List.of("io.github.metabgm.sample.Readings.key (line 26) -> net.minecraft.sample.Tag: not public here"),
                checked.lines());
        assertEquals(Main.FAULTS, checked.exitCode());
    }

    @Test
    void aVersionMayLackWhatTheTableSaysOfIt() throws Exception {
        String lacks = "io.github.metabgm.sample.HudUse.isHidden (line 9) -> net.minecraft.sample.Hud: no such class";
        for (String version : List.of("{\"id\": \"26.1.2\"}", "{\"id\":\"unknown\"}", "{}")) {
            Checked checked = against(game().without("Hud").jar().with("version.json", version));
            assertEquals(List.of("optional: " + lacks + " (it is there in 26.2+)"), checked.lines(), version);
            assertEquals(Main.CLEAN, checked.exitCode());
        }
        Checked checked = against(game().without("Hud").jar().with("version.json", "{\"id\": \"26.3-snapshot-1\"}"));
        assertEquals(List.of(lacks), checked.lines());
        assertEquals(Main.FAULTS, checked.exitCode());
    }

    private Checked against(Jars jar) throws Exception {
        return Checked.against(folder, jar.write(folder.resolve("game.jar")));
    }

    @Test
    void classesOfNestedJarsCount() throws Exception {
        byte[] inner = game().without("Jukebox").jar().bytes();
        byte[] middle = new Jars().with("META-INF/jars/inner.jar", inner).bytes();
        Path game = new Jars().with("META-INF/jars/middle.jar", middle).write(folder.resolve("outer.jar"));
        Path jukebox = only("Jukebox").write(folder.resolve("jukebox.jar"));
        assertEquals(List.of(), Checked.against(folder, game, jukebox).lines());
    }

    private static Jars only(String simpleName) throws Exception {
        SampleClasses game = game();
        List<String> all = List.of("Cow", "Creature", "Hud", "Jukebox", "Listener", "Mood", "Screen", "Sound", "Tag");
        for (String other : all) {
            game = other.equals(simpleName) ? game : game.without(other);
        }
        return game.jar();
    }

    @Test
    void aModThatShipsTheGamesClassesIsAtFault() throws Exception {
        Path mod = new SampleClasses("").jar().write(folder.resolve("both.jar"));
        Path game = game().jar().write(folder.resolve("game.jar"));
        Path stubs = game().jar().with("signatures.tsv", Checked.HEADER).write(folder.resolve("stubs.jar"));
        Checked checked = Checked.run("--mod", mod.toString(), "--stubs", stubs.toString(), game.toString());
        assertTrue(checked.lines().contains(
                "net.minecraft.sample.Cow -> net.minecraft.sample.Cow: in the mod's jar, though the game brings it"));
        assertEquals(Main.FAULTS, checked.exitCode());
    }

    @Test
    void whatIsNoJarIsNamed() throws Exception {
        byte[] whole = game().jar().bytes();
        Path missing = folder.resolve("missing.jar");
        Path text = Files.writeString(folder.resolve("text.jar"), "Minecraft");
        Path empty = Files.write(folder.resolve("empty.jar"), new byte[0]);
        Path cut = Files.write(folder.resolve("cut.jar"), Arrays.copyOf(whole, whole.length / 2));
        Path bare = new Jars().with("version.json", "{}").write(folder.resolve("bare.jar"));
        Path nested = new Jars().with("META-INF/jars/a.jar", "text").write(folder.resolve("nested.jar"));
        Path other = new SampleClasses(SampleClasses.MOD).jar().write(folder.resolve("other.jar"));
        unusable(missing, "no such file");
        unusable(text, "not a readable jar: zip END header not found");
        unusable(empty, "not a readable jar: zip file is empty");
        unusable(cut, "not a readable jar: zip END header not found");
        unusable(bare, "holds no class file; a jar of classes was expected");
        unusable(nested, "not a readable jar: META-INF/jars/a.jar in it is no jar");
        unusable(other, "holds no class of net.minecraft; the game's client jar of 26.1 or later was expected");
    }

    private void unusable(Path jar, String reason) throws Exception {
        Checked checked = Checked.against(folder, jar);
        assertEquals("check-signatures: " + jar + ": " + reason + "\n", checked.errors());
        assertEquals(Main.UNUSABLE, checked.exitCode());
    }

    @Test
    void aDamagedClassIsNamed() throws Exception {
        Path jar = game().jar().with(SampleClasses.GAME + "Tag.class", "CAFEBABE").write(folder.resolve("bad.jar"));
        Checked checked = Checked.against(folder, jar);
        String start = "check-signatures: " + jar + ": net/minecraft/sample/Tag.class is damaged or";
        assertTrue(checked.errors().startsWith(start), checked.errors());
        assertEquals(Main.UNUSABLE, checked.exitCode());
    }

    @Test
    void aTableThatIsWrongIsNamedByItsLine() throws Exception {
        Path jar = game().jar().with("signatures.tsv", Checked.HEADER + "a\tb\n").write(folder.resolve("game.jar"));
        Checked checked = Checked.run("--mod", jar.toString(), "--stubs", jar.toString(), jar.toString());
        assertEquals("check-signatures: " + jar + "!signatures.tsv line 2: 2 columns, expected 13\n", checked.errors());
    }

    @Test
    void theCommandLineIsHeldToItsForm() {
        assertEquals(
                "check-signatures: no jar of the game was given\n" + Arguments.USAGE + "\n",
                Checked.run("--mod", "a", "--stubs", "b").errors());
        assertTrue(Checked.run("--mod").errors().startsWith("check-signatures: --mod needs a file\n"));
        assertTrue(Checked.run("--java").errors().startsWith("check-signatures: unknown option --java\n"));
        assertTrue(Checked.run("game.jar").errors().startsWith("check-signatures: --mod MOD.jar and --stubs"));
        assertEquals(Main.UNUSABLE, Checked.run("game.jar").exitCode());
    }
}
