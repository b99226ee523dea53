package io.github.metabgm.client.sampling;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.scene.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All readers, in the order in which they need each other. */
final class Readers {
    private final List<ReaderPart> all = new ArrayList<>();
    private final List<ReaderPart> ofWorld = new ArrayList<>();
    private final List<ReaderPart> ofLevel = new ArrayList<>();
    private final Faults faults;
    private final Moment now;
    private final Sample sample;
    private final Neutral neutral;

    Readers(Faults faults, Moment now, Sample sample) {
        this.faults = faults;
        this.now = now;
        this.sample = sample;
        ReaderPart dimension = ofLevel("dimension", () -> new DimensionReader());
        ReaderPart biomeFinder = ofLevel("biome", () -> new BiomeFinder());
        ofLevel("precipitation", () -> new PrecipitationReader());
        ReaderPart biome = ofLevel("biome", () -> new BiomeReader());
        ReaderPart clock = ofLevel("clock", () -> new ClockReader());
        ReaderPart weather = ofLevel("weather", () -> new WeatherReader());
        neutral = new Neutral(dimension, biomeFinder, biome, clock, weather);
        ofLevel("health", () -> new HealthReader());
        ofLevel("food", () -> new FoodReader());
        ofLevel("status", () -> new StatusReader());
        ofLevel("effects", () -> new EffectReader());
        ofLevel("movement", () -> new MovementReader());
        ofLevel("position", () -> new PositionReader());
        ofLevel("roof", () -> new RoofReader());
        ofLevel("nearby", () -> new NearbyReader());
        ofLevel("hostiles", () -> new HostileReader());
        ofLevel("targets", () -> new TargetReader());
        ofLevel("blows", () -> new BlowReader());
        ofLevel("kills", () -> new KillReader());
        ofLevel("bosses", () -> new BossReader());
        ofLevel("biome_ahead", () -> new AheadReader());
        ofWorld("life", () -> new LifeReader());
        ofGame("advancements", () -> new AdvancementReader(Advancements.QUEUE));
        ofGame("advancements", () -> new ChallengeReader(challengeSound()));
    }

    private ChallengeSound challengeSound() {
        return new ChallengeSound(new Part("advancements", faults), Advancements.QUEUE);
    }

    private ReaderPart ofLevel(String name, Supplier<Reader> maker) {
        ReaderPart part = ofWorld(name, maker);
        ofLevel.add(part);
        return part;
    }

    private ReaderPart ofWorld(String name, Supplier<Reader> maker) {
        ReaderPart part = ofGame(name, maker);
        ofWorld.add(part);
        return part;
    }

    private ReaderPart ofGame(String name, Supplier<Reader> maker) {
        ReaderPart part = new ReaderPart(name, faults, maker, now, sample);
        all.add(part);
        return part;
    }

    void run() {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).run();
        }
        neutral.standIn(sample);
    }

    /** Another level of the same world. */
    void forgetLevel() {
        ofLevel.forEach(ReaderPart::forget);
    }

    void forgetWorld() {
        ofWorld.forEach(ReaderPart::forget);
    }
}
