package io.github.metabgm.player;

import io.github.metabgm.core.codec.ModMessage;
import io.github.metabgm.core.scene.Scene;

/** The log's lines about what the player sends. */
final class SentLines {
    private SentLines() {}

    static LogLine of(ModMessage message, long atMs, Whereabouts now) {
        LogLine line = LogLine.what("sent").with("at_ms", atMs);
        long timeMs;
        if (message instanceof ModMessage.SceneReport report) {
            Scene scene = report.scene();
            timeMs = scene.timeMs();
            line.with("type", "scene").with("reason", scene.reason().key());
        } else if (message instanceof ModMessage.EventReport report) {
            timeMs = report.event().timeMs();
            line.with("type", "event").with("kind", report.event().kind().key()).with("detail", report.event().detail());
        } else if (message instanceof ModMessage.Command command) {
            timeMs = command.timeMs();
            line.with("type", "command")
                    .with("command", command.command().kind().key())
                    .with("detail", command.command().text().orElse(""));
        } else {
            throw new IllegalArgumentException("nothing to tell of " + message);
        }
        return line.with("biome", now.biome())
                .with("dimension", now.dimension())
                .with("weather", now.weather())
                .with("combat", now.combat())
                .with("time_ms", timeMs);
    }
}
