package io.github.metabgm.core.sound;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.settings.SoundPattern;
import java.util.List;
import org.junit.jupiter.api.Test;

class YieldRulesTest {
    private static final List<SoundPattern> RADIO = List.of(SoundPattern.of("*:radio.*"));

    @Test
    void recordsConcernWhateverTheirName() {
        assertTrue(new YieldRules(List.of(), true).concern(true, "othermod", "song"));
        assertFalse(new YieldRules(List.of(), true).concern(false, "othermod", "song"));
        assertFalse(new YieldRules(List.of(), false).concern(true, "othermod", "song"));
    }

    @Test
    void noteBlocksConcernOnlyByName() {
        assertFalse(new YieldRules(RADIO, true).concern(true, "minecraft", "block.note_block.harp"));
        assertTrue(new YieldRules(List.of(SoundPattern.of("block.note_block.*")), true)
                .concern(true, "minecraft", "block.note_block.harp"));
    }

    @Test
    void patternsConcernWhateverTheCategory() {
        assertTrue(new YieldRules(RADIO, false).concern(false, "othermod", "radio.jazz"));
        assertFalse(new YieldRules(RADIO, false).concern(false, "othermod", "engine.jazz"));
    }

    @Test
    void theOwnMusicConcernsNever() {
        YieldRules all = new YieldRules(List.of(SoundPattern.of("*:*")), true);
        assertFalse(all.concern(false, "metabgm", "stream"));
        assertTrue(all.concern(false, "minecraft", "music.game"));
    }
}
