package io.github.metabgm.core.settings;

import io.github.metabgm.core.codec.Limits;
import io.github.metabgm.core.net.TokenFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a player may choose.
 *
 * @param host where the sidecar listens
 * @param port 1..65535
 * @param tokenFile the file with the sidecar's token
 * @param windowSeconds time between two scenes when nothing changes, 1..60
 * @param bufferMs how much of each track is held ahead, within the protocol's limits
 * @param volume of all music, 0..1
 */
public record Settings(String host, int port, Path tokenFile, int windowSeconds, int bufferMs, double volume) {
    private static final int MOST_PORT = 65_535;

    public Settings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(tokenFile, "tokenFile");
        requireWithin("port", port, 1, MOST_PORT);
        requireWithin("windowSeconds", windowSeconds, 1, Limits.WINDOW_MS_MAX / 1_000);
        requireWithin("bufferMs", bufferMs, Limits.BUFFER_MS_MIN, Limits.BUFFER_MS_MAX);
        requireWithin("volume", volume, 0, 1);
    }

    public static Settings defaults() {
        return new Settings("127.0.0.1", 8_766, TokenFile.ofThisUser().path(), 10, 1_500, 1);
    }

    public Settings withAddress(String newHost, int newPort) {
        return new Settings(newHost, newPort, tokenFile, windowSeconds, bufferMs, volume);
    }

    public Settings withTokenFile(Path newTokenFile) {
        return new Settings(host, port, newTokenFile, windowSeconds, bufferMs, volume);
    }

    public Settings withWindowSeconds(int newWindowSeconds) {
        return new Settings(host, port, tokenFile, newWindowSeconds, bufferMs, volume);
    }

    /** The sidecar's address; IPv6 hosts get their brackets. */
    public URI address() {
        String bracketed = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create("ws://" + bracketed + ":" + port + "/");
    }

    private static void requireWithin(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " " + value + ": expected " + least + " to " + most);
        }
    }
}
