package io.github.metabgm.player.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the player was between the lines: in a straight line from one to the next, except where the server moved
 * the player at a stroke.
 */
final class TracePath {
    /** @param jump whether it was reached at a stroke rather than from the node before */
    private record Node(long ms, Point point, boolean jump) {}

    private final List<Node> nodes = new ArrayList<>();
    private int at = -1;
    private int stretch;

    TracePath(List<TraceLine> lines) {
        for (TraceLine line : lines) {
            boolean respawned = false;
            for (TraceEvent event : line.events()) {
                boolean moved = event.kind().equals("forced_move") && event.position() != null;
                if (moved) {
                    nodes.add(new Node(event.ms(), event.position(), true));
                }
                respawned = !moved && (respawned || event.kind().equals("respawn_packet"));
            }
            nodes.add(new Node(line.ms(), line.position(), respawned));
        }
    }

    /**
     * @param ms no less than in the call before
     * @return null where unknown
     */
    Point at(long ms) {
        while (at + 1 < nodes.size() && nodes.get(at + 1).ms <= ms) {
            at++;
            stretch += nodes.get(at).jump ? 1 : 0;
        }
        if (at < 0) {
            return null;
        }
        Node here = nodes.get(at);
        Node next = at + 1 < nodes.size() ? nodes.get(at + 1) : null;
        if (here.point == null || next == null || next.point == null || next.jump) {
            return here.point;
        }
        return here.point.towards(next.point, (double) (ms - here.ms) / (next.ms - here.ms));
    }

    /** Number of the stretch without jumps that {@link #at} was in last; differs after each jump. */
    int stretch() {
        return stretch;
    }
}
