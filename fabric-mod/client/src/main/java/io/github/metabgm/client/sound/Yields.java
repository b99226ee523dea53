package io.github.metabgm.client.sound;

import io.github.metabgm.client.Contract;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.settings.ModSettings;
import io.github.metabgm.core.settings.SoundPattern;
import io.github.metabgm.core.sound.YieldRules;
import io.github.metabgm.core.sound.YieldTracker;
import java.util.List;
import java.util.stream.Stream;
import net.minecraft.client.Minecraft;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.client.sounds.SoundEventListener;
import net.minecraft.client.sounds.SoundManager;
import net.minecraft.client.sounds.WeighedSoundEvents;
import net.minecraft.resources.Identifier;
import net.minecraft.sounds.SoundSource;

/** Listens to what the game plays for sounds that the music gives way to. */
final class Yields implements SoundEventListener, YieldTracker.Ear<SoundInstance> {
    private final YieldTracker<SoundInstance> tracker = new YieldTracker<>();
    private final Part part;
    private final Runnable note = this::note;
    private YieldRules rules = new YieldRules(List.of(), false);
    private ModSettings rulesOfSettings;
    private List<String> rulesOfPacks;
    private SoundManager heard;
    private Minecraft game;
    private SoundInstance begun;
    private float range;

    /** @param part that {@link #tick} runs in, too */
    Yields(Part part) {
        this.part = part;
    }

    /**
     * @param packs patterns besides the settings'
     * @return whether the music is to be silent
     */
    boolean tick(Minecraft newGame, ModSettings settings, List<String> packs, long timeMs) {
        game = newGame;
        if (rulesOfSettings != settings || rulesOfPacks != packs) {
            rules = rules(settings, packs);
            rulesOfSettings = settings;
            rulesOfPacks = packs;
        }
        if (heard != game.getSoundManager()) {
            heard = game.getSoundManager();
            heard.addListener(Contract.fulfilled(SoundEventListener.class, this));
        }
        return tracker.tick(this, timeMs);
    }

    private static YieldRules rules(ModSettings settings, List<String> packs) {
        return new YieldRules(
                Stream.concat(settings.yieldTo().stream(), packs.stream())
                        .filter(SoundPattern::isPattern)
                        .map(SoundPattern::of)
                        .toList(),
                settings.yieldToRecords());
    }

    /** Called by the sound engine as it starts a sound; nothing may be thrown into it. */
    @Override
    public void onPlaySound(SoundInstance sound, WeighedSoundEvents events, float blocks) {
        begun = sound;
        range = blocks;
        part.run(note);
        begun = null;
    }

    private void note() {
        Identifier event = begun.getIdentifier();
        boolean record = begun.getSource() == SoundSource.RECORDS;
        if (rules.concern(record, event.getNamespace(), event.getPath())) {
            tracker.begins(begun, range);
        }
    }

    @Override
    public boolean isPlaying(SoundInstance sound) {
        return heard.isActive(sound) && game.options.getFinalSoundSourceVolume(sound.getSource()) > 0;
    }

    @Override
    public double distanceTo(SoundInstance sound) {
        if (game.player == null) {
            return 0;
        }
        double dx = sound.getX() - game.player.getX();
        double dy = sound.getY() - game.player.getY();
        double dz = sound.getZ() - game.player.getZ();
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
}
