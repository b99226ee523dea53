package io.github.metabgm.signatures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line.
 *
 * @param mod the mod's jar
 * @param stubs the jar that it was compiled against
 * @param game the game's jar, then others
 */
record Arguments(Path mod, Path stubs, List<Path> game) {
    static final String USAGE = "usage: check-signatures GAME.jar [FABRIC_API.jar ...]";

    /** @throws UsageException with what is wrong */
    static Arguments parse(String... arguments) throws UsageException {
        Path mod = null;
        Path stubs = null;
        List<Path> game = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--mod" -> mod = value(arguments, ++i);
                case "--stubs" -> stubs = value(arguments, ++i);
                default -> game.add(jar(arguments[i]));
            }
        }
        if (mod == null || stubs == null) {
            throw new UsageException("--mod MOD.jar and --stubs STUBS.jar are needed");
        }
        if (game.isEmpty()) {
            throw new UsageException("no jar of the game was given");
        }
        return new Arguments(mod, stubs, game);
    }

    private static Path value(String[] arguments, int at) throws UsageException {
        if (at == arguments.length) {
            throw new UsageException(arguments[at - 1] + " needs a file");
        }
        return Path.of(arguments[at]);
    }

    private static Path jar(String argument) throws UsageException {
        if (argument.startsWith("-")) {
            throw new UsageException("unknown option " + argument);
        }
        return Path.of(argument);
    }
}
