package io.github.metabgm.player.trace;

import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.core.scene.Sample;
import java.util.List;

/**
 * What the recorder knew at one moment, in the words of the core.
 *
 * @param ms recorder's clock
 * @param label the recording script's name of the scene, null before its first; the game never sees it
 * @param position of the player or of what the player rides, null where unknown
 * @param yaw radians, 0 north, counter-clockwise; NaN where unknown
 * @param biome null while its chunk is not loaded
 * @param dimension namespaced key, null where unknown
 * @param conditions those that do not follow from movement or events
 * @param vehicle what the player rides, null when on foot
 * @param hostiles at any distance
 * @param events since the line before, in order
 */
record TraceLine(
        long ms,
        String label,
        Point position,
        double yaw,
        Biome biome,
        String dimension,
        Sky sky,
        Vitals vitals,
        Conditions conditions,
        String vehicle,
        List<Hostile> hostiles,
        List<TraceEvent> events) {
    /** Before the first line. */
    static final TraceLine NOTHING = new TraceLine(
            0,
            null,
            null,
            Double.NaN,
            null,
            null,
            Sky.UNKNOWN,
            Vitals.UNKNOWN,
            Conditions.UNKNOWN,
            null,
            List.of(),
            List.of());

    /** What holds as it is until the next line. */
    void writeUnchangingTo(Sample sample) {
        sample.timeOfDay(sky.timeOfDay());
        sample.weather(sky.weather());
        sample.maxHealth(vitals.maxHealth());
        sample.food(vitals.food());
        sample.saturation(vitals.saturation());
        sample.vehicle(vehicle);
        conditions.writeTo(sample);
        hostiles.forEach(hostile -> sample.hostile(hostile.kind(), hostile.distance()));
    }
}
