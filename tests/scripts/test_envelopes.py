import numpy as np
import pytest

from journey.envelopes import Envelope, envelopes, lanes
from tests.scripts.player_log import PlayerLog, cause, short_journey


def test_a_new_base_piece_fades_the_old_one_out() -> None:
    first, second, *_ = envelopes(short_journey().read())
    assert np.allclose(first.points, [(0.4, 0.0), (2.9, 1.0), (23.1, 1.0), (26.1, 0.0)])
    assert second.begins == pytest.approx(23.1)
    assert second.gain_at(23.1 + 1.25) == pytest.approx(0.5)


def test_a_fight_leaves_the_base_alone() -> None:
    pieces = {piece.track: piece for piece in envelopes(short_journey().read())}
    assert pieces[2].gain_at(33.0) == 1.0
    assert pieces[3].role == "combat"
    assert pieces[3].gain_at(42.25) == pytest.approx(0.5)
    assert pieces[3].ends == pytest.approx(43.5)


def test_a_piece_still_playing_ends_with_the_mix() -> None:
    last = envelopes(short_journey().read())[-1]
    assert last.points[-1] == pytest.approx((60.0, 1.0))


def test_a_fade_turned_round_goes_on_from_where_it_was() -> None:
    log = PlayerLog().piece(1, 1.0, cause("start")).fade(1, 10.0, 0.0, 2000).fade(1, 11.0, 1.0, 1000)
    piece = envelopes(log.finished(20).read())[0]
    assert piece.gain_at(11.0) == pytest.approx(0.5)
    assert piece.gain_at(12.0) == pytest.approx(1.0)
    assert piece.gain_at(20.0) == pytest.approx(1.0)


def test_a_piece_cut_off_in_its_fade_in() -> None:
    log = PlayerLog().piece(1, 1.0, cause("start")).ended(1, 2.25).finished(20)
    piece = envelopes(log.read())[0]
    assert np.allclose(piece.points, [(1.0, 0.0), (2.25, 0.5)])


def test_lanes_keep_pieces_apart() -> None:
    pieces = [
        Envelope(track, "base", "", "", [(float(begin), 0.0), (float(end), 0.0)])
        for track, begin, end in ((1, 0, 10), (2, 8, 20), (3, 12, 30), (4, 21, 25))
    ]
    assert [[piece.track for piece in lane] for lane in lanes(pieces)] == [[1, 3], [2, 4]]


def test_no_pieces_need_no_lanes() -> None:
    assert lanes([]) == []


def test_a_piece_is_drawn_no_longer_than_it_is_heard() -> None:
    log = PlayerLog().piece(1, 1.0, cause("start")).fade(1, 10.0, 0.0, 2000).ended(1, 15.0).finished(20)
    piece = envelopes(log.read())[0]
    assert piece.points[-1] == (12.0, 0.0)
