package net.minecraft.world.entity;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import net.minecraft.core.Holder;
import net.minecraft.world.damagesource.DamageSource;
import net.minecraft.world.effect.MobEffect;
import net.minecraft.world.effect.MobEffectInstance;
import net.minecraft.world.level.Level;

/** What can be hurt and die; a client hears of both from the server. */
public abstract class LivingEntity extends Entity {
    private static final int HURT_TICKS = 10;
    private static final int DAMAGE_REMEMBERED_TICKS = 40;

    public int hurtTime;
    public int hurtDuration;
    public int deathTime;

    private final Map<Holder<MobEffect>, MobEffectInstance> activeEffects = new HashMap<>();
    private float health;
    private float maxHealth;
    private float absorption;
    private DamageSource lastDamageSource;
    private long lastDamageStamp;

    protected LivingEntity(EntityType<?> type, Level level, float maxHealth) {
        super(type, level);
        this.maxHealth = maxHealth;
        this.health = maxHealth;
    }

    @Override
    public void tick() {
        super.tick();
        if (hurtTime > 0) {
            hurtTime--;
        }
        if (isDeadOrDying()) {
            deathTime++;
        }
    }

    public float getHealth() {
        return health;
    }

    public void setHealth(float halfHearts) {
        health = Math.max(0, Math.min(maxHealth, halfHearts));
    }

    public final float getMaxHealth() {
        return maxHealth;
    }

    public void setMaxHealth(float halfHearts) {
        maxHealth = halfHearts;
    }

    public float getAbsorptionAmount() {
        return absorption;
    }

    public void setAbsorptionAmount(float halfHearts) {
        absorption = halfHearts;
    }

    public boolean isDeadOrDying() {
        return health <= 0;
    }

    @Override
    public boolean isAlive() {
        return super.isAlive() && health > 0;
    }

    public boolean isSleeping() {
        return flags().sleeping;
    }

    public boolean isFallFlying() {
        return flags().fallFlying;
    }

    public boolean hasEffect(Holder<MobEffect> effect) {
        return activeEffects.containsKey(effect);
    }

    public Collection<MobEffectInstance> getActiveEffects() {
        return activeEffects.values();
    }

    public void addEffect(MobEffectInstance effect) {
        activeEffects.put(effect.getEffect(), effect);
    }

    public void removeEffect(Holder<MobEffect> effect) {
        activeEffects.remove(effect);
    }

    /** What the client does with the server's word that this entity was hurt. */
    public void handleDamageEvent(DamageSource source) {
        animateHurt();
        lastDamageSource = source;
        lastDamageStamp = level().getGameTime();
    }

    /** What some servers send without saying what did it. */
    public void animateHurt() {
        hurtDuration = HURT_TICKS;
        hurtTime = HURT_TICKS;
    }

    /** Null where nothing did any lately. */
    public DamageSource getLastDamageSource() {
        if (level().getGameTime() - lastDamageStamp > DAMAGE_REMEMBERED_TICKS) {
            lastDamageSource = null;
        }
        return lastDamageSource;
    }
}
