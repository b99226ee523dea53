/** Plays the game: stands for the player, the server and the wall clock. Inside the game's class loader. */
package io.github.metabgm.testgame.play;
