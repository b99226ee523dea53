"""Player logs written by hand, line by line, for the tests of what is made from them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from journey.log import JourneyLog, read_log

RATE = 48_000


def cause(
    kind: str = "scene", time_ms: int = 0, held_ms: int = 0, *, prepared: bool = True
) -> dict[str, Any]:
    return {"kind": kind, "time_ms": time_ms, "held_ms": held_ms, "prepared": prepared}


@dataclass
class PlayerLog:
    """``text`` and ``read`` give what was told so far."""

    lines: list[dict[str, Any]] = field(default_factory=list)

    def whereabouts(self, seconds: range, biome: str, **others: Any) -> PlayerLog:
        place = {"dimension": "minecraft:overworld", "weather": "Clear", "time": "Day", "combat": False}
        for second in seconds:
            self._add("scene", at_ms=second * 1000, biome=biome, label="forest_dusk", **{**place, **others})
        return self

    def scene_sent(self, time_ms: int, biome: str, reason: str = "biome", **others: Any) -> PlayerLog:
        place = {"dimension": "minecraft:overworld", "weather": "Clear", "combat": False}
        self._add(
            "sent",
            at_ms=time_ms,
            time_ms=time_ms,
            type="scene",
            reason=reason,
            biome=biome,
            **{**place, **others},
        )
        return self

    def event_sent(self, time_ms: int, kind: str, detail: str = "") -> PlayerLog:
        self._add("sent", at_ms=time_ms, time_ms=time_ms, type="event", kind=kind, detail=detail)
        return self

    def command_sent(self, time_ms: int, command: str) -> PlayerLog:
        self._add("sent", at_ms=time_ms, time_ms=time_ms, type="command", command=command)
        return self

    def piece(
        self, track: int, second: float, why: dict[str, Any], role: str = "base", title: str = "Quiet Pines"
    ) -> PlayerLog:
        summary = {
            "narrative": "You walk under tall pines while the light goes.",
            "description": "Slow piano over warm strings, calm and sparse.",
            "describer": "smollm2-135m-instruct",
            "engine": "composer",
            "seed": 7,
        }
        transition = {"fade_in_ms": 2500, "fade_out_ms": 3000, "curve": "equal_power", "duck_db": 0.0}
        self._add(
            "track",
            type="track",
            track=track,
            role=role,
            rate=RATE,
            channels=2,
            format="s16le",
            gain=1.0,
            title=title,
            provenance=summary,
            transition=transition,
            cause=why,
        )
        self._add("provenance", record={"track": track, "role": role, **summary})
        self._add("started", track=track, role=role, frame=round(second * RATE), cause=why)
        return self

    def fade(self, track: int, second: float, gain: float, ms: int) -> PlayerLog:
        self._add("fade", track=track, gain=gain, ms=ms, frame=round(second * RATE))
        return self

    def ended(self, track: int, second: float) -> PlayerLog:
        self._add("ended", track=track, frame=round(second * RATE))
        return self

    def status(self, message: str) -> PlayerLog:
        self._add("status", playing=True, message=message)
        return self

    def finished(self, seconds: float, **others: Any) -> PlayerLog:
        counts = {"underruns": 0, "clipped_samples": 0, "dropped_frames": 0, "reconnects": 0, "tracks": 1}
        self._add("summary", frames=round(seconds * RATE), **{**counts, **others})
        return self

    def text(self) -> Iterator[str]:
        return (json.dumps(line) for line in self.lines)

    def read(self) -> JourneyLog:
        return read_log(self.text())

    def _add(self, what: str, **values: Any) -> None:
        self.lines.append({"what": what, **values})


def short_journey() -> PlayerLog:
    """A minute: forest, cave, a fight there, and back."""
    log = PlayerLog()
    log.whereabouts(range(20), "minecraft:forest", time="Dusk")
    log.whereabouts(range(20, 32), "minecraft:lush_caves", time="Night")
    log.whereabouts(range(32, 42), "minecraft:lush_caves", time="Night", combat=True)
    log.whereabouts(range(42, 60), "minecraft:forest", time="Night", weather="Rain")
    log.scene_sent(0, "minecraft:forest").piece(1, 0.4, cause("start", prepared=False))
    log.scene_sent(20_000, "minecraft:lush_caves")
    log.piece(2, 23.1, cause("scene", 20_000, prepared=False), title="Dripping Stone")
    log.ended(1, 26.1)
    log.event_sent(32_000, "hurt", "zombie").event_sent(33_500, "hurt", "zombie")
    log.piece(3, 32.1, cause("event", 32_000), role="combat", title="Teeth")
    log.event_sent(38_000, "death").fade(3, 41.0, 0.0, 2500).ended(3, 43.5)
    log.scene_sent(42_000, "minecraft:forest", weather="Rain")
    log.piece(4, 42.3, cause("scene", 42_000), title="Home in the Rain").ended(2, 45.3)
    return log.finished(60.0)
