"""The paper's metrics (section III.C), each as numbers of single texts that add up.

BLEU by sacrebleu (Post 2018), of the whole set, smoothed, lower-cased; ROUGE-L by rouge-score, with stems,
the best reference; METEOR by nltk with its stages for equal words and equal stems. The stage for synonyms
needs WordNet's data, which no package ships and nothing here downloads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from metabgm.describe.sentences import words_of

Array = npt.NDArray[np.float64]

_ORDERS = 4
PERCENT = 100.0


@dataclass(frozen=True)
class Metric:
    """``numbers``: (texts, any). ``combine``: the sum of some texts' numbers -> 0..100."""

    name: str
    numbers: Array
    combine: Callable[[Array], float]

    def of_scenes(self, scenes: Sequence[int]) -> Metric:
        """(scenes, any), in their order. ``scenes``: the number of each text's scene.

        Texts for one scene are no chances of their own.
        """
        there, places = np.unique(scenes, return_inverse=True)
        numbers = np.zeros((len(there), self.numbers.shape[1]))
        np.add.at(numbers, places, self.numbers)
        return replace(self, numbers=numbers)


def share(name: str, hits: Sequence[float]) -> Metric:
    """A mean of values 0..1, in percent."""
    values = np.asarray(hits, np.float64)
    return Metric(name, np.stack([values, np.ones_like(values)], axis=1), _mean)


def paper_metrics(texts: Sequence[str], references: Sequence[Sequence[str]]) -> list[Metric]:
    """``references``: at least one for each text. Raises ImportError without the extra ``research``."""
    numbers = _bleu_numbers(texts, references)
    bleu = [Metric(f"BLEU-{order}", numbers, _bleu_of(order)) for order in range(1, _ORDERS + 1)]
    return [*bleu, _meteor(texts, references), _rouge(texts, references)]


def _bleu_numbers(texts: Sequence[str], references: Sequence[Sequence[str]]) -> Array:
    from sacrebleu.metrics import BLEU  # noqa: PLC0415  (only in the extra)

    bleu = BLEU(lowercase=True, effective_order=True)
    rows = []
    for text, own in zip(texts, references, strict=True):
        found = bleu.sentence_score(text, list(own))
        rows.append([*found.counts, *found.totals, found.sys_len, found.ref_len])
    return np.asarray(rows, np.float64)


def _bleu_of(order: int) -> Callable[[Array], float]:
    from sacrebleu.metrics import BLEU  # noqa: PLC0415

    def combine(total: Array) -> float:
        counts = [int(number) for number in total]
        found = BLEU.compute_bleu(
            counts[:_ORDERS],
            counts[_ORDERS : 2 * _ORDERS],
            counts[-2],
            counts[-1],
            smooth_method="exp",
            max_ngram_order=order,
        )
        return float(found.score)

    return combine


class _NoSynonyms:
    """Stands where nltk would look for WordNet: the stage for synonyms matches nothing."""

    def synsets(self, _word: str) -> list[Any]:
        return []


def _meteor(texts: Sequence[str], references: Sequence[Sequence[str]]) -> Metric:
    from nltk.translate.meteor_score import meteor_score  # noqa: PLC0415

    scores = [
        meteor_score([words_of(one) for one in own], words_of(text), wordnet=_NoSynonyms())
        for text, own in zip(texts, references, strict=True)
    ]
    return share("METEOR", scores)


def _rouge(texts: Sequence[str], references: Sequence[Sequence[str]]) -> Metric:
    from rouge_score.rouge_scorer import RougeScorer  # noqa: PLC0415

    scorer = RougeScorer(["rougeL"], use_stemmer=True)
    scores = [
        max(scorer.score(one, text)["rougeL"].fmeasure for one in own)
        for text, own in zip(texts, references, strict=True)
    ]
    return share("ROUGE-L", scores)


def _mean(total: Array) -> float:
    return PERCENT * float(total[0] / total[1])
