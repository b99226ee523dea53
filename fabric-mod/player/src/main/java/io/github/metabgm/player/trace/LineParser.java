package io.github.metabgm.player.trace;

import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;
import io.github.metabgm.player.trace.JsonFields.FieldFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads one line of a trace, and puts right what recorders are known to get wrong: a biome before its chunk is
 * there, a rain flag that lies, physics that stand still while riding (tests/traces/README.md, "Oddities").
 */
final class LineParser {
    private static final double MAX_HEALTH = 20;

    private LineParser() {}

    static TraceLine parse(JsonFields line) throws FieldFault {
        JsonFields flags = line.fields("flags");
        String vehicle = flags.text("riding");
        JsonFields vehiclePosition = line.fields("vehiclePos");
        boolean rides = vehicle != null && vehiclePosition.has("x");
        Biome biome = biome(line.fields("biome"));
        Sky sky = sky(line, biome);
        return new TraceLine(
                line.requiredMs("ms"),
                line.text("scene"),
                point(rides ? vehiclePosition : line.fields("pos")),
                line.number("yaw"),
                biome,
                namespaced(line.text("dimension")),
                sky,
                vitals(line),
                conditions(flags, line.fields("light"), sky.weather(), vehicle != null),
                vehicle,
                hostiles(line),
                events(line));
    }

    private static Biome biome(JsonFields biome) throws FieldFault {
        String key = namespaced(biome.text("key"));
        boolean loaded = Boolean.TRUE.equals(biome.flag("loaded"));
        return loaded && key != null ? new Biome(key, List.of(), biome.number("temperature"), null) : null;
    }

    private static Sky sky(JsonFields line, Biome biome) throws FieldFault {
        double timeOfDay = line.fields("time").number("timeOfDay");
        double rain = line.fields("weather").number("rainLevel");
        double thunder = line.fields("weather").number("thunderLevel");
        boolean known = !Double.isNaN(rain) && biome != null;
        return new Sky(
                Double.isNaN(timeOfDay) ? Sample.NO_CLOCK : (long) timeOfDay,
                known ? Weather.of(rain, thunder, biome.temperature()) : null);
    }

    private static Vitals vitals(JsonFields line) throws FieldFault {
        double health = line.number("health");
        return new Vitals(
                health,
                Double.isNaN(health) ? Double.NaN : MAX_HEALTH,
                line.number("food"),
                line.number("saturation"));
    }

    private static Conditions conditions(JsonFields flags, JsonFields light, Weather weather, boolean rides)
            throws FieldFault {
        Boolean seesSky = light.flag("canSeeSky");
        // The client's physics do not run while it rides: what they say then is what was before.
        Boolean inWater = rides ? null : flags.flag("inWater");
        return Conditions.UNKNOWN
                .with(Condition.ON_FIRE, flags.flag("onFire"))
                .with(Condition.WET, wet(inWater, weather, seesSky))
                .with(Condition.SPRINTING, flags.flag("sprinting"))
                .with(Condition.SNEAKING, flags.flag("sneaking"))
                .with(Condition.SWIMMING, flags.flag("metaSwim"))
                .with(Condition.RIDING, flags.has("sprinting") ? rides : null)
                .with(Condition.ON_GROUND, rides ? null : flags.flag("onGround"))
                .with(Condition.IN_WATER, inWater)
                .with(Condition.IN_LAVA, rides ? null : flags.flag("inLava"))
                .with(Condition.UNDER_ROOF, seesSky == null ? null : !seesSky);
    }

    private static Boolean wet(Boolean inWater, Weather weather, Boolean seesSky) {
        boolean rains = weather == Weather.RAIN || weather == Weather.THUNDER;
        if (Boolean.TRUE.equals(inWater) || rains && Boolean.TRUE.equals(seesSky)) {
            return true;
        }
        return inWater == null || rains && seesSky == null ? null : Boolean.FALSE;
    }

    private static List<Hostile> hostiles(JsonFields line) throws FieldFault {
        List<Hostile> hostiles = new ArrayList<>();
        for (JsonFields hostile : line.list("hostiles")) {
            double distance = hostile.number("distance");
            String name = hostile.text("name");
            if (name != null) {
                hostiles.add(new Hostile(name, distance));
            }
        }
        return hostiles;
    }

    private static List<TraceEvent> events(JsonFields line) throws FieldFault {
        List<TraceEvent> events = new ArrayList<>();
        for (JsonFields event : line.list("events")) {
            double id = event.has("entityId") ? event.number("entityId") : event.number("id");
            events.add(new TraceEvent(
                    Objects.requireNonNullElse(event.text("kind"), ""),
                    event.requiredMs("ms"),
                    event.text("entity"),
                    id,
                    event.text("cause"),
                    namespaced(event.text("world")),
                    event.number("to"),
                    point(event.fields("pos"))));
        }
        return events;
    }

    private static Point point(JsonFields position) throws FieldFault {
        return position.has("x")
                ? new Point(position.number("x"), position.number("y"), position.number("z"))
                : null;
    }

    private static String namespaced(String name) {
        return name == null || name.contains(":") ? name : "minecraft:" + name;
    }
}
