package net.minecraft.client;

import com.mojang.blaze3d.platform.InputConstants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.minecraft.network.chat.Component;
import net.minecraft.resources.Identifier;

/** Something a key can be bound to. Counts clicks until they are taken. */
public class KeyMapping {
    private static final Map<String, KeyMapping> ALL = new LinkedHashMap<>();

    private final String name;
    private final Category category;
    private InputConstants.Key key;
    private int clickCount;

    public KeyMapping(String name, int keysym, KeyMapping.Category category) {
        this.name = name;
        this.category = category;
        this.key = InputConstants.key(keysym);
        ALL.put(name, this);
    }

    /** A key goes down while no screen is open. One that nothing is bound to does nothing. */
    public static void click(InputConstants.Key key) {
        if (!key.equals(InputConstants.UNKNOWN)) {
            ALL.values().stream().filter(mapping -> mapping.key.equals(key)).forEach(mapping -> mapping.clickCount++);
        }
    }

    /** @return null where no mapping has this name */
    public static KeyMapping get(String name) {
        return ALL.get(name);
    }

    /** As if the game started anew. */
    public static void forgetAll() {
        ALL.clear();
        Category.REGISTERED.clear();
    }

    public boolean consumeClick() {
        if (clickCount == 0) {
            return false;
        }
        clickCount--;
        return true;
    }

    public void setKey(InputConstants.Key key) {
        this.key = key;
    }

    public boolean isUnbound() {
        return key.equals(InputConstants.UNKNOWN);
    }

    public String getName() {
        return name;
    }

    public Category getCategory() {
        return category;
    }

    public Component getTranslatedKeyMessage() {
        return Component.literal(isUnbound() ? "Not Bound" : "key " + key.getValue());
    }

    /** A heading among the keys' settings. */
    public record Category(Identifier id) {
        private static final List<Category> REGISTERED = new ArrayList<>();

        public static KeyMapping.Category register(Identifier id) {
            Category category = new Category(id);
            if (REGISTERED.contains(category)) {
                throw new IllegalArgumentException("Category '" + id + "' is already registered.");
            }
            REGISTERED.add(category);
            return category;
        }

        public Component label() {
            return Component.translatable("key.category." + id.getNamespace() + "." + id.getPath());
        }
    }
}
