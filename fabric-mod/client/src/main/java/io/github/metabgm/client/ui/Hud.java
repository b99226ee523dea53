package io.github.metabgm.client.ui;

import io.github.metabgm.client.Controls;
import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Part;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** What the mod draws over the game: the line that names the piece, and the reasons. For the game's thread. */
public final class Hud {
    private final Part nowPlayingPart;
    private final Part whyPart;
    private final Controls controls;
    private final WhySwitch why;
    private final PieceLine piece;
    private final Runnable hear = this::hear;

    /** @param namesPieces the setting {@code now_playing} */
    public Hud(Faults faults, Controls controls, WhySwitch why, BooleanSupplier namesPieces) {
        this(faults, controls, why, namesPieces, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    Hud(Faults faults, Controls controls, WhySwitch why, BooleanSupplier namesPieces, LongSupplier clockMs) {
        this.nowPlayingPart = new Part("now_playing", faults);
        this.whyPart = new Part("why", faults);
        this.controls = controls;
        this.why = why;
        this.piece = new PieceLine(namesPieces, clockMs);
    }

    /** While the game starts. */
    public void register() {
        nowPlayingPart.run(() -> new NowPlayingElement(nowPlayingPart, piece, why).register());
        whyPart.run(() -> new WhyElement(whyPart, controls, why).register());
    }

    /** Once a client tick. */
    public void tick() {
        nowPlayingPart.run(hear);
    }

    private void hear() {
        piece.hear(controls.nowPlaying());
    }
}
