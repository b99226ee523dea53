package io.github.metabgm.testgame.host;

import io.github.metabgm.player.PlayerLog;
import io.github.metabgm.player.UsageException;
import io.github.metabgm.testgame.loader.Alteration;
import io.github.metabgm.testgame.loader.CommonClasses;
import io.github.metabgm.testgame.loader.Installation;
import io.github.metabgm.testgame.loader.Launcher;
import io.github.metabgm.testgame.loader.LoadedGame;
import io.github.metabgm.testgame.loader.ModJar;
import io.github.metabgm.testgame.loader.ModLoadException;
import java.io.PrintStream;

/** Plays a recorded trace in the stand-in game, with the mod's jar in it. */
public final class Main {
    private static final String GAME = "io.github.metabgm.testgame.play.StandInGame";
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.err));
    }

    /** @return 0 where nothing came out of the mod, 1 where something failed or did, 2 for wrong use */
    static int run(String[] arguments, PrintStream errors) {
        try {
            int escaped = play(Plan.parse(arguments));
            if (escaped > 0) {
                errors.println("metabgm-testgame: " + escaped + " exceptions came out of the mod: see the log");
            }
            return escaped > 0 ? FAILED : DONE;
        } catch (UsageException usage) {
            errors.println("metabgm-testgame: " + usage.getMessage());
            errors.println(Plan.USAGE);
            return WRONG_USE;
        } catch (ModLoadException refused) {
            errors.println("metabgm-testgame: " + refused.getMessage());
            return FAILED;
        } catch (Exception failed) {
            errors.println("metabgm-testgame: " + failed);
            failed.printStackTrace(errors);
            return FAILED;
        }
    }

    private static int play(Plan plan) throws Exception {
        try (ModJar mod = ModJar.open(plan.mod());
                PlayerLog log = PlayerLog.to(plan.log())) {
            ModLog modLog = new ModLog(log);
            try {
                Installation installed = Installation.client(plan.gameVersion());
                LoadedGame game = new Launcher(installed, Alteration.NONE, CommonClasses.NONE)
                        .load(mod, plan.config());
                GameRun run = (GameRun)
                        game.loader().loadClass(GAME).getDeclaredConstructor().newInstance();
                return run.run(plan, game.entrypoints("client"), log);
            } finally {
                modLog.close();
            }
        }
    }
}
