package io.github.metabgm.player;
public final class Main { private Main() {} public static void main(String[] a) {} }
