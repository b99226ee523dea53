package io.github.metabgm.core.scene;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Aggregates the samples since the last scene, element by element, as PROTOCOL.md, "The scene", says. After a scene
 * the window is cleared for the next. Not safe for use by several threads.
 */
final class Window {
    private static final int TICK_MS = 50;

    /** In the order of {@link Element}. */
    private final ElementWindow[] elements = {
        new PlaceWindow(),
        new TimeWindow(),
        new WeatherWindow(),
        new TemperatureWindow(),
        new HealthWindow(),
        new SatietyWindow(),
        new StatusWindow(),
        new MovementWindow(),
        new PositionWindow(),
        new HostileWindow()
    };
    private final AttackWindow attacks = new AttackWindow();
    private Map<String, Double> biomeAhead = Map.of();
    private int samples;
    private long firstMs;
    private long lastMs;

    /** @param attacked whether a blow fell within the last second */
    void add(Sample sample, boolean attacked) {
        if (samples++ == 0) {
            firstMs = sample.timeMs();
        }
        lastMs = sample.timeMs();
        for (ElementWindow element : elements) {
            element.add(sample);
        }
        attacks.add(attacked);
        biomeAhead = sample.biomeAhead();
    }

    void clear() {
        for (ElementWindow element : elements) {
            element.clear();
        }
        attacks.clear();
        biomeAhead = Map.of();
        samples = 0;
    }

    void addBlow() {
        attacks.addBlow();
    }

    /** Whether biome, dimension, time and weather are known, without which there is no scene to tell. */
    boolean isComplete() {
        for (ElementWindow element : elements) {
            if (!element.isComplete()) {
                return false;
            }
        }
        return true;
    }

    int samples() {
        return samples;
    }

    /** Length in milliseconds, the last tick included; 0 when empty. */
    long lengthMs() {
        return samples == 0 ? 0 : lastMs - firstMs + TICK_MS;
    }

    /** All twelve elements in order; what no sample knew is left out of them. */
    Map<Element, Map<String, Object>> scene() {
        Map<Element, Map<String, Object>> scene = new EnumMap<>(Element.class);
        for (int i = 0; i < elements.length; i++) {
            scene.put(Element.values()[i], elements[i].labels());
        }
        scene.put(Element.BEING_ATTACKED, attacks.labels());
        scene.put(Element.BIOME_AHEAD, new LinkedHashMap<>(biomeAhead));
        return scene;
    }
}
