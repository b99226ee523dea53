package io.github.metabgm.player.trace;

import io.github.metabgm.core.scene.Conditions;
import io.github.metabgm.core.scene.Hostiles;
import io.github.metabgm.core.scene.Place;
import io.github.metabgm.core.scene.Sky;
import io.github.metabgm.core.scene.Vitals;
import java.util.List;

/**
 * What the recorder knew at one moment, in the words of the core.
 *
 * @param ms recorder's clock
 * @param label the recording script's name of the scene, null before its first; the game never sees it
 * @param position of the player or of what the player rides, null where unknown
 * @param yaw radians, 0 north, counter-clockwise; NaN where unknown
 * @param place biome unknown while its chunk is not loaded
 * @param conditions those that do not follow from movement or events
 * @param vehicle what the player rides, null when on foot
 * @param events since the line before, in order
 */
record TraceLine(
        long ms,
        String label,
        Point position,
        double yaw,
        Place place,
        Sky sky,
        Vitals vitals,
        Conditions conditions,
        String vehicle,
        Hostiles hostiles,
        List<TraceEvent> events) {
    /** Before the first line. */
    static final TraceLine NOTHING = new TraceLine(
            0,
            null,
            null,
            Double.NaN,
            Place.UNKNOWN,
            Sky.UNKNOWN,
            Vitals.UNKNOWN,
            Conditions.UNKNOWN,
            null,
            Hostiles.NONE,
            List.of());
}
