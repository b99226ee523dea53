package net.minecraft.server.packs.resources;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a resource pack. */
public class Resource {
    private final String packId;
    private final Path file;

    public Resource(String packId, Path file) {
        this.packId = packId;
        this.file = file;
    }

    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    /** What is no UTF-8 comes out as replacement characters. */
    public BufferedReader openAsReader() throws IOException {
        return new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8));
    }

    public String sourcePackId() {
        return packId;
    }
}
