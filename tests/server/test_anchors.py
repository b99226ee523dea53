from __future__ import annotations

from dataclasses import replace

import numpy as np

from metabgm.music.engine import Anchor
from metabgm.server.anchors import ANCHORS_KEPT, SOUND_FRAMES, SOUNDS_KEPT, Anchors, Root
from tests.server.test_compose_worker import order

CHUNK = np.linspace(-1.0, 1.0, 2 * 48_000, dtype=np.float32).reshape(-1, 2)


def anchors_of(*numbers: int) -> Anchors:
    anchors = Anchors()
    for number in numbers:
        anchors.add(number, Anchor("composer", f"piece {number}", None))
    return anchors


def root_of(anchors: Anchors, number: int) -> Root:
    root = anchors.of(number)
    assert root is not None
    return root


def test_an_anchor_has_the_sound_of_its_pieces_beginning() -> None:
    anchors = anchors_of(1)
    for heard in range(1, 9):
        anchors.hear(order(1), CHUNK)
        root = root_of(anchors, 1)
        assert (root.frames, root.sound_frames) == (heard * 48_000, min(heard * 48_000, SOUND_FRAMES))
    sound = root_of(anchors, 1).anchor.sound
    assert sound is not None
    assert np.array_equal(sound, np.tile(CHUNK, (5, 1)))


def test_before_it_sounds_and_for_a_fight_there_is_none() -> None:
    anchors = anchors_of(1, 2)
    anchors.hear(replace(order(2), role="combat"), CHUNK)
    for number in (1, 2):
        assert root_of(anchors, number).anchor.sound is None
    assert anchors.of(3) is None
    assert anchors.of(None) is None


def test_old_sounds_and_then_old_anchors_are_forgotten() -> None:
    anchors = anchors_of(*range(ANCHORS_KEPT))
    for number in range(4):
        anchors.hear(order(number), CHUNK)
    heard = [root_of(anchors, number).sound_frames > 0 for number in range(4)]
    assert heard == [False] * 2 + [True] * SOUNDS_KEPT
    anchors.add(ANCHORS_KEPT, Anchor("composer", "one more", None))
    assert anchors.of(0) is None
