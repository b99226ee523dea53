package io.github.metabgm.player;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What happens in a playback, one JSON object a line; written by several threads, line by line. */
public final class PlayerLog implements AutoCloseable {
    private final Gson gson =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
    private final Writer writer;
    private IOException failure;

    PlayerLog(Writer writer) {
        this.writer = writer;
    }

    /** Without a file, what is logged goes nowhere. */
    public static PlayerLog to(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return new PlayerLog(Writer.nullWriter());
        }
        Path parent = file.get().toAbsolutePath().getParent();
        Files.createDirectories(parent);
        return new PlayerLog(new BufferedWriter(Files.newBufferedWriter(file.get())));
    }

    /** Never fails: the network and the mix go on without a log. @param line its first key is {@code what} */
    public synchronized void write(Map<String, ?> line) {
        try {
            writer.write(gson.toJson(line) + "\n");
        } catch (IOException diskFull) {
            failure = diskFull;
        }
    }

    /** Lets a reader of the file see what there is. @throws IOException also for a line that could not be written */
    public synchronized void flush() throws IOException {
        if (failure != null) {
            throw failure;
        }
        writer.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
