package io.github.metabgm.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.metabgm.core.testing.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SidecarHelpTest {
    private static final Path LANGUAGES = Repository.folder("fabric-mod/client/src/main/resources/assets/metabgm/lang");
    private static final List<URI> ADDRESSES = List.of(URI.create("ws://127.0.0.1:8766/"), URI.create("ws://den:80/"));
    private static final TokenFile FILE = new TokenFile(Path.of("config", "token"));
    private static final List<TokenSource> TOKENS = List.of(FILE, new GivenToken("t"));

    private static Optional<SidecarHelp> help(Setback.Kind kind, String detail, int address, int token) {
        return SidecarHelp.after(new Setback(kind, detail), ADDRESSES.get(address), TOKENS.get(token));
    }

    /** In the order of {@link #ADDRESSES} and {@link #TOKENS}. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "TOKEN, start, start, token_elsewhere, token_elsewhere",
                "UNUSABLE_TOKEN, token_unusable, token_unusable, token_unusable, token_unusable",
                "REFUSED, start, start, start_elsewhere, start_elsewhere",
                "TIMED_OUT, no_answer, no_answer, no_answer, no_answer",
                "UNAUTHORIZED, other_token_file, other_token, other_token_file, other_token",
                "FORBIDDEN, address_refused, address_refused, address_refused, address_refused",
                "NOT_A_SIDECAR, not_a_sidecar, not_a_sidecar, not_a_sidecar, not_a_sidecar",
                "CLOSED, -, -, -, -"
            })
    void eachSetbackHasItsHelp(Setback.Kind kind, String hereFile, String hereGiven, String farFile, String farGiven) {
        assertKey(hereFile, help(kind, "d", 0, 0));
        assertKey(hereGiven, help(kind, "d", 0, 1));
        assertKey(farFile, help(kind, "d", 1, 0));
        assertKey(farGiven, help(kind, "d", 1, 1));
    }

    private static void assertKey(String name, Optional<SidecarHelp> help) {
        assertEquals(
                Optional.ofNullable(name).map(known -> "metabgm.sidecar." + known), help.map(SidecarHelp::key));
    }

    @Test
    void anotherVersionSaysWhichSideToUpdate() {
        String mod = "update the mod: the mod speaks protocol 1, the sidecar 2 (4001)";
        String sidecar = "update the sidecar: the mod speaks protocol 2, the sidecar 1 (4001)";
        assertKey("update_mod", help(Setback.Kind.VERSION, mod, 0, 0));
        assertKey("update_sidecar", help(Setback.Kind.VERSION, sidecar, 0, 0));
    }

    @Test
    void saysWhereItLooks() {
        assertEquals(List.of("den:80"), help(Setback.Kind.REFUSED, "d", 1, 0).orElseThrow().arguments());
        assertEquals(
                List.of(FILE.path().toString()),
                help(Setback.Kind.UNAUTHORIZED, "d", 0, 0).orElseThrow().arguments());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://localhost:1/", "ws://LOCALHOST:1/", "ws://127.0.0.2:1/", "ws://[::1]:1/"})
    void aLoopbackAddressIsThisMachine(String address) {
        Setback refused = new Setback(Setback.Kind.REFUSED, "d");
        assertKey("start", SidecarHelp.after(refused, URI.create(address), FILE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en_us.json", "de_de.json"})
    void everyLineIsThereInEachLanguageAndNoOther(String file) throws IOException {
        JsonObject texts = JsonParser.parseString(Files.readString(LANGUAGES.resolve(file))).getAsJsonObject();
        Set<SidecarHelp> lines = new HashSet<>(Set.of(SidecarHelp.THERE));
        for (Setback.Kind kind : Setback.Kind.values()) {
            for (int i = 0; i < 4; i++) {
                help(kind, i < 2 ? "update the mod" : "update the sidecar", i % 2, i % 2).ifPresent(lines::add);
            }
        }
        for (SidecarHelp line : lines) {
            assertTrue(texts.has(line.key()), line.key());
            String text = texts.get(line.key()).getAsString();
            assertEquals(line.arguments().size(), text.split("%s", -1).length - 1, text);
        }
        Set<String> used = lines.stream().map(SidecarHelp::key).collect(Collectors.toSet());
        texts.keySet().stream()
                .filter(key -> key.startsWith("metabgm.sidecar."))
                .forEach(key -> assertTrue(used.contains(key), key + " is never told"));
    }
}
