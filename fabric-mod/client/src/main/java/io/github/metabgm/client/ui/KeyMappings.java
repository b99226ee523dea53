package io.github.metabgm.client.ui;

import com.mojang.blaze3d.platform.InputConstants;
import java.util.List;
import java.util.function.Supplier;
import net.fabricmc.fabric.api.client.keymapping.v1.KeyMappingHelper;
import net.minecraft.client.KeyMapping;
import net.minecraft.client.Minecraft;
import net.minecraft.resources.Identifier;

/** The keys as the game knows them: unbound, because the numbers of keys are others in every few versions. */
final class KeyMappings {
    /** @param press what a press does; a null answer is none */
    private record Key(KeyMapping mapping, Supplier<Answer> press) {}

    private final KeyMapping.Category category =
            KeyMapping.Category.register(Identifier.fromNamespaceAndPath("metabgm", "keys"));
    private final List<Key> keys;

    KeyMappings(Actions actions, WhySwitch why) {
        keys = List.of(
                key("key.metabgm.toggle", actions::toggle),
                key("key.metabgm.regenerate", actions::regenerate),
                key("key.metabgm.skip", actions::skip),
                key("key.metabgm.like", actions::like),
                key("key.metabgm.dislike", actions::dislike),
                key("key.metabgm.why", () -> {
                    why.toggle();
                    return null;
                }));
    }

    private Key key(String name, Supplier<Answer> press) {
        KeyMapping mapping = new KeyMapping(name, InputConstants.UNKNOWN.getValue(), category);
        return new Key(KeyMappingHelper.registerKeyMapping(mapping), press);
    }

    void poll(Minecraft game) {
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            while (key.mapping().consumeClick()) {
                answer(game, key.press().get());
            }
        }
    }

    private static void answer(Minecraft game, Answer answer) {
        if (answer != null && game.player != null) {
            game.player.sendOverlayMessage(Texts.of(answer.line()));
        }
    }
}
