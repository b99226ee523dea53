package io.github.metabgm.client.sampling;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import net.minecraft.resources.Identifier;
import net.minecraft.world.entity.Entity;
import net.minecraft.world.entity.EntityType;

/** The kind of each entity type, made out once. */
final class EntityKinds {
    private static final Set<String> BOSSES = Set.of("ender_dragon", "wither", "warden", "elder_guardian");

    private final Map<EntityType<?>, EntityKind> kinds = new IdentityHashMap<>();

    EntityKind of(Entity entity) {
        EntityType<?> type = entity.getType();
        EntityKind known = kinds.get(type);
        return known == null ? remember(type) : known;
    }

    private EntityKind remember(EntityType<?> type) {
        Identifier id = EntityType.getKey(type);
        String name = GameNames.kind(id);
        EntityKind kind = new EntityKind(name, BOSSES.contains(name));
        kinds.put(type, kind);
        return kind;
    }
}
