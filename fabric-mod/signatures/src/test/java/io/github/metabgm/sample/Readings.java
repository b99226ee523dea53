package io.github.metabgm.sample;

import net.minecraft.sample.Cow;
import net.minecraft.sample.Creature;
import net.minecraft.sample.Jukebox;
import net.minecraft.sample.Mood;
import net.minecraft.sample.Sound;
import net.minecraft.sample.Tag;

final class Readings {
    private Readings() {}

    static double height() {
        return Creature.nearest().height();
    }

    static int age(Creature creature) {
        return creature.age;
    }

    static boolean isCalm(Cow cow) {
        return cow.mood == Mood.CALM;
    }

    static String key() {
        return new Tag("cow").key();
    }

    static Creature cow() {
        return new Cow();
    }

    static boolean isLoud(Sound sound) {
        return sound.isLoud() || Sound.silence() == sound;
    }

    static void listen(Jukebox jukebox) {
        jukebox.add((sound, volume) -> {});
    }

    static void play(Jukebox jukebox) {
        jukebox.play(null, 1);
    }
}
