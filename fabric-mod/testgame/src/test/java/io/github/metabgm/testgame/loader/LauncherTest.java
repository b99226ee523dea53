package io.github.metabgm.testgame.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {
    private static final Installation INSTALLED = Installation.client("26.2");
    private static final String DESCRIPTION =
            """
            {"schemaVersion": 1, "id": "somemod", "version": "1.2.3", "environment": "client",
             "entrypoints": {"client": ["somemod.Entry"], "server": ["somemod.Entry"], "broken": ["somemod.Absent"]},
             "depends": {"minecraft": ">=26.1 <26.4", "java": [">=25"], "fabric-api": "*"}}""";
    private static final String ENTRY =
            """
            public class Entry implements java.util.function.Supplier<String> {
                public String get() {
                    var loader = net.fabricmc.loader.api.FabricLoader.getInstance();
                    var mod = loader.getModContainer("somemod").orElseThrow();
                    return loader.getRawGameVersion() + " " + mod.getMetadata().getVersion().getFriendlyString() + " "
                            + loader.isModLoaded("fabric-api") + loader.isModLoaded("modmenu") + " "
                            + mod.findPath("assets/somemod/a.txt").isPresent();
                }
            }""";

    @TempDir
    private Path folder;

    private Path mod() throws IOException {
        return new ModBuilder()
                .source("Entry", ENTRY)
                .file("fabric.mod.json", DESCRIPTION)
                .file("assets/somemod/a.txt", "a")
                .build(folder);
    }

    private LoadedGame load(Path jar, Installation installation) throws ModLoadException {
        return new Launcher(installation, Alteration.NONE, CommonClasses.NONE).load(ModJar.open(jar), folder);
    }

    @Test
    void entryPointRunsAmongTheGamesClassesAndSeesTheLoader() throws Exception {
        LoadedGame game = load(mod(), INSTALLED);
        Object entry = game.entrypoints("client").get(0);
        assertSame(game.loader(), entry.getClass().getClassLoader());
        assertEquals("26.2 1.2.3 truefalse true", ((Supplier<?>) entry).get());
        Class<?> minecraft = game.loader().loadClass("net.minecraft.client.Minecraft");
        assertNotSame(net.minecraft.client.Minecraft.class, minecraft);
        assertEquals(List.of(), game.entrypoints("modmenu"));
    }

    @Test
    void whatIsInAModsPackageComesFromItsJarAlone() throws Exception {
        Path jar = new ModBuilder()
                .file("fabric.mod.json", DESCRIPTION)
                .file("io/github/metabgm/core/Other.class", "")
                .build(folder);
        LoadedGame game = load(jar, INSTALLED);
        Class.forName("io.github.metabgm.core.MetaBgm");
        assertThrows(ClassNotFoundException.class, () -> game.loader().loadClass("io.github.metabgm.core.MetaBgm"));
    }

    @Test
    void onTheServerNothingOfAClientModIsTouched() throws Exception {
        LoadedGame game = load(mod(), INSTALLED.on(Side.SERVER).without("fabric-api"));
        assertEquals(List.of(), game.entrypoints("server"));
        assertTrue(game.loader().defined().stream().noneMatch(name -> name.startsWith("somemod")));
        assertThrows(ClassNotFoundException.class, () -> game.loader().loadClass("somemod.Entry"));
    }

    @Test
    void missingDependencyIsNamed() throws IOException {
        Path jar = mod();
        Installation poor = INSTALLED.without("fabric-api").with("minecraft", "26.4");
        String message = assertThrows(ModLoadException.class, () -> load(jar, poor)).getMessage();
        assertEquals(
                jar + ": somemod needs minecraft >=26.1 <26.4, but version 26.4 is there; "
                        + "needs fabric-api *, which is missing",
                message);
    }

    @Test
    void missingEntryPointIsNamed() throws Exception {
        LoadedGame game = load(mod(), INSTALLED);
        String message = assertThrows(ModLoadException.class, () -> game.entrypoints("broken")).getMessage();
        assertTrue(message.contains("entrypoints.broken: somemod.Absent: "), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|fabric.mod.json: expected a JSON object",
                "{|fabric.mod.json: not JSON: ",
                "{}|schemaVersion: missing, expected 1",
                "{\"schemaVersion\": 1, \"id\": \"A\"}|id: \"A\", expected 2 to 64 of",
                "{\"schemaVersion\": 1, \"id\": \"aa\", \"version\": 3, \"mixins\": []}|version: 3, expected a string",
                "{\"schemaVersion\": 1, \"id\": \"aa\", \"version\": \"3\", \"environment\": \"x\"}|environment: \"x\"",
                "{\"schemaVersion\": 1, \"id\": \"aa\", \"version\": \"3\", \"depends\": {\"b\": 1}}|depends.b: 1",
                "{\"schemaVersion\": 1, \"id\": \"aa\", \"version\": \"3\", \"entrypoints\": 1}|entrypoints: 1",
            })
    void damagedDescriptionIsNamed(String text, String expected) throws IOException {
        Path jar = new ModBuilder().file("fabric.mod.json", text).build(folder);
        String message = assertThrows(ModLoadException.class, () -> ModJar.open(jar)).getMessage();
        assertTrue(message.startsWith(jar + ": ") && message.contains(expected), message);
    }

    @Test
    void whatIsNoRangeIsNamed() throws IOException {
        Path jar = new ModBuilder()
                .file("fabric.mod.json", DESCRIPTION.replace(">=26.1 <26.4", "26.x"))
                .build(folder);
        String message = assertThrows(ModLoadException.class, () -> load(jar, INSTALLED)).getMessage();
        assertEquals("somemod: depends: 26.x, expected a version range", message);
    }

    @Test
    void whatIsNoModIsNamed() throws IOException {
        Path jar = new ModBuilder().file("a.txt", "a").build(folder);
        Path text = Files.writeString(folder.resolve("text.jar"), "no zip");
        assertEquals(
                jar + ": no fabric.mod.json in it",
                assertThrows(ModLoadException.class, () -> ModJar.open(jar)).getMessage());
        assertTrue(assertThrows(ModLoadException.class, () -> ModJar.open(text))
                .getMessage()
                .startsWith(text + ": not a jar"));
        assertTrue(assertThrows(ModLoadException.class, () -> ModJar.open(folder.resolve("none.jar")))
                .getMessage()
                .contains("cannot be read"));
    }
}
