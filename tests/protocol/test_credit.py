from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from metabgm.protocol.credit import CreditLedger
from metabgm.protocol.outcomes import FieldError

BUFFER = 1_000


@pytest.fixture
def ledger() -> CreditLedger:
    ledger = CreditLedger(buffer_frames=BUFFER)
    ledger.open(1)
    return ledger


def test_new_track_has_room_for_one_buffer(ledger: CreditLedger) -> None:
    assert ledger.room(1) == BUFFER
    assert ledger.played(1) == 0


def test_sending_takes_room_and_credit_gives_it_back(ledger: CreditLedger) -> None:
    ledger.spend(1, 700)
    assert (ledger.room(1), ledger.played(1)) == (300, 0)
    assert ledger.grant(1, 450) is None
    assert (ledger.room(1), ledger.played(1)) == (750, 450)


def test_credit_for_exactly_what_is_outstanding_is_good(ledger: CreditLedger) -> None:
    ledger.spend(1, BUFFER)
    assert ledger.grant(1, BUFFER) is None
    assert (ledger.room(1), ledger.played(1)) == (BUFFER, BUFFER)


def test_overdrawn_credit_is_refused_and_the_room_stays_one_buffer(ledger: CreditLedger) -> None:
    ledger.spend(1, 200)
    refused = ledger.grant(1, 201)
    assert refused == FieldError("credit.overdrawn", "credit.frames", "201", "at most 200")
    assert (ledger.room(1), ledger.played(1)) == (BUFFER, 200)


def test_no_frame_without_credit(ledger: CreditLedger) -> None:
    ledger.spend(1, BUFFER)
    with pytest.raises(ValueError, match="room for 0"):
        ledger.spend(1, 1)
    assert ledger.room(1) == 0


def test_unknown_and_ended_tracks(ledger: CreditLedger) -> None:
    ledger.close(1)
    ledger.close(1)
    for track in (1, 2):
        assert ledger.grant(track, 10**12) is None
        assert ledger.room(track) == 0
        with pytest.raises(KeyError):
            ledger.spend(track, 1)
        with pytest.raises(KeyError):
            ledger.played(track)


def test_tracks_do_not_share_room(ledger: CreditLedger) -> None:
    ledger.open(2)
    ledger.spend(1, 400)
    assert ledger.room(2) == BUFFER


class MirroredByABuffer(RuleBasedStateMachine):
    """The mod's buffer and the ledger never disagree while the mod grants what it really consumed."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = CreditLedger(BUFFER)
        self.ledger.open(7)
        self.held = self.consumed = self.told = 0

    @rule(wanted=st.integers(0, 2 * BUFFER))
    def send(self, wanted: int) -> None:
        frames = min(wanted, self.ledger.room(7))
        self.ledger.spend(7, frames)
        self.held += frames

    @rule(wanted=st.integers(1, BUFFER))
    def consume(self, wanted: int) -> None:
        frames = min(wanted, self.held)
        self.held -= frames
        self.consumed += frames

    @rule()
    def grant(self) -> None:
        if self.consumed > self.told:
            assert self.ledger.grant(7, self.consumed - self.told) is None
            self.told = self.consumed

    @invariant()
    def buffer_never_overflows(self) -> None:
        assert self.held + self.ledger.room(7) <= BUFFER
        assert self.ledger.played(7) == self.told


TestMirroredByABuffer = MirroredByABuffer.TestCase
