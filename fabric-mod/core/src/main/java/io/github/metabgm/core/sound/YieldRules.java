package io.github.metabgm.core.sound;

import io.github.metabgm.core.settings.SoundPattern;
import java.util.Collection;
import java.util.List;

/** Which sounds the music gives way to. Immutable. */
public final class YieldRules {
    private static final String OWN_NAMESPACE = "metabgm";
    /** They share the records' slider, but a lone note is a doorbell more often than music. */
    private static final String NOTE_BLOCKS = "block.note_block.";

    private final List<SoundPattern> patterns;
    private final boolean records;

    /** @param records whether records count, whatever their name */
    public YieldRules(Collection<SoundPattern> patterns, boolean records) {
        this.patterns = List.copyOf(patterns);
        this.records = records;
    }

    /**
     * @param record whether it is in the category of jukeboxes
     * @param namespace of the sound event
     * @param path of the sound event
     */
    public boolean concern(boolean record, String namespace, String path) {
        if (namespace.equals(OWN_NAMESPACE)) {
            return false;
        }
        if (records && record && !path.startsWith(NOTE_BLOCKS)) {
            return true;
        }
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(namespace, path)) {
                return true;
            }
        }
        return false;
    }
}
