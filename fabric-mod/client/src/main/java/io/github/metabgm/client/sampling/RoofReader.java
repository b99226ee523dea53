package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import net.minecraft.core.BlockPos;
import net.minecraft.world.level.Level;
import net.minecraft.world.level.LightLayer;

/**
 * Whether there is a roof overhead, by the sky's light. The Nether is all roof. Water dims the light as a roof
 * does, and the End may have no light of the sky at all: of these nothing is told.
 */
final class RoofReader implements Reader {
    /**
     * Open sky gives 15, and every block away from where it ends, or layer of leaves above, takes one. So this is
     * four blocks into a house or cave, and leaves the floor of a wood outside.
     */
    private static final int LIGHT_UNDER_ROOF = 11;

    private final BlockPos.MutableBlockPos head = new BlockPos.MutableBlockPos();
    private boolean underRoof;
    private boolean known;

    @Override
    public void read(Moment now, Sample sample) {
        if (now.looks) {
            look(now);
        }
        if (known && !sample.holds(Condition.UNDER_WATER)) {
            sample.condition(Condition.UNDER_ROOF, underRoof);
        }
    }

    private void look(Moment now) {
        known = now.biome != null && now.level.dimension() != Level.END;
        underRoof = now.level.dimension() == Level.NETHER || known && skyLight(now) <= LIGHT_UNDER_ROOF;
    }

    private int skyLight(Moment now) {
        BlockPos feet = now.player.blockPosition();
        return now.level.getBrightness(LightLayer.SKY, head.set(feet.getX(), feet.getY() + 1, feet.getZ()));
    }
}
