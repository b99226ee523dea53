package io.github.metabgm.player;
class XTest { @org.junit.jupiter.api.Test void x() {} }
