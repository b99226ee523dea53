package io.github.metabgm.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import net.minecraft.client.Minecraft;
import net.minecraft.client.multiplayer.ServerData;

/** Names for player and world that stay the same and tell nobody who or where it is. */
final class PlayerIdentity {
    private static final int HEX_CHARS = 32;
    private static final String SINGLEPLAYER = "singleplayer";

    private PlayerIdentity() {}

    /** @param game in a world */
    static String player(Minecraft game) {
        return opaque("player " + game.player.getUUID());
    }

    /** One name for each server; all worlds of this machine's own share one. */
    static String world(Minecraft game) {
        ServerData server = game.getCurrentServer();
        return server == null ? SINGLEPLAYER : opaque("server " + addressOf(server));
    }

    /** A game without it is no reason for silence: its servers share a name. */
    private static String addressOf(ServerData server) {
        try {
            return server.ip;
        } catch (LinkageError missing) {
            return "unknown";
        }
    }

    private static String opaque(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_CHARS);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
