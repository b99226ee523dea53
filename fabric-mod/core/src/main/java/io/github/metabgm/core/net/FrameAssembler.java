package io.github.metabgm.core.net;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Puts the parts of a WebSocket message together, up to a limit. */
final class FrameAssembler {
    private final int mostBytes;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    FrameAssembler(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** @return whether the message is still within the limit; nothing is kept of a part that is not */
    boolean add(ByteBuffer part) {
        if (part.remaining() > mostBytes - parts.size()) {
            return false;
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        parts.writeBytes(bytes);
        return true;
    }

    /** The whole message; the next part begins another. */
    byte[] take() {
        byte[] frame = parts.toByteArray();
        parts.reset();
        return frame;
    }
}
