package io.github.metabgm.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.metabgm.core.testing.Repository;
import io.github.metabgm.core.testing.StreamingSidecar;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole player against a scripted sidecar: trace in, WAV and log out. */
@Timeout(60)
class PlaybackTest {
    @TempDir
    private Path folder;

    private String token;
    private Path wav;
    private Path log;

    @BeforeEach
    void paths() throws IOException {
        token = Files.writeString(folder.resolve("token"), "t\n").toString();
        wav = folder.resolve("o.wav");
        log = folder.resolve("l.jsonl");
    }

    private void play(StreamingSidecar sidecar, String trace, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--trace", Repository.folder("tests/traces").resolve(trace).toString(),
                "--url", "ws://127.0.0.1:" + sidecar.getPort() + "/",
                "--token-file", token, "--log", log.toString()));
        arguments.addAll(List.of(more));
        assertEquals(0, Main.run(arguments.toArray(String[]::new), System.err));
    }

    private List<JsonObject> lines(String what) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(line -> line.get("what").getAsString().equals(what))
                .toList();
    }

    private short[] samples() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN).position(44);
        short[] samples = new short[bytes.remaining() / Short.BYTES];
        bytes.asShortBuffer().get(samples);
        return samples;
    }

    @Test
    void theMixIsWhatTheSidecarSentFromTheFrameOnThatTheLogNames() throws Exception {
        try (StreamingSidecar sidecar = new StreamingSidecar(0)) {
            sidecar.listen();
            play(sidecar, "quiet.jsonl", "--out", wav.toString(), "--seconds", "20", "--command", "5:like");
            assertEquals(5_000L, sidecar.await("command").get("time_ms"));
            assertEquals(List.of(), sidecar.errors());
        }
        int start = lines("started").get(0).get("frame").getAsInt();
        short[] mix = samples();
        assertEquals(20 * 48_000 * 2, mix.length);
        int fadedIn = start + 24_000;
        for (int frame = fadedIn; frame < mix.length / 2 - 48 * 70; frame++) {
            float sent = StreamingSidecar.sampleAt(1, frame - start);
            assertEquals(Math.round(sent * 32_768), mix[2 * frame], "frame " + frame);
            assertEquals(Math.round(-sent * 32_768), mix[2 * frame + 1]);
        }
        assertEquals(0, mix[mix.length - 1], "left softly");
        assertEquals(
                "{\"what\":\"summary\",\"frames\":960000,\"underruns\":0,\"clipped_samples\":0,\"dropped_frames\":0,"
                        + "\"reconnects\":0,\"tracks\":1}",
                lines("summary").get(0).toString());
        assertEquals(20, lines("scene").size());
        assertEquals("border_forest_plains", lines("scene").get(19).get("label").getAsString());
    }

    @Test
    void aFightIsSentAndAnswered() throws Exception {
        try (StreamingSidecar sidecar = new StreamingSidecar(0)) {
            sidecar.listen();
            play(sidecar, "fights.jsonl", "--out", wav.toString(), "--seconds", "12", "--window-seconds", "2");
            Map<String, Object> hurt = sidecar.await("event");
            while (!"hurt".equals(hurt.get("kind"))) {
                hurt = sidecar.await("event");
            }
            assertEquals("zombie", hurt.get("detail"));
            assertEquals(5_282L, hurt.get("time_ms"));
            assertEquals(List.of(), sidecar.errors());
        }
        assertTrue(lines("started").stream().anyMatch(line -> line.get("role").getAsString().equals("combat")));
        JsonObject combat = lines("sent").stream()
                .filter(line -> line.has("reason") && line.get("reason").getAsString().equals("combat"))
                .findFirst()
                .orElseThrow();
        assertEquals(5_300, combat.get("at_ms").getAsInt());
        assertTrue(combat.get("combat").getAsBoolean());
        assertEquals("minecraft:plains", combat.get("biome").getAsString());
    }

    @Test
    void aSidecarThatGoesAwayIsPlayedOnWithoutAndComesBack() throws Exception {
        try (StreamingSidecar sidecar = new StreamingSidecar(0) {
            private int scenes;

            @Override
            protected void react(Map<String, Object> message) {
                super.react(message);
                scenes += "scene".equals(message.get("type")) ? 1 : 0;
                if (scenes == 2) {
                    scenes++;
                    close(1001, "shutting down");
                }
            }
        }) {
            sidecar.listen();
            play(sidecar, "quiet.jsonl", "--out", wav.toString(), "--seconds", "8", "--window-seconds", "1",
                    "--realtime");
        }
        JsonObject summary = lines("summary").get(0);
        assertEquals(1, summary.get("reconnects").getAsInt());
        assertEquals(8 * 48_000, summary.get("frames").getAsInt());
        assertEquals(2, lines("started").size(), "the music went on");
        assertEquals(0, summary.get("underruns").getAsInt());
        assertTrue(lines("state").stream().anyMatch(line -> line.get("state").getAsString().equals("retrying")));
    }

    @Test
    void aDeviceIsPlayedInRealTime() throws Exception {
        try (StreamingSidecar sidecar = new StreamingSidecar(0)) {
            sidecar.listen();
            play(sidecar, "quiet.jsonl", "--seconds", "4");
        }
        JsonObject summary = lines("summary").get(0);
        assertTrue(summary.get("frames").getAsInt() > 48_000 && !lines("started").isEmpty());
        assertEquals(0, summary.get("underruns").getAsInt());
    }
}
