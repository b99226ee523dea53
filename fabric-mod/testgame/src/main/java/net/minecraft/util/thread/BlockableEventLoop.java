package net.minecraft.util.thread;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Tasks for one thread: from others they queue up until it looks. What a task throws reaches its runner. */
public abstract class BlockableEventLoop<R extends Runnable> {
    private final Queue<Runnable> pending = new ConcurrentLinkedQueue<>();

    protected abstract Thread getRunningThread();

    public boolean isSameThread() {
        return Thread.currentThread() == getRunningThread();
    }

    protected boolean scheduleExecutables() {
        return !isSameThread();
    }

    public void execute(Runnable task) {
        if (scheduleExecutables()) {
            pending.add(task);
        } else {
            doRunTask(task);
        }
    }

    public int getPendingTasksCount() {
        return pending.size();
    }

    protected void runAllTasks() {
        for (Runnable task = pending.poll(); task != null; task = pending.poll()) {
            doRunTask(task);
        }
    }

    protected void doRunTask(Runnable task) {
        task.run();
    }
}
