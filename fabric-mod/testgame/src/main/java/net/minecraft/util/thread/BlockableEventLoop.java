package net.minecraft.util.thread;

import io.github.metabgm.absent.Absent;

public abstract class BlockableEventLoop<R extends Runnable> {
    public void execute(Runnable task) {
        throw Absent.body();
    }
}
