package io.github.metabgm.core.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file {@code config/metabgm.json}. For one thread at a time. */
public final class SettingsFile {
    /** Many times what all settings together take, and little enough to be read while the game starts. */
    static final int MOST_BYTES = 65_536;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path path;
    private final String name;

    public SettingsFile(Path path) {
        this.path = path.toAbsolutePath();
        name = this.path.getNameCount() < 2
                ? this.path.toString()
                : this.path.getParent().getFileName() + "/" + this.path.getFileName();
    }

    /**
     * Reads it, or writes it with the defaults where there is none.
     *
     * @param inForce what holds on where the file cannot be read or a value is wrong
     */
    public Loaded read(ModSettings inForce) {
        if (!Files.exists(path)) {
            return create();
        }
        try {
            return SettingsReading.read(name, text(), inForce);
        } catch (IOException unreadable) {
            return Loaded.broken(inForce, unreadable.getMessage());
        }
    }

    private Loaded create() {
        ModSettings defaults = ModSettings.defaults();
        try {
            write(defaults, defaults);
            return new Loaded(defaults, List.of(), List.of());
        } catch (IOException unwritable) {
            return Loaded.broken(defaults, unwritable.getMessage());
        }
    }

    /**
     * Puts what changed into the file, and leaves the rest of it as it is.
     *
     * @throws IOException with one line for the player; the file is then as it was
     */
    public void write(ModSettings before, ModSettings after) throws IOException {
        try {
            String there = Files.exists(path) ? text() : "{}";
            WholeFile.replace(path, SettingsWriting.write(JsonText.entries(there), before, after));
        } catch (JsonFault broken) {
            throw new IOException(broken.in(name) + " (nothing was written)", broken);
        }
    }

    private String text() throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(name + ": expected a file");
        }
        byte[] bytes = bytes();
        if (bytes.length > MOST_BYTES) {
            throw new IOException(name + ": " + Files.size(path) + " bytes, expected at most " + MOST_BYTES);
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException otherCharset) {
            throw new IOException(name + ": expected to be saved as UTF-8", otherCharset);
        }
    }

    private byte[] bytes() throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            return file.readNBytes(MOST_BYTES + 1);
        } catch (IOException unreadable) {
            throw new IOException(name + ": cannot be read: " + unreadable, unreadable);
        }
    }
}
