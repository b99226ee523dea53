package io.github.metabgm.core.settings;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The settings in force, and their file behind them. For the game's thread, which never waits for a write. */
public final class SettingsStore implements AutoCloseable {
    /** A disk that is not there by now keeps the game waiting no longer. */
    private static final long MOST_WAIT_MS = 2_000;

    private final SettingsFile file;
    private final Consumer<String> unwritten;
    private final ExecutorService disk = Executors.newSingleThreadExecutor(SettingsStore::thread);
    private ModSettings current = ModSettings.defaults();

    /**
     * Holds the defaults until {@link #reload}.
     *
     * @param unwritten gets a line for the player, on a thread of the store's, when a change cannot be written
     */
    public SettingsStore(SettingsFile file, Consumer<String> unwritten) {
        this.file = file;
        this.unwritten = unwritten;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "MetaBGM settings");
        thread.setDaemon(true);
        return thread;
    }

    public ModSettings current() {
        return current;
    }

    /** Reads the file, after what is still to be written; waits for the disk, as the game does for its own options. */
    public Loaded reload() {
        ModSettings inForce = current;
        Loaded loaded = wait(CompletableFuture.supplyAsync(() -> file.read(inForce), disk), inForce);
        current = loaded.settings();
        return loaded;
    }

    private static Loaded wait(CompletableFuture<Loaded> reading, ModSettings inForce) {
        try {
            return reading.get(MOST_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            return Loaded.broken(inForce, "the settings could not be read within " + MOST_WAIT_MS + " ms");
        } catch (ExecutionException fault) {
            return Loaded.broken(inForce, "the settings could not be read: " + fault.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Loaded.broken(inForce, "the settings were not read, as the game stops");
        }
    }

    /** Holds at once, and is written soon; after {@link #close} it is not written. */
    public void change(ModSettings changed) {
        ModSettings before = current;
        current = changed;
        if (!disk.isShutdown()) {
            disk.execute(() -> write(before, changed));
        }
    }

    private void write(ModSettings before, ModSettings after) {
        try {
            file.write(before, after);
        } catch (IOException fault) {
            unwritten.accept(fault.getMessage());
        }
    }

    /** Lets what is still to be written be written. */
    @Override
    public void close() {
        disk.shutdown();
        try {
            disk.awaitTermination(MOST_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
