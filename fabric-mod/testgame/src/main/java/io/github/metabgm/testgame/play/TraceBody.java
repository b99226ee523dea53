package io.github.metabgm.testgame.play;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.player.trace.Point;
import io.github.metabgm.testgame.world.StandInVehicle;
import java.util.HashMap;
import java.util.Map;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.world.entity.EntityFlags;
import net.minecraft.world.entity.EntityType;

/** The player's body; what the recorder did not know does not hold. */
final class TraceBody {
    private final Map<String, EntityType<StandInVehicle>> types = new HashMap<>();

    /** @param yaw radians, 0 north, counter-clockwise; NaN where unknown */
    void live(LocalPlayer player, Sample sample, Point point, double yaw) {
        ride(player, sample.vehicle());
        player.setPos(point.x(), point.y(), point.z());
        if (player.isPassenger()) {
            player.getVehicle().setPos(point.x(), point.y(), point.z());
        }
        if (!Double.isNaN(yaw)) {
            player.setYRot((float) (180 - Math.toDegrees(yaw)));
        }
        boolean dead = sample.knows(Condition.ALIVE) && !sample.holds(Condition.ALIVE);
        if (dead) {
            player.setHealth(0);
        } else if (!Double.isNaN(sample.health())) {
            player.setHealth((float) sample.health());
        }
        if (!Double.isNaN(sample.food())) {
            player.getFoodData().setFoodLevel((int) sample.food());
        }
        if (!Double.isNaN(sample.saturation())) {
            player.getFoodData().setSaturation((float) sample.saturation());
        }
        setFlags(player.flags(), sample);
    }

    private static void setFlags(EntityFlags flags, Sample sample) {
        flags.onFire = sample.holds(Condition.ON_FIRE);
        flags.onGround = sample.holds(Condition.ON_GROUND);
        flags.inWater = sample.holds(Condition.IN_WATER);
        flags.inLava = sample.holds(Condition.IN_LAVA);
        flags.sprinting = sample.holds(Condition.SPRINTING);
        flags.swimming = sample.holds(Condition.SWIMMING);
        flags.crouching = sample.holds(Condition.SNEAKING);
        flags.shiftKeyDown = flags.crouching;
    }

    private void ride(LocalPlayer player, String kind) {
        if (kind == null) {
            player.stopRiding();
            return;
        }
        EntityType<StandInVehicle> type = types.computeIfAbsent(kind, StandInVehicle::type);
        boolean sameMount = player.isPassenger() && player.getVehicle().getType() == type;
        if (!sameMount) {
            player.startRiding(new StandInVehicle(type, player.level()));
        }
    }
}
