package io.github.metabgm.player.output;

import java.io.IOException;

/** Where the mix goes. */
public interface Output extends AutoCloseable {
    /** The next frames of the mix are due; an output with a clock of its own has taken them already. */
    void advance(int frames) throws IOException;

    @Override
    void close() throws IOException;
}
