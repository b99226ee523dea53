package io.github.metabgm.client;

import io.github.metabgm.client.sound.SoundOutput;
import io.github.metabgm.core.Identity;
import io.github.metabgm.core.settings.ModSettings;
import net.fabricmc.loader.api.FabricLoader;
import net.minecraft.client.Minecraft;
import net.minecraft.client.multiplayer.ServerData;

/** Has a session while the player is in a world, or on the title screen where that is wanted. For the game's thread. */
final class SessionKeeper {
    private static final String MOD_ID = "metabgm";
    private static final String TITLE_SCREEN = "title screen";
    private static final String NOBODY = "nobody";

    private final SoundOutput sound;
    private final Versions versions = Versions.ofThisGame();
    private MusicSession session;
    private boolean inWorld;
    private ServerData server;

    private record Versions(String mod, String game) {
        static Versions ofThisGame() {
            FabricLoader loader = FabricLoader.getInstance();
            String mod = loader.getModContainer(MOD_ID)
                    .map(container -> container.getMetadata().getVersion().getFriendlyString())
                    .orElse("unknown");
            return new Versions(mod, loader.getRawGameVersion());
        }
    }

    SessionKeeper(SoundOutput sound) {
        this.sound = sound;
    }

    /** Once a client tick, before anything is sampled. */
    void tick(Minecraft game, ModSettings settings) {
        boolean nowInWorld = game.player != null && game.level != null;
        ServerData nowServer = nowInWorld ? game.getCurrentServer() : null;
        boolean wanted = nowInWorld || settings.titleScreen();
        if (nowInWorld != inWorld || nowServer != server || wanted != (session != null)) {
            inWorld = nowInWorld;
            server = nowServer;
            if (!wanted) {
                close();
            } else {
                enter(settings, game);
            }
        }
    }

    private void enter(ModSettings settings, Minecraft game) {
        String world = inWorld ? PlayerIdentity.world(game) : TITLE_SCREEN;
        if (session == null || !session.isOf(world)) {
            open(settings, world, inWorld ? PlayerIdentity.player(game) : NOBODY);
        }
    }

    private void open(ModSettings settings, String world, String player) {
        close();
        session = new MusicSession(settings, new Identity(versions.mod(), versions.game(), player, world));
        sound.attach(session.mixer());
    }

    /** Settings that the session was opened with are others now: the next tick opens it anew. */
    void reopen() {
        close();
    }

    void close() {
        if (session != null) {
            sound.detach();
            session.close();
            session = null;
        }
    }

    /** Null while there is none. */
    MusicSession session() {
        return session;
    }
}
