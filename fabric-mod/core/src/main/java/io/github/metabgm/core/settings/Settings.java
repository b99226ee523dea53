package io.github.metabgm.core.settings;

import io.github.metabgm.core.codec.Limits;
import io.github.metabgm.core.net.TokenFile;
import io.github.metabgm.core.net.TokenSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What the core must be told of a player's choices.
 *
 * @param host where the sidecar listens
 * @param port 1..65535
 * @param token where the sidecar's token comes from
 * @param windowSeconds time between two scenes when nothing changes, 1..60
 * @param bufferMs how much of each track is held ahead, within the protocol's limits
 * @param volume of all music, 0..1
 */
public record Settings(String host, int port, TokenSource token, int windowSeconds, int bufferMs, double volume) {
    static final int MOST_PORT = 65_535;

    public Settings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(token, "token");
        requireWithin("port", port, 1, MOST_PORT);
        requireWithin("windowSeconds", windowSeconds, 1, Limits.WINDOW_MS_MAX / 1_000);
        requireWithin("bufferMs", bufferMs, Limits.BUFFER_MS_MIN, Limits.BUFFER_MS_MAX);
        requireWithin("volume", volume, 0, 1);
    }

    public static Settings defaults() {
        return new Settings("127.0.0.1", 8_766, TokenFile.ofThisUser(), 10, 1_500, 1);
    }

    public Settings withAddress(String newHost, int newPort) {
        return new Settings(newHost, newPort, token, windowSeconds, bufferMs, volume);
    }

    public Settings withTokenFile(Path newTokenFile) {
        return new Settings(host, port, new TokenFile(newTokenFile), windowSeconds, bufferMs, volume);
    }

    public Settings withWindowSeconds(int newWindowSeconds) {
        return new Settings(host, port, token, newWindowSeconds, bufferMs, volume);
    }

    /** The sidecar's address; IPv6 hosts get their brackets. */
    public URI address() {
        return URI.create(address(host, port));
    }

    private static String address(String host, int port) {
        String bracketed = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "ws://" + bracketed + ":" + port + "/";
    }

    /** Whether an address can be made of it that names this host and nothing else. */
    static boolean isHost(String text) {
        try {
            URI address = new URI(address(text, 1));
            return address.getHost() != null && address.getUserInfo() == null && address.getPort() == 1;
        } catch (URISyntaxException notAHost) {
            return false;
        }
    }

    private static void requireWithin(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " " + value + ": expected " + least + " to " + most);
        }
    }
}
