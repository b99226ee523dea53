package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.metabgm.client.Part;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.minecraft.client.resources.sounds.AbstractSoundInstance;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.client.sounds.MusicManager;
import net.minecraft.client.sounds.SoundEngine;
import net.minecraft.client.sounds.SoundEventListener;
import net.minecraft.client.sounds.SoundManager;
import net.minecraft.resources.Identifier;
import net.minecraft.sounds.SoundSource;
import org.junit.jupiter.api.Test;

class AdvancementsTest {
    private final Stage stage = new Stage();
    private final AdvancementQueue queue = new AdvancementQueue();

    AdvancementsTest() {
        Advancements.QUEUE.clear();
    }

    @Test
    void whatIsDoneIsToldInTheNextTick() {
        Advancements.done("minecraft:story/mine_stone");
        Advancements.done("minecraft:recipes/misc/coal");
        Advancements.done("a_pack:recipes/tools/hammer");
        Advancements.done("a_pack:quests/recipes");
        Advancements.done("a_pack:" + "x".repeat(500));
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
        assertEquals(AdvancementQueue.MOST_WAITING, stage.told().size());
    }

    @Test
    void aFanfareCountsOnlyWhereNobodyTellsTheName() {
        queue.challengeHeard();
        assertEquals("", queue.poll());
        queue.done("minecraft:recipes/misc/coal");
        queue.challengeHeard();
        assertNull(queue.poll());
    }

    @Test
    void theGamesFanfareIsHeardAndNoOtherSound() {
        SoundManager sounds = new SoundManager(stage.game.options, Set.of("minecraft"));
        sounds.reload();
        try {
            sounds.addListener(new ChallengeSound(new Part("advancements", stage.faults), queue));
            assertEquals(SoundEngine.PlayResult.STARTED, sounds.play(sound("ui.button.click")));
            assertNull(queue.poll());
            sounds.play(sound("ui.toast.challenge_complete"));
            assertEquals("", queue.poll());
            assertEquals(Set.of(), stage.faults.partsOff());
        } finally {
            sounds.destroy();
        }
    }

    @Test
    void theSamplerListensOnceHoweverManyWorldsAreEntered() {
        int[] added = {0};
        SoundManager sounds = new SoundManager(stage.game.options, Set.of("minecraft")) {
            @Override
            public void addListener(SoundEventListener listener) {
                added[0]++;
            }
        };
        stage.game.install(sounds, new MusicManager(stage.game));
        stage.look();
        stage.sampler.worldLeft();
        stage.look();
        assertEquals(1, added[0]);
    }

    private static SoundInstance sound(String path) {
        return new AbstractSoundInstance(
                Identifier.withDefaultNamespace(path), SoundSource.UI, SoundInstance.createUnseededRandom()) {};
    }
}
