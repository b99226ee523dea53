package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.metabgm.client.hook.AdvancementHook;
import java.util.Map;
import net.minecraft.advancements.AdvancementProgress;
import net.minecraft.network.protocol.game.ClientboundUpdateAdvancementsPacket;
import net.minecraft.resources.Identifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdvancementHookTest {
    private static final Map<Identifier, AdvancementProgress> PROGRESS = Map.of(
            Identifier.tryParse("story/mine_stone"), new AdvancementProgress(true),
            Identifier.tryParse("story/enter_the_nether"), new AdvancementProgress(false));

    @BeforeEach
    void forget() {
        Advancements.QUEUE.clear();
    }

    @Test
    void whatIsDoneIsToldByName() {
        AdvancementHook.took(new ClientboundUpdateAdvancementsPacket(false, PROGRESS));
        assertEquals("minecraft:story/mine_stone", Advancements.QUEUE.poll());
        assertNull(Advancements.QUEUE.poll());
    }

    @Test
    void theListThatComesOnJoiningIsNoNews() {
        AdvancementHook.took(new ClientboundUpdateAdvancementsPacket(true, PROGRESS));
        assertNull(Advancements.QUEUE.poll());
    }
}
