package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Sample;
import net.minecraft.world.food.FoodData;

final class FoodReader implements Reader {
    @Override
    public void read(Moment now, Sample sample) {
        FoodData food = now.player.getFoodData();
        sample.food(food.getFoodLevel());
        sample.saturation(food.getSaturationLevel());
    }
}
