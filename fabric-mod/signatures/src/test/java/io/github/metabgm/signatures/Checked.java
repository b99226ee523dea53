package io.github.metabgm.signatures;

import io.github.metabgm.signatures.files.UnreadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of the checker came to.
 *
 * @param lines without the summary
 */
record Checked(int exitCode, List<String> lines, String summary, String errors) {
    static final String HEADER = "owner\towner_kind\tsuper\tinterfaces\tmember\tmember_kind\tdescriptor\tflags"
            + "\tversions\tconfidence\tsource\tused_for\tnote\n";
    private static final String ROW = "net/minecraft/sample/Hud\tclass\tjava/lang/Object\t-\t-\ttype\t-\t-\t26.2+\t2"
            + "\tsource\thud\t-\n";

    /** Holds the small mod, compiled against the small game as it is, against another one. */
    static Checked against(SampleClasses game, Path folder) throws IOException, UnreadableException {
        return against(folder, game.jar().with("version.json", "{\"id\": \"26.2\"}").write(folder.resolve("game.jar")));
    }

    static Checked against(Path folder, Path... game) throws IOException, UnreadableException {
        Path mod = new SampleClasses(SampleClasses.MOD).jar().write(folder.resolve("mod.jar"));
        Path stubs = new SampleClasses(SampleClasses.GAME)
                .jar()
                .with("signatures.tsv", HEADER + ROW)
                .write(folder.resolve("stubs.jar"));
        List<String> arguments = new ArrayList<>(List.of("--mod", mod.toString(), "--stubs", stubs.toString()));
        for (Path jar : game) {
            arguments.add(jar.toString());
        }
        return run(arguments.toArray(String[]::new));
    }

    static Checked run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int exitCode = Main.run(print(out), print(errors), arguments);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        String summary = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        return new Checked(
                exitCode,
                lines.isEmpty() ? lines : lines.subList(0, lines.size() - 1),
                summary,
                errors.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
