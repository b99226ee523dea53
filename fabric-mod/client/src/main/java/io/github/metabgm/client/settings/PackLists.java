package io.github.metabgm.client.settings;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Notices;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.settings.PackWishes;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lists of sounds that resource packs want the music to give way to. For the game's thread. */
public final class PackLists {
    private static final Logger LOG = LoggerFactory.getLogger("MetaBGM");

    private final Part part;
    private final Notices notices;
    private final Consumer<Set<String>> changed;
    private Set<String> patterns = Set.of();
    private List<String> faultsTold = List.of();

    /** @param changed gets the patterns whenever they are other ones */
    public PackLists(Faults faults, Notices notices, Consumer<Set<String>> changed) {
        this.part = new Part("pack_lists", faults);
        this.notices = notices;
        this.changed = changed;
    }

    /** While the game starts; from then on they are read whenever the game reads its packs. */
    public void register() {
        part.run(() -> PackReader.register(this::reloaded));
    }

    private void reloaded(PackReader reader) {
        part.run(() -> take(reader.wishes()));
    }

    private void take(PackWishes wishes) {
        tell(wishes.faults());
        if (!patterns.equals(wishes.yieldTo())) {
            patterns = wishes.yieldTo();
            changed.accept(patterns);
        }
    }

    private void tell(List<String> faults) {
        faults.forEach(fault -> LOG.warn("{}", fault));
        if (!faults.isEmpty() && !faults.equals(faultsTold)) {
            notices.add("metabgm.notice.pack_list", faults.get(0), Integer.toString(faults.size()));
        }
        faultsTold = faults;
    }

    /** Patterns of sound events, each one valid; empty before the first reload. */
    public Set<String> patterns() {
        return patterns;
    }
}
