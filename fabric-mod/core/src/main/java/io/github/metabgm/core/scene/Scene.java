package io.github.metabgm.core.scene;

import java.util.List;
import java.util.Map;

/**
 * A window, told.
 *
 * @param timeMs the mod's monotonic clock at the last sample
 * @param windowMs 1..60000
 * @param samples at least 1
 * @param elements all twelve elements; labels in percent, quantities as doubles
 * @param crossings a biome entered and a dimension changed since the last scene, to be told before it
 */
public record Scene(
        long timeMs,
        SceneReason reason,
        int windowMs,
        int samples,
        Map<Element, Map<String, Object>> elements,
        List<GameEvent> crossings) {}
