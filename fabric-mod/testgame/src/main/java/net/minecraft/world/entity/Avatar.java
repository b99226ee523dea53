package net.minecraft.world.entity;

public abstract class Avatar extends LivingEntity {
}
