package net.minecraft.world.effect;

import java.util.Set;
import net.minecraft.core.Holder;
import net.minecraft.core.registries.Registries;
import net.minecraft.resources.Identifier;
import net.minecraft.resources.ResourceKey;

public class MobEffects {
    public static final Holder<MobEffect> REGENERATION = holder("regeneration");
    public static final Holder<MobEffect> DARKNESS = holder("darkness");
    public static final Holder<MobEffect> BLINDNESS = holder("blindness");
    public static final Holder<MobEffect> LEVITATION = holder("levitation");
    public static final Holder<MobEffect> POISON = holder("poison");
    public static final Holder<MobEffect> WITHER = holder("wither");

    private static Holder<MobEffect> holder(String path) {
        ResourceKey<MobEffect> key =
                ResourceKey.create(Registries.MOB_EFFECT, Identifier.withDefaultNamespace(path));
        return new Holder.Reference<>(key, new MobEffect(), Set.of());
    }
}
