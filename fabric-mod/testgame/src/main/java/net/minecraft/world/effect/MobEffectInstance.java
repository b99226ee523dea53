package net.minecraft.world.effect;

import net.minecraft.core.Holder;

public class MobEffectInstance {
    private final Holder<MobEffect> effect;
    private final int amplifier;

    /** @param amplifier from 0 */
    public MobEffectInstance(Holder<MobEffect> effect, int amplifier) {
        this.effect = effect;
        this.amplifier = amplifier;
    }

    public Holder<MobEffect> getEffect() {
        return effect;
    }

    public int getAmplifier() {
        return amplifier;
    }
}
