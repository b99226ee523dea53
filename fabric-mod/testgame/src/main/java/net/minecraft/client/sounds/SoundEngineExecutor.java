package net.minecraft.client.sounds;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.LoggerFactory;

/** The thread "Sound engine", where everything with OpenAL is done. */
public class SoundEngineExecutor implements Executor {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private volatile boolean running;
    private volatile Throwable crash;
    private Thread thread;

    public void startUp() {
        running = true;
        thread = new Thread(this::run, "Sound engine");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (running) {
            try {
                tasks.take().run();
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException | Error fault) {
                crash = fault;
                LoggerFactory.getLogger("Sound engine").error("A sound task failed", fault);
            }
        }
    }

    /** Where the thread is down, tasks wait for it to come back. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Waits for the task at hand; those that wait are dropped. */
    public void shutDown() {
        running = false;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        tasks.clear();
    }

    /** Waits until all that was to be done so far is done. The game has no such thing; a test outruns its clock. */
    public void settle() {
        CountDownLatch reached = new CountDownLatch(1);
        execute(reached::countDown);
        try {
            reached.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a task threw last, null where none did: in the game it would be a crash. */
    public Throwable crash() {
        return crash;
    }
}
