package io.github.metabgm.player;

import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.Setback;
import java.util.List;
import java.util.Locale;

/** The log's lines about what comes from the sidecar and how the connection stands. */
final class MessageLines {
    private MessageLines() {}

    static LogLine of(ConnectionState state, long atMs) {
        LogLine line = LogLine.what("state").with("at_ms", atMs);
        if (state instanceof ConnectionState.Retrying retrying) {
            Setback setback = retrying.setback();
            return line.with("state", "retrying")
                    .with("reason", setback.kind().name().toLowerCase(Locale.ROOT))
                    .with("detail", setback.detail())
                    .with("retry_ms", retrying.delayMs());
        }
        if (state instanceof ConnectionState.Open open) {
            return line.with("state", "open").with("session", open.session());
        }
        String name = state.getClass().getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "_");
        return line.with("state", name.toLowerCase(Locale.ROOT));
    }

    static LogLine of(SidecarMessage.Track track, long atMs) {
        SidecarMessage.Summary summary = track.provenance();
        SidecarMessage.Transition transition = track.transition();
        LogLine line = LogLine.what("track")
                .with("at_ms", atMs)
                .with("track", track.track())
                .with("role", track.role().key())
                .with("rate", track.rate())
                .with("channels", track.channels())
                .with("format", track.format().key());
        track.frames().ifPresent(frames -> line.with("frames", frames));
        return line.with("gain", track.gain())
                .with("title", track.title())
                .with("provenance", LogLine.empty()
                        .with("narrative", summary.narrative())
                        .with("description", summary.description())
                        .with("describer", summary.describer())
                        .with("engine", summary.engine())
                        .with("seed", summary.seed()))
                .with("transition", LogLine.empty()
                        .with("fade_in_ms", transition.fadeInMs())
                        .with("fade_out_ms", transition.fadeOutMs())
                        .with("curve", transition.curve().key())
                        .with("duck_db", transition.duckDb()))
                .with("cause", of(track.cause()));
    }

    static LogLine of(SidecarMessage.Cause cause) {
        return LogLine.empty()
                .with("kind", cause.kind().key())
                .with("time_ms", cause.timeMs())
                .with("held_ms", cause.heldMs())
                .with("prepared", cause.prepared());
    }

    static LogLine of(SidecarMessage.Status status, long atMs) {
        return LogLine.what("status")
                .with("at_ms", atMs)
                .with("playing", status.playing())
                .with("step", of(status.step()))
                .with("loading", loading(status.loading()))
                .with("message", status.message());
    }

    static LogLine of(SidecarMessage.Ready ready, long atMs) {
        return LogLine.what("ready")
                .with("at_ms", atMs)
                .with("engine", ready.engine())
                .with("describer", ready.describer())
                .with("step", of(ready.step()))
                .with("loading", loading(ready.loading()));
    }

    private static LogLine of(SidecarMessage.Step step) {
        return LogLine.empty()
                .with("music", step.music().key())
                .with("texts", step.texts().key())
                .with("reason", step.reason());
    }

    private static List<LogLine> loading(List<SidecarMessage.Loading> models) {
        return models.stream()
                .map(model -> LogLine.empty().with("name", model.name()).with("fraction", model.fraction()))
                .toList();
    }

    static LogLine of(SidecarMessage.Refusal refusal, long atMs) {
        return error(atMs, refusal.code().key(), refusal.path(), refusal.value(), refusal.expected());
    }

    static LogLine error(long atMs, String code, String path, String value, String expected) {
        return LogLine.what("error")
                .with("at_ms", atMs)
                .with("code", code)
                .with("path", path)
                .with("value", value)
                .with("expected", expected);
    }
}
