from __future__ import annotations

import pytest

from metabgm.music.composer.plan.cast import MOST_NAMED, Cast, choose
from metabgm.music.composer.plan.textures import FigureTexture
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.engine import Role


def cast(
    *named: str,
    seed: int = 0,
    without: tuple[str, ...] = (),
    solo: bool = False,
    role: Role = "base",
    figure: FigureTexture | None = None,
    forceful: bool = False,
    moving: bool = False,
) -> Cast:
    return choose(
        stream(seed, "cast"),
        named,
        without,
        valence=0.3,
        arousal=-0.4,
        solo=solo,
        sparkling=False,
        role=role,
        figure=figure,
        forceful=forceful,
        moving=moving,
    )


@pytest.mark.parametrize("name", instruments())
@pytest.mark.parametrize("role", ["base", "combat"])
def test_a_named_instrument_plays(name: str, role: Role) -> None:
    assert name in cast(name, role=role).names


def test_all_named_instruments_play_as_far_as_they_can_be_told_apart() -> None:
    named = ["piano", "harp", "strings", "choir", "flute", "cello", "oboe", "horn"]
    assert set(named) <= set(cast(*named).names)
    assert len(named) == MOST_NAMED
    assert "tuba" not in cast(*named, "tuba").names


@pytest.mark.parametrize("seed", range(40))
def test_any_named_instruments_are_seated_where_they_are_heard(seed: int) -> None:
    rng = stream(seed, "named")
    names = list(rng.permutation(list(instruments()))[: 1 + seed % 6])
    chosen = cast(*names, seed=seed)
    heard = (chosen.lead, chosen.accompaniment, chosen.bed, chosen.bass, chosen.sparkle)
    assert set(names) <= {player.name for layer in heard for player in layer}
    assert all(len(layer) <= 2 for layer in (chosen.lead, chosen.bed, chosen.bass, chosen.sparkle))


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


def test_leads_take_turns_and_answer_each_other() -> None:
    chosen = cast("flute", "oboe")
    for at in range(4):
        lead, counter = chosen.turn("lead", at), chosen.turn("counter", at)
        assert lead is not None
        assert counter is not None
        assert {lead.name, counter.name} == {"flute", "oboe"}
    assert chosen.turn("lead", 0) != chosen.turn("lead", 1)
    assert Cast().turn("lead", 0) is None


def test_who_could_lead_too_answers() -> None:
    assert [player.name for player in cast("flute", "piano").counter] == ["piano"]
    assert cast("flute", "pizzicato", solo=True).counter[0].name == "pizzicato"
    assert not cast("flute").counter


@pytest.mark.parametrize("seed", range(20))
def test_combat_is_driven(seed: int) -> None:
    for named in ((), ("flute",), ("choir",), ("piano", "violin")):
        chosen = cast(*named, seed=seed, role="combat")
        assert chosen.bed
        if named:
            assert chosen.bass
            assert chosen.accompaniment


def test_seeds_change_who_plays() -> None:
    assert len({tuple(cast(seed=seed).names) for seed in range(30)}) >= 20


def test_bells_that_toll_do_not_sing() -> None:
    for seed in range(20):
        tolling = cast("tubular_bells", seed=seed, figure="tolling")
        assert [player.name for player in tolling.accompaniment] == ["tubular_bells"]
        assert not tolling.lead
        beside = cast("flute", "tubular_bells", seed=seed, figure="tolling")
        assert [player.name for player in beside.lead] == ["flute"]
        assert [player.name for player in beside.accompaniment] == ["tubular_bells"]
    assert cast("tubular_bells").lead


@pytest.mark.parametrize("name", instruments())
@pytest.mark.parametrize("solo", [False, True])
def test_without_a_melody_the_named_still_play(name: str, solo: bool) -> None:
    for named in ((name,), ()):
        chosen = cast(*named, without=("lead",), solo=solo)
        assert not chosen.lead
        assert not chosen.counter
        assert set(named) <= set(chosen.names)
        assert chosen.names


def test_one_voice_does_not_accompany_itself() -> None:
    assert not cast("clarinet").accompaniment
    assert [player.name for player in cast("harp").accompaniment] == ["harp"]


def test_force_needs_a_bass() -> None:
    assert [player.name for player in cast("piano", forceful=True).bass] == ["piano"]
    assert [player.name for player in cast("flute", "horn", forceful=True).bass] == ["contrabass"]
    assert not cast("music_box", forceful=True).bass
    assert not cast("piano").bass
    assert not cast("flute", "horn", forceful=True, without=("contrabass",)).bass


def test_a_lively_piece_has_somebody_who_moves() -> None:
    assert [player.name for player in cast("flute", "strings", moving=True).accompaniment] == ["strings"]
    assert [player.name for player in cast("cello", "horn", moving=True).accompaniment] == ["pizzicato"]
    assert not cast("cello", "horn", moving=True, without=("pizzicato",)).accompaniment
    assert not cast("cello", "horn").accompaniment
    assert cast("flute", moving=True, solo=True).names == ["flute"]
