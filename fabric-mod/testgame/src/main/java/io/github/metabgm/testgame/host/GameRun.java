package io.github.metabgm.testgame.host;

import io.github.metabgm.player.PlayerLog;
import java.util.List;

/** The game as seen from outside its class loader. */
public interface GameRun {
    /**
     * Starts the game, lives the trace through and stops.
     *
     * @param entrypoints of the mods, of the game's own class ClientModInitializer
     * @return how many exceptions came out of the mod; each is in the log
     */
    int run(Plan plan, List<Object> entrypoints, PlayerLog log) throws Exception;
}
