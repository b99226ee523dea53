package io.github.metabgm.testgame.sweep;

import io.github.metabgm.core.testing.StreamingSidecar;
import java.util.Map;

/** Makes music, and keeps the last scene that it heard of. */
final class SceneSidecar extends StreamingSidecar {
    private volatile Map<String, Object> scene = Map.of();

    SceneSidecar() {
        super(0);
    }

    void forget() {
        scene = Map.of();
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
        super.react(message);
    }
}
