"""Messages to the mod with one wrong or missing field: the mod logs the error and drops the message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from protocol_files.cases import Malformed, Tree, changed, packed, without
from protocol_files.golden_to_mod import END, ERROR, FADE, HELLO, PCM, PROVENANCE, READY, STATUS, TRACK

INT_MAX = "9223372036854775807"
COUNT, POSITIVE = f"int 0..{INT_MAX}", f"int 1..{INT_MAX}"
Fault = tuple[str, Tree, list[Any], Any, str, str]


def malformed_to_mod() -> Iterator[Malformed]:
    """All of them; the names are unique."""
    yield _fault("no_type", {"track": 1}, ("field.missing", "type", "", "str"))
    for message, field, wanted in _required():
        name = "_".join([message["type"], *field, "missing"])
        dotted = ".".join([message["type"], *field])
        yield _fault(name, without(message, field), ("field.missing", dotted, "", wanted))
    for name, message, path, value, shown, wanted in _wrong():
        dotted = ".".join([message["type"], *map(str, path)])
        yield _fault(name, changed(message, path, value), ("field.wrong", dotted, shown, wanted))
    unnamed = {**READY, "loading": [{"name": "a", "fraction": 0.5}, {"fraction": 0.5}]}
    yield _fault("loading_no_name", unnamed, ("field.missing", "ready.loading.1.name", "", "str"))


def _fault(name: str, tree: Tree, outcome: tuple[str, str, str, str]) -> Malformed:
    about = "a field is missing" if outcome[0] == "field.missing" else "a field is wrong"
    return Malformed(f"to_mod_{name}", about, "to_mod", packed(tree), outcome)


def _required() -> Iterator[tuple[Tree, list[str], str]]:
    yield HELLO, ["limits"], "map"
    yield READY, ["step"], "map"
    yield READY, ["step", "texts"], "one of endpoint, llama, template"
    yield READY, ["loading"], "array"
    yield TRACK, ["rate"], "int 8000..192000"
    yield TRACK, ["provenance", "seed"], COUNT
    yield TRACK, ["transition", "duck_db"], "float <= 0"
    yield TRACK, ["cause", "prepared"], "bool"
    yield PCM, ["data"], "bin of 1..76800 bytes"
    yield END, ["reason"], "one of failed, finished, stopped"
    yield FADE, ["gain"], "float 0..1"
    yield STATUS, ["playing"], "bool"
    yield PROVENANCE, ["record"], "map"
    yield PROVENANCE, ["record", "anchor"], "str or nil"
    yield PROVENANCE, ["record", "seed"], COUNT
    yield ERROR, ["expected"], "str"


def _wrong() -> Iterator[Fault]:
    nan = float("nan")
    yield "limit_float", HELLO, ["limits", "clients"], 1.0, "1.0", "int"
    yield "limit_2_63", HELLO, ["limits", "depth"], 2**63, str(2**63), "int of 64 bits with sign"
    yield (
        "step_unknown",
        READY,
        ["step", "music"],
        "orchestra",
        "orchestra",
        "one of composer, musicgen, none",
    )
    yield "role", TRACK, ["role"], "solo", "solo", "one of base, combat, sting"
    yield "rate", TRACK, ["rate"], 4_000, "4000", "int 8000..192000"
    yield "channels", TRACK, ["channels"], 6, "6", "int 1..2"
    yield "format", TRACK, ["format"], "mp3", "mp3", "one of f32le, s16le"
    yield "frames_nil", TRACK, ["frames"], None, "nil", COUNT
    yield "gain_above", TRACK, ["gain"], 1.25, "1.25", "float 0..1"
    yield "gain_nan", TRACK, ["gain"], nan, "nan", "float 0..1"
    yield "duck_above", TRACK, ["transition", "duck_db"], 3.0, "3.0", "float <= 0"
    yield "duck_minus_inf", TRACK, ["transition", "duck_db"], -float("inf"), "-inf", "finite float"
    yield "curve", TRACK, ["transition", "curve"], "cubic", "cubic", "one of equal_power, linear"
    yield "fade_in_negative", TRACK, ["transition", "fade_in_ms"], -1, "-1", COUNT
    yield "cause", TRACK, ["cause", "kind"], "whim", "whim", "one of command, continue, event, scene, start"
    yield "prepared_number", TRACK, ["cause", "prepared"], 1, "1", "bool"
    yield "track_0", PCM, ["track"], 0, "0", POSITIVE
    yield "offset_negative", PCM, ["offset"], -1, "-1", COUNT
    yield "data_text", PCM, ["data"], "AAAA", "AAAA", "bin of 1..76800 bytes"
    yield "data_empty", PCM, ["data"], b"", "bin of 0 bytes", "bin of 1..76800 bytes"
    yield "data_76801", PCM, ["data"], bytes(76_801), "bin of 76801 bytes", "bin of 1..76800 bytes"
    yield "stop_nil", FADE, ["stop"], None, "nil", "bool"
    yield "record_array", PROVENANCE, ["record"], [], "array of 0 items", "map"
    yield "record_track_text", PROVENANCE, ["record", "track"], "1", "1", POSITIVE
    yield "record_anchor", PROVENANCE, ["record", "anchor"], 4, "4", "str or nil"
    yield "record_ms_nan", PROVENANCE, ["record", "ms", "compose"], nan, "nan", "finite float"
    yield (
        "record_inner_inf",
        PROVENANCE,
        ["record", "characterized", "Weather", "Clear"],
        float("inf"),
        "inf",
        ("finite float"),
    )
    yield (
        "error_code",
        ERROR,
        ["code"],
        "field.odd",
        "field.odd",
        ("one of credit.overdrawn, field.missing, field.wrong, rate.exceeded, state.unexpected"),
    )
