package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdvancementsTest {
    private final Stage stage = new Stage();

    AdvancementsTest() {
        Advancements.forget();
    }

    @Test
    void whatIsDoneIsToldInTheNextTick() {
        Advancements.done("minecraft:story/mine_stone");
        Advancements.done("minecraft:recipes/misc/coal");
        Advancements.done("a_pack:recipes/tools/hammer");
        Advancements.done("a_pack:quests/recipes");
        stage.tick();
        stage.tick();
        assertEquals(
                List.of("advancement:minecraft:story/mine_stone", "advancement:a_pack:quests/recipes"), stage.told());
    }

    @Test
    void whatTheLastWorldGaveIsForgotten() {
        stage.tick();
        Advancements.done("minecraft:story/mine_stone");
        stage.sampler.worldLeft();
        stage.tick();
        assertEquals(List.of(), stage.told());
    }

    @Test
    void aFloodIsCut() {
        IntStream.range(0, 500).forEach(i -> Advancements.done("a_pack:quest_" + i));
        stage.tick();
        assertEquals(16, stage.told().size());
    }

    @Test
    void aFanfareCountsOnlyWhereNobodyTellsTheName() {
        Advancements.done("minecraft:story/mine_stone");
        Advancements.challengeHeard();
        stage.tick();
        assertEquals(List.of("advancement:minecraft:story/mine_stone"), stage.told());
    }
}
