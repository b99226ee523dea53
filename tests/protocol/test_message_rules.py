from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from metabgm.protocol.message_rules import canonical, first_broken, typed
from metabgm.protocol.messages_from_mod import Command, Credit, Event
from metabgm.protocol.messages_to_mod import Pcm, Provenance
from metabgm.protocol.outcomes import FieldError
from tests.protocol.vector_files import vector_cases

RECORD = next(c for c in vector_cases("to_mod") if c.name == "provenance").description["message"]["record"]


def test_bytes_are_never_taken_from_text() -> None:
    refused = typed({"type": "pcm", "track": 1, "offset": 0, "data": "AAAA"}, Pcm, "pcm")
    assert isinstance(refused, FieldError)
    assert refused.path == "pcm.data"


def test_unknown_keys_are_left_out() -> None:
    tree = {"type": "event", "mood": 1, "time_ms": 1, "kind": "kill", "detail": "cow"}
    assert typed(tree, Event, "event") == Event(time_ms=1, kind="kill", detail="cow")


@pytest.mark.parametrize(("name", "argument"), [("style", "text"), ("volume", "volume")])
def test_command_needs_its_own_argument(name: Any, argument: str) -> None:
    broken = first_broken(Command(time_ms=0, command=name), "command")
    assert broken is not None
    assert (broken.code, broken.path) == ("field.missing", f"command.{argument}")


@pytest.mark.parametrize("text", [UNSET, "calm"])
@pytest.mark.parametrize("name", ["toggle", "regenerate", "skip", "like", "dislike"])
def test_other_commands_need_none(name: Any, text: Any) -> None:
    assert first_broken(Command(time_ms=0, command=name, text=text), "command") is None


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"track": "1"}, "provenance.record.track"),
        ({"anchor": 4}, "provenance.record.anchor"),
        ({"ms": {"compose": "fast"}}, "provenance.record.ms.compose"),
        ({"notes": [float("nan")]}, "provenance.record.notes.0"),
    ],
)
def test_record_must_hold_what_every_record_holds(change: dict[str, Any], path: str) -> None:
    broken = first_broken(Provenance(record={**RECORD, **change}), "provenance")
    assert broken is not None
    assert broken.path == path


def test_canonical_record_keeps_everything() -> None:
    record = {"bytes": b"\x00", **dict(reversed(RECORD.items())), "ms": {"compose": 3}}
    kept = canonical(Provenance(record=record)).record
    assert list(kept) == [*RECORD, "bytes"]
    assert kept == {**record, "ms": {"compose": 3.0}}
    assert isinstance(kept["ms"]["compose"], float)


def test_canonical_leaves_other_messages_alone() -> None:
    credit = Credit(track=1, frames=2)
    assert canonical(credit) is credit
