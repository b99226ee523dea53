package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import java.util.Collection;
import java.util.Set;
import net.minecraft.core.Holder;
import net.minecraft.world.effect.MobEffect;
import net.minecraft.world.effect.MobEffectInstance;

/** Poison and wither, by their names: the constants for them are less sure to stay. */
final class EffectReader implements Reader {
    private static final Set<String> POISONS = Set.of("minecraft:poison", "minecraft:wither");

    private final IdentityCache<Holder<MobEffect>, Boolean> poisons = new IdentityCache<>(EffectReader::isPoison);
    private boolean poisoned;

    @Override
    public void read(Moment now, Sample sample) {
        if (now.looks) {
            Collection<MobEffectInstance> effects = now.player.getActiveEffects();
            poisoned = !effects.isEmpty() && anyPoison(effects);
        }
        sample.condition(Condition.POISONED, poisoned);
    }

    private boolean anyPoison(Collection<MobEffectInstance> effects) {
        boolean any = false;
        for (MobEffectInstance effect : effects) {
            any |= poisons.of(effect.getEffect());
        }
        return any;
    }

    private static boolean isPoison(Holder<MobEffect> effect) {
        return POISONS.contains(effect.getRegisteredName());
    }
}
