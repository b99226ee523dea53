package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;

final class AdvancementReader implements Reader {
    @Override
    public void read(Moment now, Sample sample) {
        for (String id = Advancements.poll(); id != null; id = Advancements.poll()) {
            now.tell(GameEvent.Kind.ADVANCEMENT, id);
        }
    }
}
