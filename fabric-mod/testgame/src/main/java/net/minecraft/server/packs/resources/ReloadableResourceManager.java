package net.minecraft.server.packs.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import net.minecraft.resources.Identifier;
import net.minecraft.server.packs.PathPackResources;

/** Joins resource packs, and tells those who listen when they are other ones. */
public class ReloadableResourceManager implements ResourceManager {
    private final List<PreparableReloadListener> listeners = new ArrayList<>();
    private List<PathPackResources> packs = List.of();

    public void registerReloadListener(PreparableReloadListener listener) {
        listeners.add(listener);
    }

    /**
     * Takes other packs, as at the start and with F3+T.
     *
     * @param newPacks the last one wins
     * @return failed where a listener failed
     */
    public CompletableFuture<Void> reload(List<PathPackResources> newPacks, Executor background, Executor game) {
        packs = List.copyOf(newPacks);
        return new SimpleReloadInstance(listeners).start(this, background, game);
    }

    @Override
    public Set<String> getNamespaces() {
        Set<String> namespaces = new TreeSet<>();
        packs.forEach(pack -> namespaces.addAll(pack.namespaces()));
        return namespaces;
    }

    @Override
    public Optional<Resource> getResource(Identifier id) {
        List<Resource> stack = getResourceStack(id);
        return stack.isEmpty() ? Optional.empty() : Optional.of(stack.get(stack.size() - 1));
    }

    /** From the lowest pack to the one that wins. */
    @Override
    public List<Resource> getResourceStack(Identifier id) {
        List<Resource> stack = new ArrayList<>();
        packs.forEach(pack -> pack.file(id.getNamespace(), id.getPath())
                .ifPresent(file -> stack.add(new Resource(pack.id(), file))));
        return stack;
    }
}
