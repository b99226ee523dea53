package io.github.metabgm.client.sampling;

import io.github.metabgm.client.Part;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.client.sounds.SoundEventListener;
import net.minecraft.client.sounds.WeighedSoundEvents;
import net.minecraft.resources.Identifier;

/** Hears the fanfare of a challenge. Called by the game's sound engine, into which nothing may be thrown. */
final class ChallengeSound implements SoundEventListener {
    private static final String NAMESPACE = "minecraft";
    private static final String PATH = "ui.toast.challenge_complete";

    private final Part part;
    private final AdvancementQueue advancements;
    private final Runnable work = this::hear;
    private SoundInstance sound;

    ChallengeSound(Part part, AdvancementQueue advancements) {
        this.part = part;
        this.advancements = advancements;
    }

    @Override
    public void onPlaySound(SoundInstance started, WeighedSoundEvents events, float range) {
        sound = started;
        part.run(work);
        sound = null;
    }

    private void hear() {
        Identifier id = sound.getIdentifier();
        if (id.getPath().equals(PATH) && id.getNamespace().equals(NAMESPACE)) {
            advancements.challengeHeard();
        }
    }
}
