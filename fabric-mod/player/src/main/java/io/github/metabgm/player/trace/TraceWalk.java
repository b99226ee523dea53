package io.github.metabgm.player.trace;

import static java.lang.Double.NaN;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through a trace as the game would have lived it: events when they happened, and at any tick the sample that
 * the mod would have read. A line holds until the next; only the position is interpolated.
 */
public final class TraceWalk {
    private static final double MS_PER_SECOND = 1_000;
    /** The server puts a player right by less; after more, the biome around is another. */
    private static final double CORRECTION_BLOCKS = 16;
    /** Slower than this is standing still: corrections by the server move a player by less. */
    private static final double STANDING_BLOCKS_PER_SECOND = 0.2;

    private final List<TraceLine> lines;
    private final TracePath path;
    private final EventTranslator translator = new EventTranslator();
    private final Surroundings surroundings = new Surroundings();
    private int current = -1;
    private int nextEvent;
    private double health = NaN;
    private String dimension;
    private boolean placeIsKnown;
    private int lineStretch;
    private long lastMs;
    private Point lastPoint;
    private int lastStretch;

    TraceWalk(List<TraceLine> lines) {
        this.lines = lines;
        this.path = new TracePath(lines);
    }

    /** @throws TraceException when the file cannot be read */
    public static TraceWalk of(Path file) throws TraceException {
        return new TraceWalk(TraceReader.lines(file));
    }

    /** When the last line was written. */
    public long lengthMs() {
        return lines.get(lines.size() - 1).ms();
    }

    /** The recording script's name of the scene, null where it has none; for logs, never for the mod. */
    public String label() {
        return current < 0 ? null : lines.get(current).label();
    }

    /**
     * Goes on to a moment.
     *
     * @param ms no less than in the call before
     * @return what happened since, each event with its own time
     */
    public List<GameEvent> advanceTo(long ms) {
        List<GameEvent> happened = new ArrayList<>();
        while (current + 1 < lines.size()) {
            TraceLine next = lines.get(current + 1);
            for (; nextEvent < next.events().size(); nextEvent++) {
                TraceEvent event = next.events().get(nextEvent);
                if (event.ms() > ms && next.ms() > ms) {
                    return happened;
                }
                apply(event);
                translator.translate(event).ifPresent(happened::add);
            }
            if (next.ms() > ms) {
                break;
            }
            reach(next);
        }
        return happened;
    }

    private void apply(TraceEvent event) {
        switch (event.kind()) {
            case "health" -> health = event.healthTo();
            case "forced_move" -> placeIsKnown &= !isFar(event.position());
            case "respawn_packet" -> {
                placeIsKnown = false;
                dimension = event.world() == null ? dimension : event.world();
            }
            default -> {}
        }
    }

    private boolean isFar(Point target) {
        return target != null && (lastPoint == null || lastPoint.distanceTo(target) > CORRECTION_BLOCKS);
    }

    private void reach(TraceLine line) {
        path.at(line.ms());
        surroundings.reach(line, path.stretch() == lineStretch);
        lineStretch = path.stretch();
        current++;
        nextEvent = 0;
        health = line.vitals().health();
        dimension = line.dimension();
        placeIsKnown = true;
    }

    /** What the mod reads at the moment of the last {@link #advanceTo}. */
    public Sample sample(long ms) {
        Point point = path.at(ms);
        double speed = speed(ms, point);
        TraceLine line = current < 0 ? TraceLine.NOTHING : lines.get(current);
        Sample sample = new Sample();
        sample.reset(ms);
        sample.biome(placeIsKnown ? line.biome() : null);
        sample.dimension(dimension);
        sample.y(point == null ? NaN : point.y());
        sample.health(health);
        sample.speed(speed);
        sample.biomeAhead(surroundings.ahead());
        line.writeUnchangingTo(sample);
        addConditions(sample);
        return sample;
    }

    /** Where the player was at the last {@link #sample}, null where unknown. */
    public Point position() {
        return lastPoint;
    }

    /** Radians, 0 north, counter-clockwise; NaN where unknown. */
    public double yaw() {
        return current < 0 ? NaN : lines.get(current).yaw();
    }

    /** Those that the recorder lists, at any distance. */
    public List<Hostile> hostiles() {
        return current < 0 ? List.of() : lines.get(current).hostiles();
    }

    private double speed(long ms, Point point) {
        boolean moved = lastPoint != null && point != null && path.stretch() == lastStretch && ms > lastMs;
        double speed = moved ? lastPoint.distanceTo(point) * MS_PER_SECOND / (ms - lastMs) : NaN;
        lastMs = ms;
        lastPoint = point;
        lastStretch = path.stretch();
        return speed;
    }

    /** Those that follow from movement and events. */
    private void addConditions(Sample sample) {
        double speed = sample.speed();
        if (sample.knows(Condition.ON_GROUND) && !Double.isNaN(speed)) {
            boolean walksOrStands = sample.holds(Condition.ON_GROUND) && !sample.holds(Condition.SPRINTING);
            sample.condition(Condition.WALKING, walksOrStands && speed > STANDING_BLOCKS_PER_SECOND);
        }
        if (!Double.isNaN(sample.health())) {
            sample.condition(Condition.ALIVE, !translator.isDead());
        }
    }
}
