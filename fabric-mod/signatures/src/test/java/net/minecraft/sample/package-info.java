/** A small game for the checker's tests: each kind of thing that a mod may use, once. */
package net.minecraft.sample;
