package io.github.metabgm.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.testing.HttpRefusal;
import io.github.metabgm.core.testing.Repository;
import io.github.metabgm.core.testing.ScriptedSidecar;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MainTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private String token;

    @BeforeEach
    void writeToken() throws Exception {
        token = Files.writeString(folder.resolve("token"), "t\n").toString();
    }

    private int run(int port, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--trace", Repository.folder("tests/traces").resolve("quiet.jsonl").toString(),
                "--url", "ws://127.0.0.1:" + port + "/", "--token-file", token));
        arguments.addAll(List.of(more));
        return Main.run(arguments.toArray(String[]::new), new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return folder.resolve("o.wav").toString();
    }

    private void assertOneLine(String expected) {
        String told = errors.toString(StandardCharsets.UTF_8);
        assertEquals(1, told.lines().count(), told);
        assertTrue(told.contains(expected), told);
    }

    @Test
    void aWrongCommandLineEndsWithTwo() {
        assertEquals(2, run(1, "--tempo", "5"));
        assertTrue(errors.toString(StandardCharsets.UTF_8).contains("unknown option --tempo"));
    }

    @Test
    void anUnreadableTraceEndsWithThree() throws Exception {
        Path trace = Files.writeString(folder.resolve("t.jsonl"), "{\"ms\":0}\n{\"ms\":\"soon\"}\n");
        assertEquals(3, run(1, "--trace", trace.toString(), "--out", out()));
        assertOneLine(trace + ":2: ms: \"soon\"");
    }

    @Test
    void aRefusalEndsWithFive() throws Exception {
        try (HttpRefusal refusal = new HttpRefusal("401 Unauthorized", "wrong token")) {
            assertEquals(5, run(refusal.port(), "--out", out()));
        }
        assertOneLine("wrong token");
    }

    @Test
    void anotherVersionEndsWithFive() throws Exception {
        try (ScriptedSidecar older = new ScriptedSidecar() {
            @Override
            protected void greet() {
                close(4001, "update the sidecar");
            }
        }) {
            older.listen();
            assertEquals(5, run(older.getPort(), "--out", out()));
        }
        assertOneLine("update the sidecar");
    }

    @Test
    void aDeviceThatIsNotThereEndsWithOne() throws Exception {
        try (ScriptedSidecar sidecar = new ScriptedSidecar().listen()) {
            assertEquals(1, run(sidecar.getPort(), "--device", "Gramophone"));
        }
        assertOneLine("Gramophone");
    }
}
