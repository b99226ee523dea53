package io.github.metabgm.signatures.check;

import io.github.metabgm.signatures.model.Library;
import io.github.metabgm.signatures.table.SignatureTable;

/**
 * What the mod's classes are held against.
 *
 * @param game the game's classes and the mod's own
 * @param stubs the same with the stubs in the game's place
 * @param table what the stubs were made from
 * @param gameVersion as the game's jar says; null where it does not
 */
record Scope(Library game, Library stubs, SignatureTable table, String gameVersion) {}
