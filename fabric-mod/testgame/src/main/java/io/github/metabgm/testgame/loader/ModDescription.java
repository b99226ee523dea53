package io.github.metabgm.testgame.loader;

import java.util.List;
import java.util.Map;

/**
 * What {@code fabric.mod.json} says.
 *
 * @param environment {@code *}, {@code client} or {@code server}
 * @param entrypoints class names by key
 * @param mixins names of mixin configs
 * @param depends ranges of versions by mod id; one of a list must hold
 */
public record ModDescription(
        String id,
        String version,
        String environment,
        Map<String, List<String>> entrypoints,
        List<String> mixins,
        Map<String, List<String>> depends) {}
