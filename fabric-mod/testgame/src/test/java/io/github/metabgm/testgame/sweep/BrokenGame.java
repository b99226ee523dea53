package io.github.metabgm.testgame.sweep;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.metabgm.core.testing.Repository;
import io.github.metabgm.player.PlayerLog;
import io.github.metabgm.testgame.host.GameRun;
import io.github.metabgm.testgame.host.ModLog;
import io.github.metabgm.testgame.host.Plan;
import io.github.metabgm.testgame.loader.Alteration;
import io.github.metabgm.testgame.loader.CommonClasses;
import io.github.metabgm.testgame.loader.Installation;
import io.github.metabgm.testgame.loader.Launcher;
import io.github.metabgm.testgame.loader.LoadedGame;
import io.github.metabgm.testgame.loader.ModJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plays the mod's jar in games that lack something. */
final class BrokenGame implements AutoCloseable {
    private static final String LIFE = "io.github.metabgm.testgame.play.BrokenLife";
    private static final List<String> HAPPENINGS = List.of(
            "key=key.metabgm.toggle", "key=key.metabgm.toggle", "key=key.metabgm.regenerate", "key=key.metabgm.skip",
            "key=key.metabgm.like", "key=key.metabgm.dislike", "key=key.metabgm.why", "command=metabgm status",
            "command=metabgm style calm harp", "command=metabgm why", "command=metabgm like", "command=metabgm reload",
            "advancement=minecraft:story/mine_stone", "jukebox", "jukebox-off", "pause", "resume", "unfocus", "focus",
            "reload");

    private static final List<String> UNALTERED = List.of(
            "io.github.metabgm.core.",
            "io.github.metabgm.player.trace.",
            "com.mojang.brigadier.",
            "net.minecraft.core.",
            "net.minecraft.locale.",
            "net.minecraft.network.chat.",
            "net.minecraft.resources.",
            "net.minecraft.sounds.",
            "net.minecraft.tags.",
            "net.minecraft.util.",
            "net.minecraft.world.");
    private static final String TOKEN = "a".repeat(43);
    /** One of them is wrong, so that there is something to be told in the chat. */
    private static final String SETTINGS =
            """
            {"port": %d, "token": "%s", "volume": 7, "buffer_ms": 500}""";
    private static final String STARTS_AT_SECONDS = "3";
    private static final int LINES_OF_TRACE = 30;

    private final SceneSidecar sidecar;
    /** Open for as long as threads of a mod that was stopped may still load classes. */
    private final ModJar mod;
    private final List<String> arguments;

    /** @param folder for the config, the trace and the log */
    BrokenGame(Path jar, Path folder, SceneSidecar sidecar) throws Exception {
        this.sidecar = sidecar;
        this.mod = ModJar.open(jar);
        sidecar.listen();
        Path trace = folder.resolve("trace.jsonl");
        List<String> lines = Files.readAllLines(Repository.folder("tests/traces").resolve("fights.jsonl"));
        Files.write(trace, lines.subList(0, LINES_OF_TRACE));
        arguments = new ArrayList<>(List.of(
                "--mod", jar.toString(),
                "--trace", trace.toString(),
                "--config", folder.resolve("config").toString(),
                "--log", folder.resolve("log.jsonl").toString(),
                "--seconds", STARTS_AT_SECONDS));
        HAPPENINGS.forEach(happening -> arguments.addAll(List.of("--at", "0:" + happening)));
    }

    /** Classes of core and game that keep nothing of a game and know nothing of the client's side of the mod. */
    CommonClasses unalteredClasses() {
        return CommonClasses.of(mod, UNALTERED);
    }

    /** @param haste 1 waits for music for ten seconds, more waits less */
    Outcome play(Alteration alteration, CommonClasses common, int haste) throws Exception {
        List<String> hasty = new ArrayList<>(arguments);
        hasty.addAll(List.of("--speed", Integer.toString(haste)));
        Plan plan = Plan.parse(hasty.toArray(String[]::new));
        sidecar.forget();
        Files.createDirectories(plan.config());
        Files.writeString(plan.config().resolve("metabgm.json"), SETTINGS.formatted(sidecar.getPort(), TOKEN));
        try (PlayerLog log = PlayerLog.to(plan.log())) {
            ModLog modLog = new ModLog(log);
            try {
                LoadedGame game =
                        new Launcher(Installation.client("26.2"), alteration, common).load(mod, plan.config());
                GameRun life = (GameRun) game.loader().loadClass(LIFE).getDeclaredConstructor().newInstance();
                life.run(plan, game.entrypoints("client"), log);
            } finally {
                modLog.close();
            }
        }
        List<JsonObject> lines = Files.readAllLines(plan.log().orElseThrow()).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        return new Outcome(lines, sidecar.scene(), sidecar.events());
    }

    @Override
    public void close() throws IOException {
        mod.close();
    }
}
