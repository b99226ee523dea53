package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way to the boss bars in versions of the game that the stand-in is not. */
class BossBarsTest {
    private static final String BARS =
            "new net.minecraft.client.gui.components.BossHealthOverlay() {"
                    + " @Override public boolean shouldDarkenScreen() { return true; } }";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            26.1    | public net.minecraft.client.gui.components.BossHealthOverlay getBossOverlay() { return BARS; } | 1
            neither |                                                                                               | 3
            """)
    void asTheGuiHasThem(String version, String members, int looks) throws Exception {
        boolean[] hints = new boolean[looks + 1];
        try (URLClassLoader game = gameWithGui(members == null ? "" : members.replace("BARS", BARS))) {
            Class<?> minecraft = game.loadClass("net.minecraft.client.Minecraft");
            Class<?> bars = game.loadClass(BossBars.class.getName());
            Constructor<?> maker = bars.getDeclaredConstructor();
            maker.setAccessible(true);
            Object tried = maker.newInstance();
            Method hint = bars.getDeclaredMethod("hintAtBoss", minecraft);
            hint.setAccessible(true);
            Object running = minecraft.getConstructor().newInstance();
            for (int i = 0; i < hints.length; i++) {
                hints[i] = (boolean) hint.invoke(tried, running);
            }
        }
        assertEquals(version.equals("26.1"), hints[looks], "after " + looks + " looks that found another version");
    }

    /** All classes anew, but for one that this game has otherwise. */
    private URLClassLoader gameWithGui(String members) throws Exception {
        Path source = Files.createDirectories(folder.resolve("source")).resolve("Gui.java");
        Files.writeString(source, "package net.minecraft.client.gui; public class Gui {"
                + " public void setScreen(net.minecraft.client.gui.screens.Screen screen) {} " + members + "}");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        String path = System.getProperty("java.class.path");
        String[] arguments = {
            "-proc:none", "--release", "17", "-cp", path, "-d", classes.toString(), source.toString()
        };
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments);
        assertEquals(0, failed);
        List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (String entry : path.split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
