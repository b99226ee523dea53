package io.github.metabgm.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.metabgm.client.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatTest {
    private final StartedGame game = new StartedGame();
    private final Chat chat = new Chat(game.faults, game.notices);

    @Test
    void noticesWaitForAPlayerAndComeOnceInTheirOrder() {
        game.notices.add(Keys.HINT);
        game.notices.add("metabgm.status.message", "a §ktext\nfrom outside");
        chat.tick(game.minecraft);
        game.inWorld();
        chat.tick(game.minecraft);
        chat.tick(game.minecraft);
        assertEquals(
                List.of(
                        "[MetaBGM] Keys for the music can be chosen under Options > Controls > Key Binds > MetaBGM;"
                                + " /metabgm does the same",
                        "[MetaBGM] The sidecar says: a text from outside"),
                game.chat());
    }

    @Test
    void aPartThatIsOffIsCalledByItsName() {
        new Part("keys", game.faults).run(() -> {
            throw new NoSuchMethodError("KeyMapping.consumeClick");
        });
        game.inWorld();
        chat.tick(game.minecraft);
        assertEquals(
                List.of("[MetaBGM] Switched off, because it does not work in this game: keys (the log says more)"),
                game.chat());
    }

    @Test
    void numbersAreShownAsTheyAre() {
        game.inWorld();
        game.notices.add("metabgm.action.style_too_long", 200, 201L);
        chat.tick(game.minecraft);
        assertEquals(List.of("[MetaBGM] A style has at most 200 characters, this one has 201"), game.chat());
    }
}
