package io.github.metabgm.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TickTest {
    private final StartedGame game = new StartedGame().inWorld();
    private final Keys keys = new Keys(game.faults, game.controls, game.why);
    private final Commands commands = new Commands(game.faults, game.controls, game.why);
    private final Chat chat = new Chat(game.faults, game.notices);
    private final Hud hud = new Hud(game.faults, game.controls, game.why, () -> true);

    @Test
    void ticksInWhichNothingHappensAllocateNothing() {
        keys.register();
        commands.register();
        hud.register();
        assertEquals(0, Allocation.bytes(() -> {
            keys.tick(game.minecraft);
            commands.tick();
            chat.tick(game.minecraft);
            hud.tick();
        }));
    }
}
