package net.minecraft.util.thread;

/** A task handed in while another runs waits its turn, also on the thread itself. */
public abstract class ReentrantBlockableEventLoop<R extends Runnable> extends BlockableEventLoop<R> {
    private int running;

    @Override
    protected boolean scheduleExecutables() {
        return running > 0 || super.scheduleExecutables();
    }

    @Override
    protected void doRunTask(Runnable task) {
        running++;
        try {
            super.doRunTask(task);
        } finally {
            running--;
        }
    }
}
