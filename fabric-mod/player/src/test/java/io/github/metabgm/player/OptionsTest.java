package io.github.metabgm.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.net.TokenFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void areRead() throws UsageException {
        Options options = Options.parse(
                "--trace", "t.jsonl", "--out", "o.wav", "--log", "l.jsonl", "--url", "ws://localhost:99/",
                "--token-file", "tok", "--seconds", "12.5", "--window-seconds", "3", "--realtime",
                "--command", "20:style=calm=harp", "--command", "12.5:regenerate", "--command", "30:volume=0.5");
        assertEquals(Path.of("t.jsonl"), options.trace());
        assertEquals(Optional.of(Path.of("o.wav")), options.out());
        assertEquals(Optional.of(Path.of("l.jsonl")), options.log());
        assertEquals("ws://localhost:99/", options.settings().address().toString());
        assertEquals(new TokenFile(Path.of("tok")), options.settings().token());
        assertEquals(3, options.settings().windowSeconds());
        assertEquals(12.5, options.seconds().orElseThrow());
        assertTrue(options.realtime());
        assertEquals(
                List.of(
                        new TimedCommand(12_500, PlayerCommand.of(PlayerCommand.Kind.REGENERATE)),
                        new TimedCommand(20_000, PlayerCommand.style("calm=harp")),
                        new TimedCommand(30_000, PlayerCommand.volume(0.5))),
                options.commands());
    }

    @Test
    void aDeviceKeepsItsOwnTime() throws UsageException {
        assertTrue(Options.parse("--trace", "t", "--device", "Null Output").realtime());
        assertFalse(Options.parse("--trace", "t", "--out", "o").realtime());
    }

    @ParameterizedTest
    @CsvSource({
        "--trace,a value is missing",
        "--out x,--trace is missing",
        "--trace t --tempo 5,unknown option --tempo",
        "--trace t --url http://x/,expected ws://",
        "--trace t --url ws://x/deep/path,expected ws://",
        "--trace t --url ://,--url ://",
        "--trace t --seconds x,expected a number",
        "--trace t --seconds NaN,expected a number",
        "--trace t --seconds 0,more than 0",
        "--trace t --window-seconds 61,1 to 60",
        "--trace t --window-seconds x,1 to 60",
        "--trace t --command skip,expected SECONDS:NAME",
        "--trace t --command -1:skip,from 0 on",
        "--trace t --command 1:dance,no such command",
        "--trace t --command 1:style,expected =ARGUMENT",
        "--trace t --command 1:skip=2,takes no argument",
        "--trace t --command 1:volume=2,volume 2.0",
        "--trace t --out o --device d,does not go with --out"
    })
    void whatCannotBeFollowedIsNamed(String arguments, String expected) {
        String message = assertThrows(UsageException.class, () -> Options.parse(arguments.split(" ")))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }
}
