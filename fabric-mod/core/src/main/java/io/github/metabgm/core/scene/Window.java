package io.github.metabgm.core.scene;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Aggregates the samples since the last scene, element by element, as PROTOCOL.md, "The scene", says. One window
 * makes one scene. Not safe for use by several threads.
 */
final class Window {
    private static final int TICK_MS = 50;

    private final Map<Element, ElementWindow> elements = new EnumMap<>(Element.class);
    private final AttackWindow attacks = new AttackWindow();
    private Map<String, Double> biomeAhead = Map.of();
    private int samples;
    private long firstMs;
    private long lastMs;

    Window() {
        elements.put(Element.SCENE, new PlaceWindow());
        elements.put(Element.TIME, new TimeWindow());
        elements.put(Element.WEATHER, new WeatherWindow());
        elements.put(Element.TEMPERATURE, new TemperatureWindow());
        elements.put(Element.HEALTH, new HealthWindow());
        elements.put(Element.SATIETY, new SatietyWindow());
        elements.put(Element.STATUS, new StatusWindow());
        elements.put(Element.MOVEMENT, new MovementWindow());
        elements.put(Element.POSITION, new PositionWindow());
        elements.put(Element.HOSTILE_ENTITY, new HostileWindow());
    }

    /** @param attacked whether a blow fell within the last second */
    void add(Sample sample, boolean attacked) {
        if (samples++ == 0) {
            firstMs = sample.timeMs();
        }
        lastMs = sample.timeMs();
        elements.values().forEach(element -> element.add(sample));
        attacks.add(attacked);
        biomeAhead = sample.biomeAhead();
    }

    void addBlow() {
        attacks.addBlow();
    }

    /** Whether biome, dimension, time and weather are known, without which there is no scene to tell. */
    boolean isComplete() {
        return elements.values().stream().allMatch(ElementWindow::isComplete);
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
        elements.forEach((element, window) -> scene.put(element, window.labels()));
        scene.put(Element.BEING_ATTACKED, attacks.labels());
        scene.put(Element.BIOME_AHEAD, new LinkedHashMap<>(biomeAhead));
        return scene;
    }
}
