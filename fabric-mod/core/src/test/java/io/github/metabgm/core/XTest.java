package io.github.metabgm.core;
class XTest { @org.junit.jupiter.api.Test void x() {} }
