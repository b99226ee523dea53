package io.github.metabgm.signatures.files;

import java.io.IOException;
import java.io.InputStream;

/** A file in a jar or a folder, read when it is wanted. */
@FunctionalInterface
interface Entry {
    /** The largest class of the game has some 300 kB, Fabric API as one jar 3 MB: a fault or a bomb is larger. */
    int MOST_BYTES = 64 << 20;

    byte[] read() throws IOException;

    /** @throws IOException also where there are more than {@link #MOST_BYTES} */
    static byte[] whole(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("more than " + (MOST_BYTES >> 20) + " MiB in one entry");
        }
        return bytes;
    }
}
