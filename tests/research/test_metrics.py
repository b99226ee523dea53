from __future__ import annotations

import numpy as np
import pytest

from metabgm.research.intervals import estimate
from metabgm.research.metrics import paper_metrics, share

sacrebleu = pytest.importorskip("sacrebleu")

_TEXTS = ["a slow harp tune in a minor key", "fast drums and brass", "soft flute over low strings"]
_REFERENCES = [
    ["a slow flute tune in a minor key"],
    ["fast drums with brass", "loud horns"],
    ["a bell rings"],
]


def _values() -> dict[str, float]:
    return {metric.name: estimate(metric).value for metric in paper_metrics(_TEXTS, _REFERENCES)}


def test_bleu_is_sacrebleus_own() -> None:
    values = _values()
    columns = [[_REFERENCES[0][0], _REFERENCES[1][0], _REFERENCES[2][0]], [None, _REFERENCES[1][1], None]]
    for order in range(1, 5):
        own = sacrebleu.metrics.BLEU(lowercase=True, max_ngram_order=order)
        assert values[f"BLEU-{order}"] == pytest.approx(own.corpus_score(_TEXTS, columns).score)


def test_equal_texts_reach_the_most_and_others_nothing() -> None:
    equal = {
        metric.name: estimate(metric).value for metric in paper_metrics(_TEXTS, [[one] for one in _TEXTS])
    }
    assert equal["BLEU-4"] == pytest.approx(100.0)
    assert equal["ROUGE-L"] == pytest.approx(100.0)
    assert equal["METEOR"] > 99.0
    other = {metric.name: estimate(metric).value for metric in paper_metrics(["x y z"], [["a b c"]])}
    assert other["ROUGE-L"] == other["METEOR"] == other["BLEU-1"] == 0.0


def test_meteor_and_rouge_know_stems_and_the_best_reference() -> None:
    scores = {m.name: m.numbers[:, 0] for m in paper_metrics(["slow tunes"], [["bells", "slow tune"]])}
    assert scores["ROUGE-L"][0] == pytest.approx(1.0)
    assert scores["METEOR"][0] > 0.9


def test_intervals_shrink_with_the_texts_and_hold_the_value() -> None:
    few = estimate(share("x", [0, 1] * 10))
    many = estimate(share("x", [0, 1] * 1000))
    for one in (few, many):
        assert one.low < one.value == 50.0 < one.high
    assert many.high - many.low < 0.2 * (few.high - few.low)
    assert estimate(share("x", [1.0] * 9)) == (100.0, 100.0, 100.0)


def test_the_bootstrap_of_a_mean_is_its_normal_interval() -> None:
    hits = np.random.default_rng(5).random(400) < 0.3
    found = estimate(share("x", hits.astype(float).tolist()))
    spread = 100 * float(np.sqrt(hits.mean() * (1 - hits.mean()) / len(hits)))
    assert found.high - found.low == pytest.approx(2 * 1.96 * spread, rel=0.1)


def test_further_texts_for_the_same_scenes_are_no_further_scenes() -> None:
    once = share("x", [0, 1] * 10)
    thrice = share("x", [0, 1] * 30)
    assert estimate(thrice.of_scenes([*range(20)] * 3)) == estimate(once)
    assert estimate(thrice) != estimate(once)
    bleu = paper_metrics(_TEXTS * 2, _REFERENCES * 2)[1]
    assert estimate(bleu.of_scenes([0, 1, 2] * 2)).value == pytest.approx(estimate(bleu).value)
    some = share("x", [0, 1, 1, 0]).of_scenes([7, 2, 7, 9])
    assert some.numbers.tolist() == [[1, 1], [1, 2], [0, 1]]
