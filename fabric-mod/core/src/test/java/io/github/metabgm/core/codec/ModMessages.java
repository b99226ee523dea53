package io.github.metabgm.core.codec;

import io.github.metabgm.core.scene.Element;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Scene;
import io.github.metabgm.core.scene.SceneReason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Messages to the sidecar out of a vector's plain map. */
final class ModMessages {
    private ModMessages() {}

    static ModMessage of(Map<?, ?> map) {
        return switch ((String) map.get("type")) {
            case "identify" -> identify(map);
            case "scene" -> scene(map);
            case "event" -> new ModMessage.EventReport(new GameEvent(
                    (long) map.get("time_ms"),
                    named(GameEvent.Kind.values(), GameEvent.Kind::key, map.get("kind")),
                    (String) map.get("detail")));
            case "command" -> new ModMessage.Command(
                    (long) map.get("time_ms"),
                    new PlayerCommand(
                            PlayerCommand.Kind.ofKey((String) map.get("command")).orElseThrow(),
                            Optional.ofNullable((String) map.get("text")),
                            map.containsKey("volume")
                                    ? OptionalDouble.of((double) map.get("volume"))
                                    : OptionalDouble.empty()));
            case "credit" -> new ModMessage.Credit((long) map.get("track"), (long) map.get("frames"));
            default -> throw new IllegalArgumentException("no message " + map);
        };
    }

    private static ModMessage identify(Map<?, ?> map) {
        Map<?, ?> audio = (Map<?, ?>) map.get("audio");
        return new ModMessage.Identify(
                (long) map.get("protocol"),
                (String) map.get("mod"),
                (String) map.get("game"),
                (String) map.get("player"),
                (String) map.get("world"),
                new ModMessage.AudioOffer(
                        integers(audio.get("rates")),
                        integers(audio.get("channels")),
                        ((List<?>) audio.get("formats")).stream().map(String.class::cast).toList(),
                        Math.toIntExact((long) audio.get("buffer_ms"))));
    }

    private static List<Integer> integers(Object list) {
        return ((List<?>) list).stream().map(item -> Math.toIntExact((long) item)).toList();
    }

    @SuppressWarnings("unchecked")
    private static ModMessage scene(Map<?, ?> map) {
        Map<?, ?> window = (Map<?, ?>) map.get("window");
        Map<Element, Map<String, Object>> elements = new EnumMap<>(Element.class);
        ((Map<?, ?>) map.get("scene")).forEach((key, labels) ->
                elements.put(named(Element.values(), Element::key, key), (Map<String, Object>) labels));
        return new ModMessage.SceneReport(new Scene(
                (long) map.get("time_ms"),
                named(SceneReason.values(), SceneReason::key, map.get("reason")),
                Math.toIntExact((long) window.get("ms")),
                Math.toIntExact((long) window.get("samples")),
                elements,
                List.of()));
    }

    private static <E> E named(E[] constants, Function<E, String> name, Object wanted) {
        return Arrays.stream(constants)
                .filter(constant -> name.apply(constant).equals(wanted))
                .findFirst()
                .orElseThrow();
    }
}
