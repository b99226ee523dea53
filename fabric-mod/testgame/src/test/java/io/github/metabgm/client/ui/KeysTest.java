package io.github.metabgm.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mojang.blaze3d.platform.InputConstants;
import io.github.metabgm.core.ui.Pieces;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.fabricmc.fabric.impl.client.keymapping.KeyMappingRegistryImpl;
import net.minecraft.client.KeyMapping;
import net.minecraft.locale.Language;
import net.minecraft.network.chat.Component;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final int SOME_KEY = 77;

    private final StartedGame game = new StartedGame().inWorld();
    private final Keys keys = new Keys(game.faults, game.controls, game.why);

    @BeforeEach
    void start() {
        keys.register();
    }

    private void press(String name) {
        InputConstants.Key key = InputConstants.key(SOME_KEY);
        KeyMapping.get(name).setKey(key);
        KeyMapping.click(key);
        KeyMapping.get(name).setKey(InputConstants.UNKNOWN);
        keys.tick(game.minecraft);
    }

    @Test
    void theGameKnowsThemAllAndNoneIsBound() {
        List<KeyMapping> known = KeyMappingRegistryImpl.process();
        assertEquals(
                List.of("toggle", "regenerate", "skip", "like", "dislike", "why"),
                known.stream().map(key -> key.getName().substring("key.metabgm.".length())).toList());
        assertTrue(known.stream().allMatch(KeyMapping::isUnbound));
        assertEquals(
                Set.of("MetaBGM"),
                Set.copyOf(known.stream().map(key -> key.getCategory().label().getString()).toList()));
        KeyMapping.click(InputConstants.UNKNOWN);
        keys.tick(game.minecraft);
        assertEquals(List.of(), game.overlay());
    }

    @Test
    void everyKeyIsNamedInBothLanguages() {
        for (String language : List.of("en_us", "de_de")) {
            Language.select(language);
            for (KeyMapping key : KeyMappingRegistryImpl.process()) {
                assertFalse(
                        Component.translatable(key.getName()).getString().startsWith("key."),
                        language + " " + key.getName());
            }
        }
    }

    @Test
    void aPressDoesItsWorkAndIsAnsweredAboveTheHotbar() {
        game.controls.piece = Optional.of(Pieces.base(1, "Quiet harp in D dorian", ""));
        press("key.metabgm.toggle");
        press("key.metabgm.toggle");
        press("key.metabgm.regenerate");
        press("key.metabgm.skip");
        press("key.metabgm.like");
        press("key.metabgm.dislike");
        assertEquals(
                List.of(
                        "Music off",
                        "Music on",
                        "Composing anew",
                        "Next piece",
                        "Liked: Quiet harp in D dorian",
                        "Not again: Quiet harp in D dorian"),
                game.overlay());
        assertEquals(4, game.controls.sent.size());
        assertEquals(List.of(), game.chat());
    }

    @Test
    void twoPressesWithinATickAreTwo() {
        KeyMapping toggle = KeyMapping.get("key.metabgm.toggle");
        toggle.setKey(InputConstants.key(SOME_KEY));
        KeyMapping.click(InputConstants.key(SOME_KEY));
        KeyMapping.click(InputConstants.key(SOME_KEY));
        keys.tick(game.minecraft);
        assertEquals(List.of("Music off", "Music on"), game.overlay());
        keys.tick(game.minecraft);
        assertEquals(2, game.overlay().size());
    }

    @Test
    void theReasonsComeAndGo() {
        press("key.metabgm.why");
        assertTrue(game.why.isOn());
        press("key.metabgm.why");
        assertFalse(game.why.isOn());
        assertEquals(List.of(), game.overlay());
    }

    @Test
    void aTitleFromOutsideBringsNoStyleWithIt() {
        game.controls.piece = Optional.of(Pieces.base(1, "§kHarp\nmetabgm %s", ""));
        press("key.metabgm.like");
        assertEquals(List.of("Liked: Harp metabgm %s"), game.overlay());
    }

    @Test
    void itAnswersInThePlayersLanguage() {
        Language.select("de_de");
        press("key.metabgm.toggle");
        assertEquals(List.of("Musik aus"), game.overlay());
    }

    @Test
    void aPressAfterTheWorldIsLeftHurtsNobody() {
        game.minecraft.player = null;
        press("key.metabgm.toggle");
        assertFalse(game.controls.on);
        assertEquals(Set.of(), game.faults.partsOff());
    }
}
