package net.minecraft.world.food;

public class FoodData {
    private int foodLevel = 20;
    private float saturation = 5;

    public int getFoodLevel() {
        return foodLevel;
    }

    public float getSaturationLevel() {
        return saturation;
    }

    public void setFoodLevel(int level) {
        foodLevel = level;
    }

    public void setSaturation(float level) {
        saturation = level;
    }
}
