package io.github.metabgm.core.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.codec.MessageDecoder;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.testing.Repository;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhyTextTest {
    @Test
    void tellsARecordAsTheSidecarSendsIt() throws Exception {
        byte[] frame = Files.readAllBytes(Repository.folder("protocol/vectors").resolve("to_mod/provenance.msgpack"));
        SidecarMessage.Provenance sent = (SidecarMessage.Provenance) MessageDecoder.decode(frame).orElseThrow();
        assertEquals(
                List.of(
                        Line.of("metabgm.why.scene", "forest · clear"),
                        Line.of("metabgm.why.narrative", "The last light leaves the forest."),
                        Line.of("metabgm.why.description", "Slow strings over a soft piano in D dorian."),
                        Line.of("metabgm.why.made_by", "smollm2-135m-instruct", "composer", "7"),
                        Line.of("metabgm.why.anchor", "motif 1 3 5 2, D dorian, 72 bpm"),
                        Line.of("metabgm.why.ms", "narrative 512 ms, description 301 ms, compose 39 ms")),
                WhyText.lines(sent.record()));
    }

    @Test
    void theSceneInWordsNamesWhatHolds() {
        Map<String, Object> scene = new LinkedHashMap<>();
        scene.put("Scene", Map.of("biome", Map.of("minecraft:birch_forest", 100.0), "tags", List.of("minecraft:is_forest")));
        scene.put("Time", ordered("Day", 0.0, "Dusk", 100.0, "Time Of Day", 12_400.0));
        scene.put("Weather", ordered("Clear", 37.5, "Rain", 62.5, "Snow", 0L));
        scene.put("Movement", ordered("Riding oak_boat", 99.7, "Speed", 2.125));
        scene.put("Status", ordered("On Fire", 0.0));
        scene.put("Biome Ahead", ordered("minecraft:dark_forest", 0.31, "minecraft:river", 0.001));
        assertEquals(
                "birch forest · dusk · clear 38 %, rain 63 %"
                        + " · riding oak boat, speed 2.13 · ahead: dark forest 31 %",
                sceneOf(scene));
    }

    @Test
    void thereIsNoPieceYet() {
        assertEquals(List.of(Line.of("metabgm.why.nothing")), WhyText.lines(Map.of()));
    }

    @Test
    void whatIsMissingOrOfAnotherFormIsPassedOver() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("characterized", ordered("Scene", "a forest", "Time", Collections.singletonMap("Day", null)));
        record.put("narrative", List.of("one"));
        record.put("describer", "template");
        record.put("engine", "composer");
        record.put("seed", BigInteger.ONE.shiftLeft(63));
        record.put("anchor", null);
        record.put("ms", ordered("plan", "long", "describe", 1.5));
        assertEquals(
                List.of(
                        Line.of("metabgm.why.made_by", "template", "composer", "9223372036854775808"),
                        Line.of("metabgm.why.ms", "describe 2 ms")),
                WhyText.lines(record));
    }

    @Test
    void aRecordAsLargeAsTheWireAllowsStaysReadable() {
        Map<String, Object> labels = new LinkedHashMap<>();
        for (int i = 0; i < 128; i++) {
            labels.put("label " + i + " §k" + "x".repeat(1_900), 100.0);
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("characterized", ordered("Scene", labels, "Time", labels));
        record.put("narrative", "§kword\n".repeat(1_000));
        record.put("ms", labels);
        for (Line line : WhyText.lines(record)) {
            String text = line.arguments().get(0);
            assertTrue(text.length() <= PlainText.SHOWN_CHARS + 1, line.key() + ": " + text.length());
            assertTrue(text.chars().noneMatch(c -> c == '§' || c == '\n'), line.key());
        }
    }

    private static String sceneOf(Map<String, Object> characterized) {
        return WhyText.lines(Map.of("characterized", characterized)).get(0).arguments().get(0);
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
