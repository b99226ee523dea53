package net.minecraft.sample;

public interface Sound {
    String name();

    default boolean isLoud() {
        return false;
    }

    static Sound silence() {
        return null;
    }
}
