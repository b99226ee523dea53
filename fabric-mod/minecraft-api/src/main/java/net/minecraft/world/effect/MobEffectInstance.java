package net.minecraft.world.effect;

import io.github.metabgm.absent.Absent;
import net.minecraft.core.Holder;

public class MobEffectInstance {
    public Holder<MobEffect> getEffect() {
        throw Absent.body();
    }
}
