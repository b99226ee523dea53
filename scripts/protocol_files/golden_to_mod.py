"""Good frames to the mod: every message with its variants and extremes."""

from __future__ import annotations

from collections.abc import Iterator

from metabgm.protocol.limits import LIMITS
from protocol_files.cases import Golden, Tree, changed, golden

HELLO: Tree = {"type": "hello", "protocol": 1, "sidecar": "0.1.0", "limits": LIMITS.by_name()}
TOP_STEP: Tree = {"music": "composer", "texts": "llama", "reason": ""}
READY: Tree = {
    "type": "ready",
    "session": "f3a9c2",
    "engine": "composer",
    "describer": "smollm2-135m-instruct",
    "step": TOP_STEP,
    "loading": [],
}
TRACK: Tree = {
    "type": "track",
    "track": 1,
    "role": "base",
    "rate": 48_000,
    "channels": 2,
    "format": "s16le",
    "frames": 8_640_000,
    "gain": 1.0,
    "title": "Dusk under the leaves",
    "provenance": {
        "narrative": "The last light leaves the forest.",
        "description": "Slow strings over a soft piano in D dorian.",
        "describer": "smollm2-135m-instruct",
        "engine": "composer",
        "seed": 2**63 - 1,
    },
    "transition": {"fade_in_ms": 2_500, "fade_out_ms": 3_000, "curve": "equal_power", "duck_db": 0.0},
    "cause": {"kind": "scene", "time_ms": 61_250, "held_ms": 1_200, "prepared": True},
}
PCM: Tree = {"type": "pcm", "track": 1, "offset": 0, "data": bytes(range(16))}
END: Tree = {"type": "end", "track": 1, "frames": 8_640_000, "reason": "finished"}
FADE: Tree = {"type": "fade", "track": 1, "gain": 0.0, "ms": 1_500, "stop": False}
STATUS: Tree = {"type": "status", "playing": True, "step": TOP_STEP, "loading": [], "message": ""}
PROVENANCE: Tree = {
    "type": "provenance",
    "record": {
        "time": "2026-11-24T18:03:11.250+00:00",
        "track": 1,
        "role": "base",
        "characterized": {"Scene": {"biome": {"minecraft:forest": 100.0}}, "Weather": {"Clear": 100.0}},
        "steps": [{"step": "negatives", "dropped": {"Status": ["Not On Fire", "Not Wet"]}}],
        "narrative": "The last light leaves the forest.",
        "description": "Slow strings over a soft piano in D dorian.",
        "describer": "smollm2-135m-instruct",
        "engine": "composer",
        "seed": 7,
        "anchor": "motif 1 3 5 2, D dorian, 72 bpm",
        "ms": {"narrative": 512.25, "description": 301.0, "compose": 38.5},
    },
}
ERROR: Tree = {
    "type": "error",
    "code": "field.wrong",
    "path": "scene.scene.Weather.Rain",
    "value": "140.0",
    "expected": "float 0..100",
}


def golden_to_mod() -> Iterator[Golden]:
    """All of them; the names are unique."""
    yield golden("hello", "limits by name", HELLO)
    yield from _states()
    yield from _tracks()
    yield golden("pcm", "eight mono or four stereo frames of s16le", PCM)
    for size in (255, 256, 65_535, 65_536):
        data = bytes(number % 251 for number in range(size))
        yield golden(f"pcm_{size}", "an edge of msgpack's bin forms", {**PCM, "offset": 2**32, "data": data})
    for reason in ("finished", "stopped", "failed"):
        yield golden(f"end_{reason}", "no more frames", {**END, "reason": reason})
    yield golden("end_at_once", "nothing was sent", {**END, "frames": 0, "reason": "failed"})
    yield golden("fade_out", "it may come back", FADE)
    yield golden("fade_out_stop", "it will not come back", {**FADE, "ms": 0, "stop": True})
    yield golden("fade_in", "back in", {**FADE, "track": 2**63 - 1, "gain": 1.0})
    yield golden("provenance", "a record with an anchor", PROVENANCE)
    yield golden(
        "provenance_no_anchor",
        "nil where nothing was grown from",
        changed(PROVENANCE, ["record", "anchor"], None),
    )
    more = changed(PROVENANCE, ["record", "guard"], ["narrative, try 1: echoes the prompt"])
    more = changed(more, ["record", "parameters"], {"bpm": 72, "key": "D", "swing": 0.0, "form": [8, 8, -1]})
    yield golden("provenance_more", "keys beyond those listed are kept", more)
    for code in ("field.missing", "field.wrong", "state.unexpected", "rate.exceeded", "credit.overdrawn"):
        yield golden(f"error_{code.replace('.', '_')}", "a message was refused", {**ERROR, "code": code})


def _states() -> Iterator[Golden]:
    loading = [{"name": "smollm2-135m-instruct", "fraction": 0.25}, {"name": "instruments", "fraction": 1.0}]
    template = {"music": "composer", "texts": "template", "reason": "the language model is still loading"}
    silent = {"music": "none", "texts": "template", "reason": "no instruments: run metabgm-sidecar doctor"}
    yield golden("ready", "the top step, all loaded", READY)
    yield golden(
        "ready_loading", "the connection is up at once", {**READY, "step": template, "loading": loading}
    )
    yield golden("status", "all is well", STATUS)
    elsewhere = {"music": "composer", "texts": "endpoint", "reason": ""}
    yield golden("status_endpoint", "a server elsewhere writes", {**STATUS, "step": elsewhere})
    neural = {"music": "musicgen", "texts": "llama", "reason": ""}
    yield golden("status_musicgen", "a network makes the music", {**STATUS, "step": neural})
    yield golden("status_toggled", "after a toggle", {**STATUS, "playing": False, "message": "Music is off"})
    yield golden("status_silent", "the lowest step", {**STATUS, "step": silent, "message": "Ⅲ ♪ 音楽"})


def _tracks() -> Iterator[Golden]:
    yield golden("track_base", "a piece of known length", TRACK)
    unknown = {key: value for key, value in TRACK.items() if key != "frames"}
    yield golden("track_unknown_length", "an optional field that is absent is left out", unknown)
    combat = {**unknown, "track": 2, "role": "combat", "gain": 0.7}
    combat["transition"] = {"fade_in_ms": 250, "fade_out_ms": 2_500, "curve": "linear", "duck_db": -12.0}
    combat["cause"] = {"kind": "event", "time_ms": 0, "held_ms": 0, "prepared": False}
    yield golden("track_combat", "an overlay that ducks the base", combat)
    sting = {
        **combat,
        "role": "sting",
        "rate": 8_000,
        "channels": 1,
        "format": "f32le",
        "frames": 0,
        "gain": 0.0,
    }
    order = list(TRACK)
    sting = {key: sting[key] for key in ("type", *(key for key in order if key != "type"))}
    yield golden("track_sting", "ranges at their lower ends", sting)
    for kind in ("start", "command", "continue"):
        yield golden(f"track_{kind}", "another cause", changed(TRACK, ["cause", "kind"], kind))
