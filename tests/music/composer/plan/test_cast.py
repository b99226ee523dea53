from __future__ import annotations

import pytest

from metabgm.music.composer.plan.cast import MOST_NAMED, Cast, choose
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.engine import Role


def cast(
    *named: str, seed: int = 0, without: tuple[str, ...] = (), solo: bool = False, role: Role = "base"
) -> Cast:
    rng = stream(seed, "cast")
    return choose(rng, named, without, valence=0.3, arousal=-0.4, solo=solo, sparkling=False, role=role)


@pytest.mark.parametrize("name", instruments())
@pytest.mark.parametrize("role", ["base", "combat"])
def test_a_named_instrument_plays(name: str, role: Role) -> None:
    assert name in cast(name, role=role).names


def test_all_named_instruments_play_as_far_as_they_can_be_told_apart() -> None:
    named = ["piano", "harp", "strings", "choir", "flute", "cello"]
    assert set(named) <= set(cast(*named).names)
    assert len(named) == MOST_NAMED
    assert "tuba" not in cast(*named, "tuba").names


@pytest.mark.parametrize("seed", range(30))
def test_solo_means_nothing_else(seed: int) -> None:
    assert cast("flute", seed=seed, solo=True).names == ["flute"]
    assert len(cast(seed=seed, solo=True).names) == 1


@pytest.mark.parametrize("seed", range(60))
def test_forbidden_instruments_stay_out(seed: int) -> None:
    without = ("piano", "strings", "warm_pad", "halo_pad", "contrabass", "celesta")
    for named in ((), ("harp",), ("violin",)):
        assert not set(without) & set(cast(*named, seed=seed, without=without).names)


def test_something_plays_whatever_is_forbidden() -> None:
    named = cast("cello", without=tuple(set(instruments()) - {"cello"}))
    assert named.names == ["cello"]


def test_suited_layers() -> None:
    chosen = cast("strings", "piano", "contrabass")
    assert [player.name for player in chosen.lead] == ["piano"]
    assert [player.name for player in chosen.bed] == ["strings"]
    assert [player.name for player in chosen.bass] == ["contrabass"]


def test_leads_take_turns() -> None:
    chosen = cast("flute", "oboe", "recorder")
    turns = {player.name for at in range(3) if (player := chosen.turn("lead", at)) is not None}
    assert turns == {"flute", "oboe", "recorder"}
    assert Cast().turn("lead", 0) is None


def test_seeds_change_who_plays() -> None:
    assert len({tuple(cast(seed=seed).names) for seed in range(30)}) >= 4
