"""What a piece takes over, on the real graphs (random weights) and from the real composer."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from metabgm.music.composer import Composer
from metabgm.music.engine import Anchor, Brief, Frames
from metabgm.music.musicgen.anchoring import Anchoring
from metabgm.music.musicgen.chroma import chromagram
from metabgm.music.musicgen.engine import MusicGen
from metabgm.music.musicgen.resample import as_the_codec_hears
from metabgm.music.musicgen.runtime import Audio, Codes, RuntimeFaultError
from metabgm.music.musicgen.shape import MusicGenShape
from metabgm.music.musicgen.tokens.options import Options, Sampling
from tests.music.musicgen.numpy_runtime import SHAPE, NumpyRuntime

pytest.importorskip("openvino", reason="runs the networks: pip install 'metabgm-sidecar[musicgen]'")
pytest.importorskip("soxr")

from metabgm.music.musicgen.ov.runtime import OpenVinoRuntime
from tests.music.musicgen.loaded import load

GREEDY = Options(sampling=Sampling(temperature=0.0))
RATE = 48_000


@pytest.fixture(scope="module")
def melody_runtime(tiny_melody_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> OpenVinoRuntime:
    return load(tiny_melody_checkpoint, tmp_path_factory.mktemp("melody"))


@pytest.fixture(scope="module")
def composed(composer: Composer) -> Anchor:
    """A piece of the composer's, and its first five seconds."""
    piece = composer.compose(Brief("calm piano", seed=1, seconds=20.0))
    # Far louder than it is played: random weights make nothing of quieter sounds.
    sound = 300 * np.concatenate(list(islice(piece.chunks(), 40)))[: 5 * RATE]
    assert len(sound) == 5 * RATE
    anchor = piece.anchor()
    return Anchor(anchor.engine, anchor.summary, anchor.material, sound)


class CountingRuntime(NumpyRuntime):
    """Hears a sound's loudness."""

    def __init__(self, codes: int = SHAPE.decoder.codes) -> None:
        super().__init__()
        self.heard: list[Audio] = []
        self._codes = codes

    @property
    def shape(self) -> MusicGenShape:
        return replace(SHAPE, decoder=replace(SHAPE.decoder, codes=self._codes))

    def encode_audio(self, audio: Audio) -> Codes:
        self.heard.append(audio)
        frames = audio.reshape(-1, self.shape.codec.hop)
        loudness = np.sqrt((frames**2).mean(axis=1))
        return np.tile((40.0 * loudness).astype(np.int64), (4, 1))


def whole(engine: MusicGen, brief: Brief) -> Frames:
    return np.concatenate(list(engine.compose(brief).chunks()))


def test_after_a_piece_of_the_composer_its_sound_goes_on(
    melody_runtime: OpenVinoRuntime, composed: Anchor
) -> None:
    runtime = melody_runtime
    prompt = Anchoring(runtime, GREEDY, "tiny").prompt(composed)
    assert composed.sound is not None
    assert prompt is not None
    heard = as_the_codec_hears(composed.sound[-2 * RATE :], 32_000, 1)
    assert heard.shape == (64_000, 1)
    assert np.array_equal(prompt, runtime.encode_audio(heard)[:, -75:])
    assert len(np.unique(prompt[0])) > 5
    engine = MusicGen(runtime, "tiny", Options(melody=False, sampling=GREEDY.sampling), random=True)
    brief = Brief("drums", seed=2, seconds=2.0, anchor=composed)
    assert engine.compose(brief).parameters["anchor_tokens"] == 75
    assert not engine.compose(brief).parameters["melody"]
    alone = whole(engine, Brief("drums", seed=2, seconds=2.0))
    assert not np.array_equal(whole(engine, brief), alone)


def test_its_melody_is_followed_where_the_model_can_and_the_option_says_so(
    melody_runtime: OpenVinoRuntime, composed: Anchor
) -> None:
    sound = composed.sound
    assert sound is not None
    anchoring = Anchoring(melody_runtime, GREEDY, "tiny")
    melody = anchoring.melody(sound)
    assert melody is not None
    assert melody.shape == (1 + 5 * 32_000 // 4096, 12)
    assert np.array_equal(melody, chromagram(as_the_codec_hears(sound, 32_000, 1), 32_000))
    assert len(np.unique(melody.argmax(axis=1))) > 1
    silent = Options(prompt_seconds=0.0, sampling=GREEDY.sampling)
    engine = MusicGen(melody_runtime, "tiny", silent, random=True)
    brief = Brief("drums", seed=2, seconds=2.0, anchor=composed)
    piece = engine.compose(brief)
    assert (piece.parameters["melody"], piece.parameters["anchor_tokens"]) == (True, 0)
    followed = whole(engine, brief)
    assert np.array_equal(followed, whole(engine, brief))
    unanchored = Brief("drums", seed=2, seconds=2.0)
    assert not np.array_equal(followed, whole(engine, unanchored))
    told = np.concatenate(list(engine.compose(unanchored, melody=sound).chunks()))
    assert np.array_equal(followed, told)
    assert anchoring.melody(np.zeros((RATE, 2), np.float32)) is None
    assert Anchoring(NumpyRuntime(), GREEDY, "tiny").melody(sound) is None


def test_a_text_model_is_told_no_melody(composed: Anchor) -> None:
    engine = MusicGen(NumpyRuntime(), "tiny", random=True)
    with pytest.raises(ValueError, match="melody: tiny follows a text alone, expected a melody model"):
        engine.compose(Brief("calm", seed=1), melody=composed.sound)
    assert not engine.compose(Brief("calm", seed=1, seconds=1.0, anchor=composed)).parameters["melody"]


def test_stereo_models_hear_both_sides(
    tiny_stereo_checkpoint: Path, tmp_path: Path, composed: Anchor
) -> None:
    runtime = load(tiny_stereo_checkpoint, tmp_path)
    sound = composed.sound
    assert sound is not None
    turned = np.ascontiguousarray(sound[:, ::-1])
    left_right = Anchoring(runtime, GREEDY, "tiny").prompt(composed)
    right_left = Anchoring(runtime, GREEDY, "tiny").prompt(Anchor("composer", "", None, turned))
    assert left_right is not None
    assert right_left is not None
    assert left_right.shape == (8, 75)
    assert np.array_equal(left_right[::2], right_left[1::2])
    assert not np.array_equal(left_right[::2], left_right[1::2])


def test_a_sound_is_encoded_once(composed: Anchor) -> None:
    runtime = CountingRuntime()
    anchoring = Anchoring(runtime, Options(), "tiny")
    first, second = (anchoring.prompt(composed) for _ in range(2))
    assert first is not None
    assert second is not None
    assert np.array_equal(first, second)
    assert len(runtime.heard) == 1
    longer = Anchor("composer", "", None, np.full((3 * RATE, 2), 0.3, np.float32))
    assert anchoring.prompt(longer) is not None
    assert len(runtime.heard) == 2


@pytest.mark.parametrize("frames", [0, 1, 2000])
def test_what_has_hardly_begun_is_not_continued(frames: int) -> None:
    begun = Anchor("composer", "", None, np.ones((frames, 2), np.float32))
    assert Anchoring(CountingRuntime(), Options(), "tiny").prompt(begun) is None


def test_no_more_is_encoded_than_is_taken(composed: Anchor) -> None:
    runtime = CountingRuntime()
    assert Anchoring(runtime, Options(prompt_seconds=0.0), "tiny").prompt(composed) is None
    assert not runtime.heard
    Anchoring(runtime, Options(prompt_seconds=1.0), "tiny").prompt(composed)
    assert [len(audio) for audio in runtime.heard] == [48_000]


def test_where_the_codec_gives_out_the_piece_begins_from_nothing(composed: Anchor) -> None:
    engine = MusicGen(NumpyRuntime(), "tiny", random=True)
    with pytest.raises(RuntimeFaultError):
        NumpyRuntime().encode_audio(np.zeros((RATE, 1), np.float32))
    anchored = whole(engine, Brief("calm", seed=1, seconds=2.0, anchor=composed))
    assert np.array_equal(anchored, whole(engine, Brief("calm", seed=1, seconds=2.0)))


def test_own_tokens_are_better_than_a_sound_and_another_models_are_not(composed: Anchor) -> None:
    piece = MusicGen(NumpyRuntime(), "tiny", random=True).compose(Brief("calm", seed=1, seconds=2.0))
    next(iter(piece.chunks()))
    material = piece.anchor().material
    both = Anchor("musicgen", "", material, composed.sound)
    same, other = CountingRuntime(), CountingRuntime(codes=int(material.tokens(250).max()))
    own = Anchoring(same, Options(), "tiny").prompt(both)
    assert own is not None
    assert np.array_equal(own, material.tokens(250))
    assert not same.heard
    assert Anchoring(other, Options(), "tiny").prompt(both) is not None
    assert len(other.heard) == 1
