package io.github.metabgm.signatures;

import io.github.metabgm.signatures.check.Report;
import io.github.metabgm.signatures.check.SignatureCheck;
import io.github.metabgm.signatures.files.ClassFiles;
import io.github.metabgm.signatures.files.UnreadableException;
import io.github.metabgm.signatures.model.DamagedClassException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tells what the mod takes the game to have and this game has not. */
public final class Main {
    static final int CLEAN = 0;
    static final int FAULTS = 1;
    static final int UNUSABLE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** @return the process's exit code */
    static int run(PrintStream out, PrintStream errors, String... arguments) {
        try {
            Report report = check(Arguments.parse(arguments));
            report.lines().forEach(out::println);
            out.println(report.summary());
            return report.isClean() ? CLEAN : FAULTS;
        } catch (UsageException usage) {
            errors.println("check-signatures: " + usage.getMessage());
            errors.println(Arguments.USAGE);
        } catch (UnreadableException | DamagedClassException | IOException unusable) {
            errors.println("check-signatures: " + unusable.getMessage());
        }
        return UNUSABLE;
    }

    private static Report check(Arguments arguments) throws UnreadableException, IOException {
        List<ClassFiles> game = new ArrayList<>();
        try (ClassFiles mod = ClassFiles.open(arguments.mod());
                ClassFiles stubs = ClassFiles.open(arguments.stubs())) {
            for (Path jar : arguments.game()) {
                game.add(ClassFiles.open(jar));
            }
            return SignatureCheck.run(mod, stubs, game);
        } finally {
            for (ClassFiles jar : game) {
                jar.close();
            }
        }
    }
}
