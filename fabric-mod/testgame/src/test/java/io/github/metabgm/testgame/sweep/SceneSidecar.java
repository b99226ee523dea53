package io.github.metabgm.testgame.sweep;

import io.github.metabgm.core.testing.StreamingSidecar;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Makes music, and keeps the last scene and all events that it heard of. */
final class SceneSidecar extends StreamingSidecar {
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private volatile Map<String, Object> scene = Map.of();

    SceneSidecar() {
        super(0);
    }

    void forget() {
        scene = Map.of();
        events.clear();
    }

    /** As {@code hurt zombie}. */
    List<String> events() {
        return List.copyOf(events);
    }

    Map<String, Object> scene() {
        return scene;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void react(Map<String, Object> message) {
        if ("scene".equals(message.get("type"))) {
            scene = (Map<String, Object>) message.get("scene");
        }
        if ("event".equals(message.get("type"))) {
            events.add((message.get("kind") + " " + message.get("detail")).strip());
        }
        super.react(message);
    }
}
