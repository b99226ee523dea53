package net.minecraft.world.food;

import io.github.metabgm.absent.Absent;

public class FoodData {
    public int getFoodLevel() {
        throw Absent.body();
    }

    public float getSaturationLevel() {
        throw Absent.body();
    }
}
