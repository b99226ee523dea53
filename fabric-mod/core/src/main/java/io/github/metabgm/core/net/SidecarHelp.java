package io.github.metabgm.core.net;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One line that tells the player what to do so that there is music.
 *
 * @param key translation key, one of those under {@code metabgm.sidecar}
 * @param arguments put into it
 */
public record SidecarHelp(String key, List<String> arguments) {
    /** It is there, after all. */
    static final SidecarHelp THERE = line("there");

    /**
     * @param address where the sidecar is looked for
     * @param token where its token comes from
     * @return empty where there is nothing to do: the connection comes back by itself
     */
    public static Optional<SidecarHelp> after(Setback setback, URI address, TokenSource token) {
        String there = address.getHost() + ":" + address.getPort();
        return Optional.ofNullable(
                switch (setback.kind()) {
                    case TOKEN -> isThisMachine(address) ? line("start") : line("token_elsewhere", there);
                    case UNUSABLE_TOKEN -> line("token_unusable", placeOf(token));
                    case REFUSED -> isThisMachine(address) ? line("start") : line("start_elsewhere", there);
                    case TIMED_OUT -> line("no_answer", there);
                    case UNAUTHORIZED ->
                        token instanceof TokenFile ? line("other_token_file", placeOf(token)) : line("other_token");
                    case FORBIDDEN -> line("address_refused", address.getHost());
                    case NOT_A_SIDECAR -> line("not_a_sidecar", there);
                    case VERSION -> line(setback.isForModToUpdate() ? "update_mod" : "update_sidecar");
                    case CLOSED -> null;
                });
    }

    private static SidecarHelp line(String name, String... arguments) {
        return new SidecarHelp("metabgm.sidecar." + name, List.of(arguments));
    }

    private static String placeOf(TokenSource token) {
        return token instanceof TokenFile file ? file.path().toString() : "config/metabgm.json";
    }

    private static boolean isThisMachine(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}
