package io.github.metabgm.core;

import io.github.metabgm.core.audio.Track;
import io.github.metabgm.core.codec.FieldException;
import io.github.metabgm.core.net.ConnectionState;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps what it is told, for a test to wait on. */
final class ToldListener implements MetaBgmListener {
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final BlockingQueue<FieldException> faults = new LinkedBlockingQueue<>();
    private final BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();

    void awaitState(Class<? extends ConnectionState> kind) throws InterruptedException {
        ConnectionState state = states.take();
        while (!kind.isInstance(state)) {
            state = states.take();
        }
    }

    @Override
    public void stateChanged(ConnectionState state) {
        states.add(state);
    }

    @Override
    public void started(Track track, long frame) {
        heard.add("started " + track.role().key());
    }

    @Override
    public void ended(Track track, long frame) {
        heard.add("ended " + track.role().key());
    }

    @Override
    public void passedOver(FieldException fault) {
        faults.add(fault);
    }
}
