package net.minecraft.world.entity;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import net.minecraft.core.BlockPos;
import net.minecraft.world.level.Level;
import net.minecraft.world.phys.Vec3;

/** What has a place in a level; its flags are as the server or the physics set them last. */
public abstract class Entity {
    private static final AtomicInteger NEXT_ID = new AtomicInteger(1);

    public int tickCount;

    private final EntityType<?> type;
    private final Level level;
    private final int id = NEXT_ID.getAndIncrement();
    private final UUID uuid = new UUID(0, id);
    private final EntityFlags flags = new EntityFlags();
    private Vec3 position = Vec3.ZERO;
    private BlockPos blockPosition = new BlockPos(0, 0, 0);
    private Vec3 deltaMovement = Vec3.ZERO;
    private float xRot;
    private float yRot;
    private int ticksFrozen;
    private Entity vehicle;
    private boolean removed;

    protected Entity(EntityType<?> type, Level level) {
        this.type = type;
        this.level = level;
    }

    /** What holds for this entity, to be set by whoever plays the server or the physics. */
    public EntityFlags flags() {
        return flags;
    }

    public void tick() {
        tickCount++;
    }

    public final double getX() {
        return position.x;
    }

    public final double getY() {
        return position.y;
    }

    public final double getZ() {
        return position.z;
    }

    /** The block's object stays the same until the block is another. */
    public void setPos(double x, double y, double z) {
        position = new Vec3(x, y, z);
        BlockPos block = BlockPos.containing(x, y, z);
        boolean same = block.getX() == blockPosition.getX()
                && block.getY() == blockPosition.getY()
                && block.getZ() == blockPosition.getZ();
        blockPosition = same ? blockPosition : block;
    }

    public BlockPos blockPosition() {
        return blockPosition;
    }

    public Level level() {
        return level;
    }

    public Vec3 getDeltaMovement() {
        return deltaMovement;
    }

    public void setDeltaMovement(Vec3 perTick) {
        deltaMovement = perTick;
    }

    public Vec3 getLookAngle() {
        double pitch = Math.toRadians(xRot);
        double yaw = Math.toRadians(yRot);
        return new Vec3(-Math.sin(yaw) * Math.cos(pitch), -Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch));
    }

    /** Degrees, down positive. */
    public float getXRot() {
        return xRot;
    }

    public void setXRot(float degrees) {
        xRot = degrees;
    }

    /** Degrees, 0 to the south, 90 to the west; turns are counted on. */
    public float getYRot() {
        return yRot;
    }

    public void setYRot(float degrees) {
        yRot = degrees;
    }

    public boolean onGround() {
        return flags.onGround;
    }

    public boolean isOnFire() {
        return flags.onFire;
    }

    public boolean isInWater() {
        return flags.inWater;
    }

    /** As the game does, this makes an object to look at the head's block. */
    public boolean isInWaterOrRain() {
        return isInWater()
                || level.isRainingAt(blockPosition)
                || level.isRainingAt(BlockPos.containing(getX(), getY() + 1.8, getZ()));
    }

    public boolean isUnderWater() {
        return flags.eyesInWater && isInWater();
    }

    public boolean isInLava() {
        return flags.inLava;
    }

    public boolean isSprinting() {
        return flags.sprinting;
    }

    public boolean isSwimming() {
        return flags.swimming;
    }

    public boolean isCrouching() {
        return flags.crouching;
    }

    public boolean isShiftKeyDown() {
        return flags.shiftKeyDown;
    }

    public boolean isSpectator() {
        return false;
    }

    public boolean isPassenger() {
        return vehicle != null;
    }

    /** Null on foot. */
    public Entity getVehicle() {
        return vehicle;
    }

    public void startRiding(Entity mount) {
        vehicle = mount;
    }

    public void stopRiding() {
        vehicle = null;
    }

    public int getTicksFrozen() {
        return ticksFrozen;
    }

    public void setTicksFrozen(int ticks) {
        ticksFrozen = ticks;
    }

    public boolean isFullyFrozen() {
        return ticksFrozen >= 140;
    }

    public boolean isAlive() {
        return !removed;
    }

    public final boolean isRemoved() {
        return removed;
    }

    public void setRemoved() {
        removed = true;
        vehicle = null;
    }

    public int getId() {
        return id;
    }

    public UUID getUUID() {
        return uuid;
    }

    public EntityType<?> getType() {
        return type;
    }

    public double distanceToSqr(Entity other) {
        double dx = getX() - other.getX();
        double dy = getY() - other.getY();
        double dz = getZ() - other.getZ();
        return dx * dx + dy * dy + dz * dz;
    }
}
