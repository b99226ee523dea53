/** A small mod for the small game: each way to use something of a game, once. */
package io.github.metabgm.sample;
