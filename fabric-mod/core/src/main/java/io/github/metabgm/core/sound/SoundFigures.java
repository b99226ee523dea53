package io.github.metabgm.core.sound;

/**
 * How the music's way into the game's sound engine fares.
 *
 * @param playing whether the engine plays the stream now
 * @param yielding whether the music gives way to another sound now
 * @param chunkMs length of what the engine gets at a time; four of these lie between the mix and the ear
 * @param aheadMs what is mixed and not yet in the engine
 * @param starts how often the stream was started
 * @param dryOuts how often the engine ran out of music, because the game stood still for longer than it held
 * @param missedFrames frames of silence that the engine got while a track played, because the mix was late
 * @param longestReadMicros the longest that the engine's sound thread was kept
 */
public record SoundFigures(
        boolean playing,
        boolean yielding,
        int chunkMs,
        int aheadMs,
        long starts,
        long dryOuts,
        long missedFrames,
        long longestReadMicros) {}
