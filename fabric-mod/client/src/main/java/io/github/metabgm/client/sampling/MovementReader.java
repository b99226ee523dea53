package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.world.entity.Entity;

final class MovementReader implements Reader {
    /** Slower than this is standing still: corrections by the server move a player by less. */
    private static final double STANDING_BLOCKS_PER_SECOND = 0.2;

    private final SpeedMeter meter = new SpeedMeter();

    @Override
    public void read(Moment now, Sample sample) {
        LocalPlayer player = now.player;
        Entity vehicle = player.getVehicle();
        double speed = meter.speed(Footing.of(player));
        boolean sprinting = player.isSprinting();
        sample.speed(speed);
        sample.condition(Condition.SPRINTING, sprinting);
        sample.condition(Condition.SNEAKING, player.isCrouching());
        sample.condition(Condition.SWIMMING, player.isSwimming());
        sample.condition(Condition.GLIDING, player.isFallFlying());
        sample.condition(Condition.RIDING, vehicle != null);
        sample.vehicle(vehicle == null ? null : now.kinds.of(vehicle).name());
        if (!Double.isNaN(speed)) {
            boolean onFoot = vehicle == null && player.onGround() && !sprinting;
            sample.condition(Condition.WALKING, onFoot && speed > STANDING_BLOCKS_PER_SECOND);
        }
    }
}
