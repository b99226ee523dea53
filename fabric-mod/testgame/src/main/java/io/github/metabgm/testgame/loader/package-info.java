/**
 * A small Fabric loader: reads a mod's jar, checks what it depends on, defines its classes and the game's in a class
 * loader of their own with mixins applied, and calls the entry points.
 */
package io.github.metabgm.testgame.loader;
