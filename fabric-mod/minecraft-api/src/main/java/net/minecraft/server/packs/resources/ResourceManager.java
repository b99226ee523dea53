package net.minecraft.server.packs.resources;

import java.util.List;
import java.util.Set;
import net.minecraft.resources.Identifier;

public interface ResourceManager extends ResourceProvider {
    Set<String> getNamespaces();

    List<Resource> getResourceStack(Identifier id);
}
