package net.minecraft.client.player;

import net.minecraft.client.multiplayer.ClientLevel;

/** The player at this machine; after a death or in another dimension the game makes a new one. */
public class LocalPlayer extends AbstractClientPlayer {
    public LocalPlayer(ClientLevel level) {
        super(level);
    }

    /** While it rides, its own physics stand still and it is carried along. */
    @Override
    public void tick() {
        super.tick();
        if (isPassenger()) {
            setPos(getVehicle().getX(), getVehicle().getY(), getVehicle().getZ());
        }
    }

    @Override
    public boolean isUnderWater() {
        return flags().eyesInWater;
    }
}
