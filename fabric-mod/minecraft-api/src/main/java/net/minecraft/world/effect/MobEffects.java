package net.minecraft.world.effect;

import io.github.metabgm.absent.Absent;
import net.minecraft.core.Holder;

public class MobEffects {
    public static final Holder<MobEffect> REGENERATION = Absent.value();

    public static final Holder<MobEffect> DARKNESS = Absent.value();

    public static final Holder<MobEffect> BLINDNESS = Absent.value();

    public static final Holder<MobEffect> LEVITATION = Absent.value();
}
