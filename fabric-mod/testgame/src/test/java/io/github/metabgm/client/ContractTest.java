package io.github.metabgm.client;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import org.junit.jupiter.api.Test;

class ContractTest {
    interface Older {
        void draw(int x);

        default void rest() {}
    }

    interface Newer extends Older {
        void draw(long x);
    }

    static final class Drawing implements Older {
        @Override
        public void draw(int x) {}
    }

    @Test
    void whatIsAskedForIsThere() {
        Drawing drawing = new Drawing();
        assertSame(drawing, Contract.fulfilled(Older.class, drawing));
        Closeable inherited = new ByteArrayInputStream(new byte[0]) {};
        assertSame(inherited, Contract.fulfilled(Closeable.class, inherited));
        Runnable lambda = () -> {};
        assertSame(lambda, Contract.fulfilled(Runnable.class, lambda));
    }

    /** As where the game's interface is another than the one that the object was compiled for. */
    @Test
    @SuppressWarnings("unchecked")
    void whatIsMissingIsNamed() {
        Class<Object> newer = (Class<Object>) (Class<?>) Newer.class;
        String message = assertThrows(
                        AbstractMethodError.class, () -> Contract.fulfilled(newer, (Object) new Drawing()))
                .getMessage();
        assertTrue(message.contains("Drawing as ") && message.contains("draw(long)"), message);
    }
}
