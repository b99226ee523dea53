package io.github.metabgm.client.ui;

import io.github.metabgm.core.audio.Role;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.ui.PlainText;
import io.github.metabgm.core.ui.ShownAlpha;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Which piece the line names, and how visible it is. A piece that comes back after a fight is not named again. */
final class PieceLine {
    private final BooleanSupplier wanted;
    private final LongSupplier clockMs;
    private SidecarMessage.Track lastBase;
    private SidecarMessage.Track lastCombat;
    private String text = "";
    private long sinceMs;

    PieceLine(BooleanSupplier wanted, LongSupplier clockMs) {
        this.wanted = wanted;
        this.clockMs = clockMs;
    }

    /** @param piece the one that is heard, or was last */
    void hear(Optional<SidecarMessage.Track> piece) {
        if (piece.isEmpty()) {
            return;
        }
        SidecarMessage.Track track = piece.get();
        if (track.role() == Role.BASE && !track.equals(lastBase)) {
            lastBase = track;
            name(track);
        } else if (track.role() == Role.COMBAT && !track.equals(lastCombat)) {
            lastCombat = track;
            name(track);
        }
    }

    private void name(SidecarMessage.Track track) {
        String description = track.provenance().description();
        text = PlainText.of(description.isEmpty() ? track.title() : description);
        sinceMs = clockMs.getAsLong();
    }

    /** The same object while it names the same piece. */
    String text() {
        return text;
    }

    /** @return 4..255, or 0: not drawn */
    int alpha() {
        return text.isEmpty() || !wanted.getAsBoolean() ? 0 : ShownAlpha.at(clockMs.getAsLong() - sinceMs);
    }
}
