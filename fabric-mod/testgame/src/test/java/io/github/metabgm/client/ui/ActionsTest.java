package io.github.metabgm.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.codec.PlayerCommand.Kind;
import io.github.metabgm.core.ui.Pieces;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActionsTest {
    private final ControlBoard controls = new ControlBoard();
    private final Actions actions = new Actions(controls);

    @Test
    void musicGoesOffAndOn() {
        assertEquals(Answer.done("metabgm.action.off"), actions.toggle());
        assertEquals(Answer.done("metabgm.action.on"), actions.toggle());
        controls.sidecarIsThere = false;
        actions.toggle();
        assertEquals(Answer.done("metabgm.action.on_without_sidecar"), actions.toggle());
    }

    @Test
    void asksTheSidecarAndSaysWhatItAskedFor() {
        assertEquals(Answer.done("metabgm.action.regenerate"), actions.regenerate());
        assertEquals(Answer.done("metabgm.action.skip"), actions.skip());
        assertEquals(List.of(PlayerCommand.of(Kind.REGENERATE), PlayerCommand.of(Kind.SKIP)), controls.sent);
    }

    @Test
    void judgesThePieceByItsName() {
        assertEquals(Answer.refused("metabgm.action.nothing_played"), actions.like());
        controls.piece = Optional.of(Pieces.base(1, "Quiet harp in D dorian", ""));
        assertEquals(Answer.done("metabgm.action.like", "Quiet harp in D dorian"), actions.like());
        assertEquals(Answer.done("metabgm.action.dislike", "Quiet harp in D dorian"), actions.dislike());
        assertEquals(List.of(PlayerCommand.of(Kind.LIKE), PlayerCommand.of(Kind.DISLIKE)), controls.sent);
    }

    @Test
    void withoutASidecarItSaysSo() {
        controls.sidecarIsThere = false;
        controls.piece = Optional.of(Pieces.base(1, "Quiet harp in D dorian", ""));
        Answer none = Answer.refused("metabgm.action.no_sidecar");
        assertEquals(
                List.of(none, none, none, none),
                List.of(actions.regenerate(), actions.skip(), actions.like(), actions.dislike()));
        assertEquals(Answer.done("metabgm.action.style_without_sidecar"), actions.style("jazz"));
    }

    @Test
    void asksForNothingWhileTheMusicIsOff() {
        controls.on = false;
        assertEquals(Answer.refused("metabgm.action.music_is_off"), actions.regenerate());
        assertEquals(Answer.refused("metabgm.action.music_is_off"), actions.skip());
        assertEquals(List.of(), controls.sent);
    }

    @Test
    void aStyleIsSentAndTakenBack() {
        assertEquals(Answer.done("metabgm.action.style", "solo cello"), actions.style("solo cello"));
        assertEquals(Answer.done("metabgm.action.style_back"), actions.style(""));
        assertEquals(List.of(PlayerCommand.style("solo cello"), PlayerCommand.style("")), controls.sent);
    }

    @Test
    void aStyleTooLongForTheWireIsRefusedWithTheLimit() {
        String longest = "𝄞".repeat(200);
        assertEquals(Answer.done("metabgm.action.style", longest), actions.style(longest));
        assertEquals(Answer.refused("metabgm.action.style_too_long", "200", "201"), actions.style(longest + "x"));
        assertEquals(1, controls.sent.size());
    }
}
