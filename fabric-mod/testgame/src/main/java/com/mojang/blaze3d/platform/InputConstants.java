package com.mojang.blaze3d.platform;

public class InputConstants {
    /** The number differs between the game's versions; nobody may count on this one. */
    private static final int NO_KEY = -1;

    public static final InputConstants.Key UNKNOWN = new Key(NO_KEY);

    public static Key key(int value) {
        return value == NO_KEY ? UNKNOWN : new Key(value);
    }

    public static final class Key {
        private final int value;

        private Key(int value) {
            this.value = value;
        }

        public int getValue() {
            return value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.value == value;
        }

        @Override
        public int hashCode() {
            return value;
        }
    }
}
