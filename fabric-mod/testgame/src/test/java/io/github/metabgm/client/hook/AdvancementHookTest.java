package io.github.metabgm.client.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packet of advancements in the shapes that it has in different versions of the game. */
class AdvancementHookTest {
    private static final String PACKET = "net.minecraft.network.protocol.game.ClientboundUpdateAdvancementsPacket";

    private final OtherVersion game = new OtherVersion(PACKET);

    @ParameterizedTest
    @ValueSource(strings = {"getProgress", "progress"})
    void aMadeAdvancementIsTold(String getter) throws ReflectiveOperationException {
        game.rename("getProgress", getter);
        took(false, true);
        assertEquals("minecraft:story/mine_stone", told());
        assertNull(told());
    }

    @ParameterizedTest
    @ValueSource(strings = {"getProgress", "progress"})
    void theFirstListAndWhatIsOnlyBegunAreNot(String getter) throws ReflectiveOperationException {
        game.rename("getProgress", getter);
        took(true, true);
        took(false, false);
        assertNull(told());
    }

    private void took(boolean reset, boolean done) throws ReflectiveOperationException {
        Class<?> packet = game.loadClass(PACKET);
        Object id = game.loadClass("net.minecraft.resources.Identifier")
                .getMethod("fromNamespaceAndPath", String.class, String.class)
                .invoke(null, "minecraft", "story/mine_stone");
        Object progress = game.loadClass("net.minecraft.advancements.AdvancementProgress")
                .getConstructor(boolean.class)
                .newInstance(done);
        game.loadClass("io.github.metabgm.client.hook.AdvancementHook")
                .getMethod("took", packet)
                .invoke(null, packet.getConstructor(boolean.class, Map.class).newInstance(reset, Map.of(id, progress)));
    }

    private Object told() throws ReflectiveOperationException {
        Field queue = game.loadClass("io.github.metabgm.client.sampling.Advancements").getDeclaredField("QUEUE");
        queue.setAccessible(true);
        Method poll = queue.getType().getDeclaredMethod("poll");
        poll.setAccessible(true);
        return poll.invoke(queue.get(null));
    }
}
