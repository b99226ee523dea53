package net.fabricmc.fabric.api.event;

/** Those who want to know; {@link #invoker()} tells all of them in the order in which they came. */
public abstract class Event<T> {
    protected volatile T invoker;

    public final T invoker() {
        return invoker;
    }

    public abstract void register(T listener);
}
