package net.minecraft.sample;

public abstract class Screen {
    protected int width = 320;

    protected Screen(String title) {}

    protected void init() {}

    public void close() {}
}
