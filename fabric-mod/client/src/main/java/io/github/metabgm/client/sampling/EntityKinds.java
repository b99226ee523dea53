package io.github.metabgm.client.sampling;

import java.util.Set;
import net.minecraft.world.entity.Entity;
import net.minecraft.world.entity.EntityType;

/** The kind of each entity type. */
final class EntityKinds {
    private static final Set<String> BOSSES = Set.of("ender_dragon", "wither", "warden", "elder_guardian");

    private final IdentityCache<EntityType<?>, EntityKind> kinds = new IdentityCache<>(EntityKinds::kind);

    EntityKind of(Entity entity) {
        return kinds.of(entity.getType());
    }

    private static EntityKind kind(EntityType<?> type) {
        String name = GameNames.kind(EntityType.getKey(type));
        return new EntityKind(name, BOSSES.contains(name));
    }
}
