package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.metabgm.testgame.world.StandInMonster;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.minecraft.client.gui.components.LerpingBossEvent;
import net.minecraft.network.chat.Component;
import net.minecraft.world.damagesource.DamageSource;
import net.minecraft.world.entity.LivingEntity;
import org.junit.jupiter.api.Test;

class KillsAndBossesTest {
    private static final int LYING_TICKS = 20;
    private static final int TICKS_PER_MINUTE = 1_200;

    private final Stage stage = new Stage();

    private void slay(LivingEntity victim, LivingEntity slayer) {
        victim.handleDamageEvent(new DamageSource(slayer));
        victim.setHealth(0);
        stage.ticks(LYING_TICKS);
        stage.level().removeEntity(victim.getId());
    }

    @Test
    void thePlayersKillIsToldOnce() {
        stage.look();
        slay(stage.monster("zombie", 3), stage.player());
        stage.look();
        assertEquals(List.of("kill:zombie"), stage.told());
    }

    @Test
    void aCowIsAKillToo() {
        slay(stage.creature("cow", 3), stage.player());
        assertEquals(List.of("kill:cow"), stage.told());
    }

    @Test
    void whoFallsToAnotherOrByItselfIsNot() {
        StandInMonster skeleton = stage.monster("skeleton", 5);
        slay(stage.monster("zombie", 3), skeleton);
        slay(stage.monster("creeper", 3), null);
        LivingEntity hitBefore = stage.monster("spider", 3);
        hitBefore.handleDamageEvent(new DamageSource(stage.player()));
        stage.ticks(41);
        slay(hitBefore, null);
        assertEquals(List.of(), stage.told());
    }

    @Test
    void manyAtOnceAreEachToldOnce() {
        List<StandInMonster> zombies =
                Stream.generate(() -> stage.monster("zombie", 3)).limit(60).toList();
        stage.look();
        zombies.forEach(zombie -> {
            zombie.handleDamageEvent(new DamageSource(stage.player()));
            zombie.setHealth(0);
        });
        stage.ticks(LYING_TICKS);
        assertEquals(60, stage.told().size());
    }

    @Test
    void aBossIsSeenWhenItIsNear() {
        StandInMonster warden = stage.monster("warden", 30);
        stage.look();
        assertEquals(List.of(), stage.told());
        warden.setPos(20, 64, 0);
        stage.look();
        stage.look();
        assertEquals(List.of("boss_seen:warden"), stage.told());
    }

    @Test
    void itIsSeenAnewAfterAMinute() {
        StandInMonster warden = stage.monster("warden", 10);
        stage.look();
        warden.setPos(500, 64, 0);
        stage.ticks(TICKS_PER_MINUTE / 2);
        warden.setPos(10, 64, 0);
        stage.look();
        assertEquals(1, stage.told().size());
        warden.setPos(500, 64, 0);
        stage.ticks(TICKS_PER_MINUTE + Moment.TICKS_BETWEEN_LOOKS);
        warden.setPos(10, 64, 0);
        stage.look();
        assertEquals(List.of("boss_seen:warden", "boss_seen:warden"), stage.told());
    }

    @Test
    void aBarLetsAFarBossBeSeen() {
        stage.monster("ender_dragon", 90);
        stage.look();
        assertEquals(List.of(), stage.told());
        stage.game.gui.hud.getBossOverlay().add(bar(false, true));
        stage.look();
        assertEquals(List.of("boss_seen:ender_dragon"), stage.told());
    }

    @Test
    void aBarAloneIsNoBossAndAPlainBarNoHint() {
        stage.game.gui.hud.getBossOverlay().add(bar(true, true));
        stage.look();
        assertEquals(List.of(), stage.told());
        stage.game.gui.hud.getBossOverlay().reset();
        stage.game.gui.hud.getBossOverlay().add(bar(false, false));
        stage.monster("wither", 50);
        stage.look();
        assertEquals(List.of(), stage.told());
    }

    private static LerpingBossEvent bar(boolean darkens, boolean playsMusic) {
        return new LerpingBossEvent(new UUID(0, 1), Component.literal("Boss"), 1, darkens, playsMusic);
    }

    @Test
    void aModsNamesakeIsNoBoss() {
        stage.monster("a_pack:warden", 10);
        stage.look();
        assertEquals(List.of(), stage.told());
    }
}
