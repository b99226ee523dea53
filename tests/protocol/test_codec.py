from __future__ import annotations

import tracemalloc
from typing import Any

import msgpack
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.protocol.close_codes import CloseCode
from metabgm.protocol.codec import EncodeError, decode, decode_to_mod, encode
from metabgm.protocol.limits import LIMITS
from metabgm.protocol.messages_from_mod import FROM_MOD, Credit, Event, FromModMessage
from metabgm.protocol.messages_to_mod import TO_MOD, Fade, Hello, Pcm, Provenance, ToModMessage
from metabgm.protocol.outcomes import FieldError, FrameError, Ignored
from tests.protocol.strategies import messages, odd_values, texts
from tests.protocol.vector_files import vector_cases

KINDS: dict[str, Any] = {**FROM_MOD, **TO_MOD}
OUTCOMES = (FromModMessage, ToModMessage, Ignored, FieldError, FrameError)
GOOD_FRAMES = [case.frame for folder in ("to_sidecar", "to_mod") for case in vector_cases(folder)]


def message_of(tree: dict[str, Any]) -> Any:
    return msgspec.convert(tree, KINDS[tree["type"]], builtin_types=(bytes,))


@given(messages())
def test_valid_message_round_trips(tree: dict[str, Any]) -> None:
    message = message_of(tree)
    frame = encode(message)
    decoded = decode(frame) if tree["type"] in FROM_MOD else decode_to_mod(frame)
    assert decoded == message
    assert isinstance(decoded, (FromModMessage, ToModMessage))
    assert encode(decoded) == frame


@given(messages(), st.dictionaries(texts.map("zz".__add__), odd_values, max_size=2))
def test_unknown_keys_change_nothing_unless_they_break_a_limit(
    tree: dict[str, Any], unknown: dict[str, Any]
) -> None:
    decoder: Any = decode if tree["type"] in FROM_MOD else decode_to_mod
    decoded = decoder(msgpack.packb({**tree, **unknown}))
    if isinstance(decoded, FrameError):
        assert decoded.code == CloseCode.MALFORMED
        assert any(len(value) > LIMITS.string_chars for value in unknown.values() if isinstance(value, str))
    else:
        assert decoded == message_of(tree)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_declared_outcome(frame: bytes) -> None:
    assert isinstance(decode(frame), OUTCOMES)
    assert isinstance(decode_to_mod(frame), OUTCOMES)


@given(st.sampled_from(GOOD_FRAMES), st.data())
def test_damaged_frame_gives_a_declared_outcome(frame: bytes, data: st.DataObject) -> None:
    damaged = bytearray(frame[: data.draw(st.integers(0, len(frame)))])
    if damaged:
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(decode(bytes(damaged)), OUTCOMES)
    assert isinstance(decode_to_mod(bytes(damaged)), OUTCOMES)


@given(st.sampled_from([*KINDS, "unknown"]), st.dictionaries(texts, odd_values, max_size=4))
def test_any_map_gives_a_declared_outcome(name: str, fields: dict[str, Any]) -> None:
    frame = msgpack.packb({**fields, "type": name})
    assert isinstance(decode(frame), OUTCOMES)
    assert isinstance(decode_to_mod(frame), OUTCOMES)


HOSTILE_FRAMES = [
    *[case.frame for case in vector_cases("malformed")],
    b"\x91" * LIMITS.frame_to_sidecar_bytes,
    b"\x81\xa1a" * (LIMITS.frame_to_sidecar_bytes // 3),
    b"\xdc\x00\x40" * (LIMITS.frame_to_sidecar_bytes // 3),
    b"\xdd\x00\x00\x00\x40" * 500 + b"\xc0" * 60_000,
    b"\x81\xa1k" + b"\xdc\x00\x40" + (b"\xdc\x00\x40" + b"\x80" * 64) * 64,
]


def test_no_frame_costs_more_memory_than_its_size_allows() -> None:
    most = 32 * LIMITS.frame_to_mod_bytes
    tracemalloc.start()
    try:
        for frame in HOSTILE_FRAMES:
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
            assert isinstance(decode(frame), OUTCOMES)
            assert isinstance(decode_to_mod(frame), OUTCOMES)
            assert tracemalloc.get_traced_memory()[1] - before < most
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("decoder", "most"), [(decode, LIMITS.frame_to_sidecar_bytes), (decode_to_mod, LIMITS.frame_to_mod_bytes)]
)
def test_frame_size_at_its_edge(decoder: Any, most: int) -> None:
    frame = msgpack.packb({"type": "unknown", "padding": b""})[:-2]
    size = most - len(frame) - 5
    fits = frame + b"\xc6" + size.to_bytes(4, "big") + bytes(size)
    assert len(fits) == most
    assert isinstance(decoder(fits), Ignored)
    too_large = decoder(fits + b"\x00")
    assert isinstance(too_large, FrameError)
    assert too_large.code == CloseCode.FRAME_TOO_LARGE


def test_integer_in_a_float_field_is_written_as_a_float() -> None:
    fade = Fade(track=1, gain=1, ms=0, stop=False)
    assert encode(fade) == encode(Fade(track=1, gain=1.0, ms=0, stop=False))


def test_records_known_keys_come_first_and_its_floats_are_floats() -> None:
    tree = next(case for case in vector_cases("to_mod") if case.name == "provenance_more").description[
        "message"
    ]
    shuffled = dict(sorted(tree["record"].items()))
    shuffled["ms"] = {"narrative": 512.25, "description": 301, "compose": 38.5}
    assert encode(Provenance(record=shuffled)) == encode(Provenance(record=tree["record"]))


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (Fade(track=0, gain=1.0, ms=0, stop=False), "fade.track: 0"),
        (Fade(track=1, gain=float("nan"), ms=0, stop=False), "fade.gain: nan"),
        (Pcm(track=1, offset=0, data=b""), "pcm.data: bin of 0 bytes"),
        (Credit(track=1, frames=-3), "credit.frames: -3"),
        (Hello(protocol=1, sidecar="x" * 2001, limits={}), "2001 characters"),
        (Hello(protocol=1, sidecar="x", limits={f"k{n}": 1 for n in range(129)}), "map of 129"),
        (Provenance(record={}), "provenance.record.time"),
    ],
)
def test_what_would_be_refused_is_not_sent(message: Any, told: str) -> None:
    with pytest.raises(EncodeError, match=told):
        encode(message)


def test_message_that_makes_too_large_a_frame_is_not_sent() -> None:
    record = next(c for c in vector_cases("to_mod") if c.name == "provenance").description["message"][
        "record"
    ]
    with pytest.raises(EncodeError, match="a frame of"):
        encode(Provenance(record={**record, "notes": ["x" * 2000] * 64, "more": ["x" * 2000] * 4}))


@pytest.mark.parametrize("length", [0, 1, 2000])
def test_text_up_to_the_limit_passes(length: int) -> None:
    event = Event(time_ms=0, kind="kill", detail="🎵" * length)
    assert decode(encode(event)) == event
