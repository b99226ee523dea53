package net.minecraft.client.resources.sounds;

import net.minecraft.resources.Identifier;

/** A sound file of an event. */
public class Sound {
    private final Identifier location;
    private final boolean stream;

    public Sound(Identifier location, boolean stream) {
        this.location = location;
        this.stream = stream;
    }

    public Identifier getLocation() {
        return location;
    }

    public boolean shouldStream() {
        return stream;
    }
}
