package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;

final class AdvancementReader implements Reader {
    private final AdvancementQueue queue;

    AdvancementReader(AdvancementQueue queue) {
        this.queue = queue;
    }

    @Override
    public void read(Moment now, Sample sample) {
        for (String id = queue.poll(); id != null; id = queue.poll()) {
            now.tell(GameEvent.Kind.ADVANCEMENT, id);
        }
    }
}
