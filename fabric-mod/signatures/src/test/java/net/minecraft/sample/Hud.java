package net.minecraft.sample;

public class Hud {
    public static boolean isHidden() {
        return false;
    }
}
