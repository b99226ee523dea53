package io.github.metabgm.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.codec.SidecarMessage.MusicStep;
import io.github.metabgm.core.codec.SidecarMessage.TextsStep;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayerWishesTest {
    private final List<String> told = new ArrayList<>();

    private void tell(PlayerCommand command) {
        told.add(command.kind().key() + command.text().map(text -> ":" + text).orElse("")
                + (command.volume().isPresent() ? ":" + command.volume().getAsDouble() : ""));
    }

    private static SidecarMessage.Status status(boolean playing) {
        return new SidecarMessage.Status(
                playing, new SidecarMessage.Step(MusicStep.COMPOSER, TextsStep.LLAMA, ""), List.of(), "");
    }

    @Test
    void aNewSessionIsToldWhatDiffersFromItsDefaults() {
        PlayerWishes wishes = new PlayerWishes(false, "calm harp", 0.5);
        wishes.tick(0, null, this::tell);
        assertEquals(List.of("style:calm harp", "volume:0.5", "toggle"), told);
        wishes.tick(50, null, this::tell);
        assertEquals(3, told.size());
    }

    @Test
    void defaultsAreNotTold() {
        PlayerWishes wishes = new PlayerWishes(true, "", 1);
        wishes.tick(0, null, this::tell);
        wishes.tick(50, status(true), this::tell);
        assertEquals(List.of(), told);
    }

    @Test
    void everySessionIsToldAnew() {
        PlayerWishes wishes = new PlayerWishes(false, "", 1);
        wishes.tick(0, null, this::tell);
        wishes.sessionGone();
        wishes.tick(10_000, null, this::tell);
        assertEquals(List.of("toggle", "toggle"), told);
    }

    @Test
    void twoQuickPressesCancelOut() {
        PlayerWishes wishes = new PlayerWishes(true, "", 1);
        wishes.tick(0, null, this::tell);
        wishes.turn(false);
        wishes.tick(50, status(true), this::tell);
        wishes.turn(true);
        wishes.tick(100, status(true), this::tell);
        assertEquals(List.of("toggle", "toggle"), told);
    }

    @Test
    void aStaleStatusIsNoReasonToToggleAgain() {
        SidecarMessage.Status before = status(true);
        PlayerWishes wishes = new PlayerWishes(true, "", 1);
        wishes.tick(0, before, this::tell);
        wishes.turn(false);
        wishes.tick(50, before, this::tell);
        wishes.tick(60_000, before, this::tell);
        assertEquals(List.of("toggle"), told);
    }

    @Test
    void aSidecarThatHasItOtherwiseIsToldAgain() {
        PlayerWishes wishes = new PlayerWishes(true, "", 1);
        wishes.tick(0, null, this::tell);
        SidecarMessage.Status silent = status(false);
        wishes.tick(1_000_000, silent, this::tell);
        wishes.tick(1_000_050, silent, this::tell);
        assertEquals(List.of("toggle"), told);
    }

    @Test
    void changesAreToldAtOnceAndOnlyThose() {
        PlayerWishes wishes = new PlayerWishes(true, "harp", 1);
        wishes.change(true, "cello", 1, this::tell);
        assertEquals(List.of(), told, "no session is there to be told");
        wishes.tick(0, null, this::tell);
        wishes.change(true, "cello", 0.25, this::tell);
        wishes.change(true, "", 0.25, this::tell);
        assertEquals(List.of("style:cello", "volume:0.25", "style:"), told);
    }
}
