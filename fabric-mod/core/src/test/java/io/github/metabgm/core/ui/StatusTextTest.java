package io.github.metabgm.core.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.codec.SidecarMessage.MusicStep;
import io.github.metabgm.core.codec.SidecarMessage.TextsStep;
import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.Setback;
import io.github.metabgm.core.net.SidecarHelp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final Optional<SidecarMessage.Status> LOADING = Optional.of(new SidecarMessage.Status(
            true,
            new SidecarMessage.Step(MusicStep.COMPOSER, TextsStep.TEMPLATE, "the model still loads"),
            List.of(new SidecarMessage.Loading("smollm2", 0.426)),
            "next piece"));

    @Test
    void whileConnectedTheSidecarHasItsSay() {
        assertEquals(
                List.of(
                        Line.of("metabgm.status.connected"),
                        Line.of("metabgm.status.music_on"),
                        Line.of("metabgm.status.nothing_played"),
                        Line.of("metabgm.status.step_because", "composer", "template", "the model still loads"),
                        Line.of("metabgm.status.loading", "smollm2", "43"),
                        Line.of("metabgm.status.message", "next piece")),
                StatusText.lines(new ConnectionState.Open("s"), Optional.empty(), true, Optional.empty(), LOADING));
    }

    @Test
    void onTheTopStepThereIsNoReasonToTell() {
        SidecarMessage.Step top = new SidecarMessage.Step(MusicStep.COMPOSER, TextsStep.LLAMA, "");
        List<Line> lines = StatusText.lines(
                new ConnectionState.Open("s"),
                Optional.empty(),
                true,
                Optional.of(Pieces.base(1, "Quiet harp in D dorian", "Slow harp.")),
                Optional.of(new SidecarMessage.Status(true, top, List.of(), "")));
        assertEquals(Line.of("metabgm.status.piece", "Quiet harp in D dorian", "Slow harp."), lines.get(2));
        assertEquals(Line.of("metabgm.status.step", "composer", "llama"), lines.get(3));
        assertEquals(4, lines.size());
    }

    @Test
    void aSidecarThatIsGoneSaysNothingButThereIsHelp() {
        SidecarHelp help = new SidecarHelp("metabgm.sidecar.start_elsewhere", List.of("music.example:8766"));
        Setback refused = new Setback(Setback.Kind.REFUSED, "no sidecar is listening");
        assertEquals(
                List.of(
                        Line.of("metabgm.status.retrying", "no sidecar is listening"),
                        Line.of("metabgm.sidecar.start_elsewhere", "music.example:8766"),
                        Line.of("metabgm.status.music_off"),
                        Line.of("metabgm.status.nothing_played")),
                StatusText.lines(
                        new ConnectionState.Retrying(refused, 500), Optional.of(help), false, Optional.empty(), LOADING));
    }

    @Test
    void everyStateOfTheConnectionHasItsLine() {
        assertEquals("metabgm.status.connecting", keyOf(new ConnectionState.Connecting()));
        assertEquals("metabgm.status.connecting", keyOf(new ConnectionState.AwaitingHello()));
        assertEquals("metabgm.status.connecting", keyOf(new ConnectionState.AwaitingReady()));
        assertEquals("metabgm.status.disconnected", keyOf(new ConnectionState.Closed()));
    }

    private static String keyOf(ConnectionState state) {
        return StatusText.lines(state, Optional.empty(), true, Optional.empty(), Optional.empty()).get(0).key();
    }
}
