package io.github.metabgm.core.settings;

import java.util.List;

/**
 * What came of reading a settings file.
 *
 * @param settings what holds now
 * @param faults one line each for the player, with file, line, key, value and what was expected
 * @param unknown one line each for the log: keys that this version of the mod does not know, and keeps
 */
public record Loaded(ModSettings settings, List<String> faults, List<String> unknown) {
    public Loaded {
        faults = List.copyOf(faults);
        unknown = List.copyOf(unknown);
    }

    /** Nothing could be taken from the file. */
    static Loaded broken(ModSettings inForce, String fault) {
        return new Loaded(inForce, List.of(fault), List.of());
    }
}
