package net.minecraft.network.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

public final class MutableComponent implements Component {
    private final Supplier<String> contents;
    private final List<Component> siblings = new ArrayList<>();

    MutableComponent(Supplier<String> contents) {
        this.contents = contents;
    }

    public MutableComponent append(Component sibling) {
        siblings.add(Objects.requireNonNull(sibling));
        return this;
    }

    @Override
    public String getString() {
        StringBuilder text = new StringBuilder(contents.get());
        siblings.forEach(sibling -> text.append(sibling.getString()));
        return text.toString();
    }

    @Override
    public String toString() {
        return getString();
    }
}
