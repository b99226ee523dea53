package io.github.metabgm.core.ui;

import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.SidecarHelp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the mod and its sidecar stand, line by line. */
public final class StatusText {
    private StatusText() {}

    /**
     * @param help what the player can do so that there is music
     * @param on whether the player wants music
     * @param piece the one that is heard, or was last
     * @param sidecar what it said of itself last
     */
    public static List<Line> lines(
            ConnectionState connection,
            Optional<SidecarHelp> help,
            boolean on,
            Optional<SidecarMessage.Track> piece,
            Optional<SidecarMessage.Status> sidecar) {
        List<Line> lines = new ArrayList<>();
        lines.add(connection(connection));
        help.ifPresent(todo -> lines.add(new Line(todo.key(), todo.arguments())));
        lines.add(Line.of(on ? "metabgm.status.music_on" : "metabgm.status.music_off"));
        lines.add(piece.map(StatusText::piece).orElseGet(() -> Line.of("metabgm.status.nothing_played")));
        if (connection instanceof ConnectionState.Open) {
            sidecar.ifPresent(status -> addSidecar(status, lines));
        }
        return List.copyOf(lines);
    }

    private static Line connection(ConnectionState state) {
        if (state instanceof ConnectionState.Open) {
            return Line.of("metabgm.status.connected");
        }
        if (state instanceof ConnectionState.Retrying retrying) {
            return Line.of("metabgm.status.retrying", retrying.setback().detail());
        }
        if (state instanceof ConnectionState.Closed) {
            return Line.of("metabgm.status.disconnected");
        }
        return Line.of("metabgm.status.connecting");
    }

    private static Line piece(SidecarMessage.Track track) {
        return Line.of("metabgm.status.piece", track.title(), track.provenance().description());
    }

    private static void addSidecar(SidecarMessage.Status status, List<Line> lines) {
        String music = status.step().music().key();
        String texts = status.step().texts().key();
        String reason = status.step().reason();
        lines.add(
                reason.isEmpty()
                        ? Line.of("metabgm.status.step", music, texts)
                        : Line.of("metabgm.status.step_because", music, texts, reason));
        for (SidecarMessage.Loading model : status.loading()) {
            String percent = Long.toString(Math.round(100 * model.fraction()));
            lines.add(Line.of("metabgm.status.loading", model.name(), percent));
        }
        if (!status.message().isEmpty()) {
            lines.add(Line.of("metabgm.status.message", status.message()));
        }
    }
}
