/** What stands outside the game: the command line, and what the game inside is handed. */
package io.github.metabgm.testgame.host;
