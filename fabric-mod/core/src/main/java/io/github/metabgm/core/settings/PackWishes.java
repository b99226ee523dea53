package io.github.metabgm.core.settings;

import io.github.metabgm.core.settings.JsonText.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What resource packs ask for in their {@code metabgm.json} files, all of them together. */
public final class PackWishes {
    /** Each file holds at most what the settings may hold, in twice the characters; read on the game's thread. */
    public static final int MOST_CHARS = 2 * PatternsKind.MOST_PATTERNS * SoundPattern.MOST_CHARS;

    /** Every one is held against every sound that starts; far more than there are packs that play music. */
    private static final int MOST_PATTERNS = 1_024;

    private final Set<String> yieldTo = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * Adds a file's patterns. Keys that this version does not know are passed over, as a later one may.
     *
     * @param file for the player: which pack and which file
     * @param text at most {@link #MOST_CHARS} and one more, which tells that it is too long
     */
    public void add(String file, String text) {
        if (text.length() > MOST_CHARS) {
            addFault(file, "too long, expected at most " + MOST_CHARS + " characters");
            return;
        }
        List<SettingFault> wrong = new ArrayList<>();
        try {
            for (Entry entry : JsonText.entries(text)) {
                if (entry.key().equals(Setting.YIELD_TO.key())) {
                    Setting.YIELD_TO.kind().read(entry, wrong).ifPresent(patterns -> addPatterns(file, patterns));
                }
            }
        } catch (JsonFault broken) {
            faults.add(broken.in(file));
        }
        wrong.forEach(fault -> faults.add(fault.in(file)));
    }

    private void addPatterns(String file, List<String> patterns) {
        int room = MOST_PATTERNS - yieldTo.size();
        patterns.stream().limit(room).forEach(yieldTo::add);
        if (patterns.size() > room) {
            addFault(file, "yield_to: " + patterns.size() + " patterns more, expected at most " + MOST_PATTERNS
                    + " of all packs");
        }
    }

    /** @param what is wrong with the file as a whole */
    public void addFault(String file, String what) {
        faults.add(file + ": " + what);
    }

    /** Patterns of sounds that the music gives way to, each of which {@link SoundPattern#of} takes. */
    public Set<String> yieldTo() {
        return Set.copyOf(yieldTo);
    }

    /** One line each for the player. */
    public List<String> faults() {
        return List.copyOf(faults);
    }
}
