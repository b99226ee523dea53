package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.testgame.world.BiomeMap;
import io.github.metabgm.testgame.world.StandInBiomes;
import net.minecraft.world.effect.MobEffectInstance;
import net.minecraft.world.effect.MobEffects;
import net.minecraft.world.entity.EntityFlags;
import org.junit.jupiter.api.Test;

class BodyTest {
    private final Stage stage = new Stage();

    @Test
    void healthAndHunger() {
        stage.player().setMaxHealth(30);
        stage.player().setHealth(12.5f);
        stage.player().setAbsorptionAmount(4);
        stage.player().getFoodData().setFoodLevel(17);
        stage.player().getFoodData().setSaturation(3.25f);
        Sample sample = stage.tick();
        assertEquals(12.5, sample.health());
        assertEquals(30, sample.maxHealth());
        assertEquals(4, sample.absorption());
        assertEquals(17, sample.food());
        assertEquals(3.25, sample.saturation());
    }

    @Test
    void allIsWell() {
        Sample sample = stage.look();
        for (Condition condition : new Condition[] {
            Condition.ON_FIRE, Condition.WET, Condition.FREEZING, Condition.POISONED, Condition.SLEEPING
        }) {
            assertTrue(sample.knows(condition), condition + " is known");
            assertFalse(sample.holds(condition), condition + " holds");
        }
        assertTrue(sample.holds(Condition.ALIVE));
    }

    @Test
    void flagsOfTheGameAreRead() {
        EntityFlags flags = stage.player().flags();
        flags.onFire = true;
        flags.sleeping = true;
        flags.inLava = true;
        stage.player().setTicksFrozen(1);
        Sample sample = stage.tick();
        assertTrue(sample.holds(Condition.ON_FIRE));
        assertTrue(sample.holds(Condition.SLEEPING));
        assertTrue(sample.holds(Condition.IN_LAVA));
        assertTrue(sample.holds(Condition.FREEZING));
    }

    @Test
    void wetInWaterAtOnceAndInRainSoon() {
        stage.player().flags().inWater = true;
        assertTrue(stage.tick().holds(Condition.WET));
        stage.player().flags().inWater = false;
        stage.level().setRainLevel(1);
        assertTrue(stage.look().holds(Condition.WET));
        stage.level().setSkyLight(position -> 5);
        assertFalse(stage.look().holds(Condition.WET), "under a roof");
    }

    @Test
    void snowMakesNobodyWet() {
        stage.level().setBiomes(BiomeMap.everywhere(StandInBiomes.of("minecraft:snowy_plains", 0, true)));
        stage.level().setRainLevel(1);
        assertFalse(stage.look().holds(Condition.WET));
    }

    @Test
    void poisonAndWitherPoisonOtherEffectsDoNot() {
        stage.player().addEffect(new MobEffectInstance(MobEffects.REGENERATION, 0));
        assertFalse(stage.look().holds(Condition.POISONED));
        stage.player().addEffect(new MobEffectInstance(MobEffects.WITHER, 1));
        assertTrue(stage.look().holds(Condition.POISONED));
        stage.player().removeEffect(MobEffects.WITHER);
        assertFalse(stage.look().holds(Condition.POISONED));
        stage.player().addEffect(new MobEffectInstance(MobEffects.POISON, 0));
        assertTrue(stage.look().holds(Condition.POISONED));
    }
}
