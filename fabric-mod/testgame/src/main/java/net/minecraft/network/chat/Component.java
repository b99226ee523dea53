package net.minecraft.network.chat;

/** A text of the game; what it says is looked up when it is asked for. */
public interface Component {
    static MutableComponent literal(String text) {
        return new MutableComponent(() -> text);
    }

    static MutableComponent translatable(String key) {
        return translatable(key, new Object[0]);
    }

    /** @param arguments components, or whatever has a text */
    static MutableComponent translatable(String key, Object[] arguments) {
        Object[] kept = arguments.clone();
        return new MutableComponent(() -> Translation.of(key, kept));
    }

    static MutableComponent empty() {
        return literal("");
    }

    String getString();
}
