package net.minecraft.server.packs.resources;

import io.github.metabgm.absent.Absent;
import java.io.BufferedReader;
import java.io.IOException;

public class Resource {
    public BufferedReader openAsReader() throws IOException {
        throw Absent.body();
    }

    public String sourcePackId() {
        throw Absent.body();
    }
}
