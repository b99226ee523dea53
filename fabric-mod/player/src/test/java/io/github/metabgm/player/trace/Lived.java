package io.github.metabgm.player.trace;

import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Scene;
import io.github.metabgm.core.scene.SceneSampler;
import io.github.metabgm.core.testing.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A recorded trace, lived through tick by tick as the player does. */
final class Lived {
    final List<Sample> samples = new ArrayList<>();
    final List<GameEvent> events = new ArrayList<>();
    final List<Scene> scenes = new ArrayList<>();

    private Lived(TraceWalk walk) {
        SceneSampler sampler = new SceneSampler(10_000);
        for (long ms = 0; ms <= walk.lengthMs(); ms += 50) {
            for (GameEvent event : walk.advanceTo(ms)) {
                sampler.event(event);
                events.add(event);
            }
            samples.add(walk.sample(ms));
            sampler.tick(samples.get(samples.size() - 1)).ifPresent(scene -> {
                events.addAll(scene.crossings());
                scenes.add(scene);
            });
        }
    }

    static Lived of(Path file) throws TraceException {
        return new Lived(TraceWalk.of(file));
    }

    /** @param name of a file of {@code tests/traces} */
    static Lived recorded(String name) {
        try {
            return of(Repository.folder("tests/traces").resolve(name));
        } catch (TraceException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    Sample at(long ms) {
        return samples.get((int) (ms / 50));
    }

    List<String> eventsOf(GameEvent.Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(event -> event.detail() + "@" + event.timeMs())
                .toList();
    }
}
