package io.github.metabgm.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SidecarNoticeTest {
    private static final URI HERE = URI.create("ws://127.0.0.1:8766/");
    private static final ConnectionState OPEN = new ConnectionState.Open("s");

    private final SidecarNotice notice = new SidecarNotice();

    private String told(ConnectionState state) {
        return notice.changed(state, HERE, new TokenFile(Path.of("token")))
                .map(help -> help.key().substring("metabgm.sidecar.".length()))
                .orElse("");
    }

    private static ConnectionState after(Setback.Kind kind) {
        return new ConnectionState.Retrying(new Setback(kind, "d"), 500);
    }

    @Test
    void whatToTypeIsSaidOnceHoweverOftenItIsTriedAgain() {
        assertEquals("", told(new ConnectionState.Connecting()));
        assertEquals("start", told(after(Setback.Kind.TOKEN)));
        assertEquals("", told(new ConnectionState.Connecting()));
        assertEquals("", told(after(Setback.Kind.TOKEN)));
        assertEquals("", told(after(Setback.Kind.REFUSED)), "other cause, same help");
        assertEquals("", told(new ConnectionState.Closed()));
        assertEquals("", told(after(Setback.Kind.REFUSED)), "the next world");
    }

    @Test
    void otherHelpIsSaidToo() {
        assertEquals("start", told(after(Setback.Kind.REFUSED)));
        assertEquals("other_token_file", told(after(Setback.Kind.UNAUTHORIZED)));
        assertEquals("", told(after(Setback.Kind.REFUSED)));
        URI elsewhere = URI.create("ws://den:80/");
        assertEquals(
                Optional.of("metabgm.sidecar.start_elsewhere"),
                notice.changed(after(Setback.Kind.REFUSED), elsewhere, new GivenToken("t"))
                        .map(SidecarHelp::key));
    }

    @Test
    void thatItIsThereIsSaidAfterANoticeOnly() {
        assertEquals("", told(OPEN));
        assertEquals("", told(after(Setback.Kind.CLOSED)));
        assertEquals("", told(OPEN), "a short loss");
        assertEquals("start", told(after(Setback.Kind.REFUSED)));
        assertEquals("there", told(OPEN));
        assertEquals("", told(after(Setback.Kind.REFUSED)));
        assertEquals("", told(OPEN), "nothing was said of this loss");
    }
}
