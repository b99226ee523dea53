package net.minecraft.util.thread;

public abstract class BlockableEventLoop<R extends Runnable> {
}
