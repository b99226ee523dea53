"""Whether the music is what the words say, to an ear that hears only the audio."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.tagger.musicnn import Tagger, fetch_weights
from metabgm.models.paths import cache_dir
from metabgm.music.composer import Composer
from metabgm.music.engine import Brief, Engine, Frames

PAIRS = Path(__file__).with_name("opposed.tsv")
CLIP_S = 30.0
SEEDS = (1, 2)
TARGET_PERCENT = 85.0
# For what a pair is asked: tags that speak for it, tags that speak against it.
QUESTIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "slow": (("slow",), ("fast",)),
    "loud": (("loud",), ("quiet", "soft")),
    "piano": (("piano",), ("strings", "violin", "cello")),
    "drums": (("drums", "beat", "beats"), ()),
    "choir": (("choir", "choral"), ()),
}


@dataclass(frozen=True)
class Pair:
    """``more``: the description that should score higher for ``question``, ``less``: the other one."""

    question: str
    more: str
    less: str


def opposed_pairs() -> list[Pair]:
    """As opposed.tsv has them."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return [Pair(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def score(question: str, tags: dict[str, float]) -> float:
    """Log odds of the strongest tag for, less those of the strongest tag against."""
    speaking_for, against = QUESTIONS[question]
    strongest = _log_odds(max(tags[tag] for tag in speaking_for))
    return strongest - (_log_odds(max(tags[tag] for tag in against)) if against else 0.0)


def measure(bench: Bench) -> list[Figure]:
    """Clips of 30 s, each pair with the same seed."""
    tagger = Tagger(fetch_weights(cache_dir() / "benchmarks", lambda done: bench.progress("musicnn", done)))
    engine = Composer()
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    pairs = opposed_pairs()
    for at, pair in enumerate(pairs):
        bench.progress(f"listening for {pair.question}", at / len(pairs))
        for seed in SEEDS:
            more, less = (
                score(pair.question, tagger.tag(clip(engine, text, seed), engine.sample_rate))
                for text in (pair.more, pair.less)
            )
            asked[pair.question] += 1
            right[pair.question] += more > less
    return [
        Figure(
            "opposed pairs ranked right",
            100.0 * right.total() / asked.total(),
            "%",
            at_least=TARGET_PERCENT,
            detail=f"{right.total()} of {asked.total()}",
        ),
        *(
            Figure(f"of them {name}", 100.0 * right[name] / count, "%", detail=f"{right[name]} of {count}")
            for name, count in asked.items()
        ),
    ]


def clip(engine: Engine, text: str, seed: int) -> Frames:
    """What the engine makes of a description, cut to CLIP_S."""
    found: list[Frames] = []
    left = round(CLIP_S * engine.sample_rate)
    for chunk in engine.compose(Brief(text, seed, seconds=CLIP_S)).chunks():
        found.append(chunk[:left])
        left -= len(found[-1])
        if not left:
            break
    return np.concatenate(found)


def _log_odds(probability: float) -> float:
    return float(np.log(probability / (1.0 - probability)))
