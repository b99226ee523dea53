package io.github.metabgm.testgame.loader;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.spongepowered.asm.service.IGlobalPropertyService;
import org.spongepowered.asm.service.IPropertyKey;

/** Mixin's blackboard. Found by its service file. */
public final class MixinProperties implements IGlobalPropertyService {
    private record Key(String name) implements IPropertyKey {}

    private final Map<String, Object> values = new ConcurrentHashMap<>();

    /** Mixin makes the instance itself. */
    public MixinProperties() {}

    @Override
    public IPropertyKey resolveKey(String name) {
        return new Key(name);
    }

    @Override
    public <T> T getProperty(IPropertyKey key) {
        return getProperty(key, null);
    }

    @Override
    public void setProperty(IPropertyKey key, Object value) {
        values.put(((Key) key).name(), value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getProperty(IPropertyKey key, T otherwise) {
        Object value = values.get(((Key) key).name());
        return value == null ? otherwise : (T) value;
    }

    @Override
    public String getPropertyString(IPropertyKey key, String otherwise) {
        Object value = values.get(((Key) key).name());
        return value == null ? otherwise : value.toString();
    }
}
