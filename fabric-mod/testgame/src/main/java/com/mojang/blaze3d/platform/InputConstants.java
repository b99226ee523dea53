package com.mojang.blaze3d.platform;

import io.github.metabgm.absent.Absent;

public class InputConstants {
    public static final InputConstants.Key UNKNOWN = Absent.value();

    public static final class Key {
        public int getValue() {
            throw Absent.body();
        }
    }
}
