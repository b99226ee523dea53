package net.minecraft.world.entity;

/** What the game keeps in data flags, poses and physics of an entity. */
public final class EntityFlags {
    public boolean onGround = true;
    public boolean onFire;
    public boolean inWater;
    public boolean eyesInWater;
    public boolean inLava;
    public boolean sprinting;
    public boolean swimming;
    public boolean crouching;
    public boolean shiftKeyDown;
    public boolean fallFlying;
    public boolean sleeping;
    public boolean aggressive;
}
