"""Ten minutes on machines of all kinds: the music never stops, and MusicGen plays where it can."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.server.virtual_session import VirtualSession

# Where the player is, for how many scenes of ten seconds.
WALK = (
    ("minecraft:forest", 14),
    ("minecraft:plains", 2),
    ("minecraft:forest", 3),
    ("minecraft:desert", 9),
    ("minecraft:plains", 1),
    ("minecraft:desert", 1),
    ("minecraft:forest", 12),
    ("minecraft:swamp", 18),
)
FIGHTS = (7, 21, 22, 33, 50)


def walked(session: VirtualSession) -> Counter[str]:
    """How many frames of base music were heard, engine by engine."""
    places = [place for place, scenes in WALK for _ in range(scenes)]
    for number, place in enumerate(places):
        session.scene(place, ahead={places[(number + 3) % len(places)]: 0.6})
        if number in FIGHTS:
            session.event("hurt", "zombie")
        session.run(10.0)
    heard: Counter[str] = Counter()
    for deck in session.mod.decks.values():
        if deck.told.role == "base":
            heard[deck.told.provenance.engine] += deck.played
    return heard


@pytest.mark.parametrize("pace", [0.2, 0.9, 2.3, 4.6, 10.0])
def test_ten_minutes_have_no_silence_and_no_track_runs_dry(tmp_path: Path, pace: float) -> None:
    session = VirtualSession(tmp_path, told=pace, pace=pace)
    heard = walked(session)
    assert session.now == pytest.approx(600.0)
    assert session.mod.quiet_s == pytest.approx(0.0, abs=1.0), "the first second may be"
    assert sum(deck.dry_s for deck in session.mod.decks.values()) == 0.0
    assert heard["musicgen"] > 0 or pace > 6.0
    assert heard["composer"] > 0 or pace < 0.8


@pytest.mark.parametrize(("told", "pace"), [(0.5, 1.5), (2.0, 20.0), (5.0, 0.4)])
def test_a_machine_that_is_not_what_was_measured_is_found_out_in_time(
    tmp_path: Path, told: float, pace: float
) -> None:
    session = VirtualSession(tmp_path, told=told, pace=pace)
    session.scene("minecraft:forest")
    session.run(150.0)
    assert session.mod.quiet_s == pytest.approx(0.0, abs=1.0)
    reasons = [status.step.reason for status in session.mod.statuses]
    assert any(f"takes {pace:.2f} s" in reason for reason in reasons) or pace < 0.8
    assert session.mod.statuses[-1].step.music == ("composer" if pace > 6.0 else "musicgen")


def test_a_machine_that_grows_slower_while_musicgen_plays_hands_over_in_time(tmp_path: Path) -> None:
    session = VirtualSession(tmp_path, told=0.5, pace=0.5)
    session.scene("minecraft:forest")
    session.run(20.0)
    session.musicgen.toil.pace = 40.0
    session.run(60.0)
    engines = [deck.told.provenance.engine for deck in session.mod.decks.values()]
    assert engines == ["musicgen", *["composer"] * (len(engines) - 1)]
    assert len(engines) > 1
    assert session.mod.quiet_s == pytest.approx(0.0, abs=1.0)
    left = session.mod.decks[1]
    assert left.dry_s == 0.0
    assert left.frames is not None
    assert left.frames < 90 * 48_000, "it was told to end"
    assert session.mod.statuses[-1].step.music == "composer"


def test_an_engine_that_gives_out_is_replaced_at_once_and_not_asked_for_ever(tmp_path: Path) -> None:
    session = VirtualSession(tmp_path, told=0.5, pace=0.5)
    session.scene("minecraft:forest")
    session.run(15.0)
    session.musicgen.toil.breaks_after = 0.0
    session.run(5.0)
    engines = [deck.told.provenance.engine for deck in session.mod.decks.values()]
    assert engines == ["musicgen", "composer"]
    messages = [status.message for status in session.mod.statuses]
    assert "a piece broke off: RuntimeFaultError: the logits are not finite" in messages
    for _ in range(3):
        session.command("skip")
        session.run(10.0)
    assert session.mod.quiet_s == pytest.approx(0.0, abs=1.0)
    assert "broke off 3 times within a minute" in session.mod.statuses[-1].step.reason
    session.run(120.0)
    assert [deck.told.provenance.engine for deck in session.mod.decks.values()].count("musicgen") == 1
