package io.github.metabgm.core.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The token that the sidecar left for the mod, in the folder that PROTOCOL.md, "Handshake", names. */
public record TokenFile(Path path) implements TokenSource {
    private static final int MOST_BYTES = 1_024;

    public TokenFile {
        Objects.requireNonNull(path, "path");
    }

    /** The file of this user on this machine. */
    public static TokenFile ofThisUser() {
        return new TokenFile(locate(
                System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv()));
    }

    /**
     * @param osName as in the system property {@code os.name}
     * @param environment as {@link System#getenv()}
     */
    static Path locate(String osName, Path home, Map<String, String> environment) {
        if (isSet(environment, "METABGM_CONFIG_DIR")) {
            return Path.of(environment.get("METABGM_CONFIG_DIR"), "token");
        }
        return configFolder(osName.toLowerCase(Locale.ROOT), home, environment)
                .resolve("metabgm")
                .resolve("token");
    }

    private static Path configFolder(String osName, Path home, Map<String, String> environment) {
        if (osName.startsWith("windows")) {
            return isSet(environment, "LOCALAPPDATA")
                    ? Path.of(environment.get("LOCALAPPDATA"))
                    : home.resolve("AppData").resolve("Local");
        }
        // Java takes the home folder from the user database, everybody else from the environment.
        Path folder = isSet(environment, "HOME") ? Path.of(environment.get("HOME")) : home;
        if (osName.startsWith("mac")) {
            return folder.resolve("Library").resolve("Application Support");
        }
        // The XDG base directory specification: a relative path is invalid and to be ignored.
        return environment.getOrDefault("XDG_CONFIG_HOME", "").startsWith("/")
                ? Path.of(environment.get("XDG_CONFIG_HOME"))
                : folder.resolve(".config");
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    /** Reads the token anew, as a restarted sidecar may have written another. */
    @Override
    public String read() throws IOException {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new IOException("token file " + path + " is too large to hold a token");
            }
            String token = Files.readString(path, StandardCharsets.ISO_8859_1).strip();
            if (!TokenSource.isToken(token)) {
                throw new IOException("token file " + path + " holds no token");
            }
            return token;
        } catch (NoSuchFileException missing) {
            throw new IOException("no token file " + path + "; the sidecar writes it when it starts", missing);
        } catch (FileSystemException unreadable) {
            throw new IOException("token file " + path + " cannot be read by this user", unreadable);
        }
    }
}
