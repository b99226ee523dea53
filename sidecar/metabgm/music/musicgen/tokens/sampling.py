"""From the decoder's logits to one token a codebook."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.musicgen.runtime import Logits, RuntimeFaultError
from metabgm.music.musicgen.tokens.options import Sampling

Scores = NDArray[np.float32]
"""Logits of one step after guidance: (codebooks, codes)."""


class LogitsError(RuntimeFaultError):
    """The decoder gave logits no token can be drawn from."""


def guided(logits: Logits, scale: float) -> Scores:
    """One row from the row of the description and, where there is one, the row it leads away from.

    Ho & Salimans 2022, "Classifier-free diffusion guidance". One row alone is its own result.
    """
    if len(logits) == 1:
        return np.asarray(logits[0])
    # What overflows is found before a token is drawn.
    with np.errstate(over="ignore", invalid="ignore"):
        scores: Scores = logits[0] - logits[1]
        scores *= np.float32(scale)
        scores += logits[1]
    return scores


def weights(scores: Scores, sampling: Sampling) -> NDArray[np.float32]:
    """How likely each token is, not normalised, 0 where it must not be drawn; of shape (codebooks, codes).

    ``scores``: finite. The temperature above 0. As transformers does: temperature, then top-k (all that are
    as likely as the last one stay), then top-p of what is left.
    """
    # The largest becomes 0, so exp can't overflow; what is too far below it becomes 0, as it should.
    with np.errstate(over="ignore"):
        scaled = scores - scores.max(axis=1, keepdims=True)
        scaled /= np.float32(sampling.temperature)
    likely: NDArray[np.float32] = np.exp(scaled)
    codes = scores.shape[1]
    if 0 < sampling.top_k < codes:
        last = codes - sampling.top_k
        # A copy that keeps the order of the tokens: what is drawn doesn't depend on how numpy partitions.
        likely[scaled < np.partition(scaled, last, axis=1)[:, last : last + 1]] = 0.0
    if 0.0 < sampling.top_p < 1.0:
        order = np.argsort(likely, axis=1, kind="stable")
        below = np.cumsum(np.take_along_axis(likely, order, axis=1), axis=1, dtype=np.float64)
        dropped = below <= (1.0 - sampling.top_p) * below[:, -1:]
        dropped[:, -1] = False
        np.put_along_axis(likely, order, np.take_along_axis(likely, order, axis=1) * ~dropped, axis=1)
    return likely


def draw(scores: Scores, sampling: Sampling, seed: int, step: int) -> NDArray[np.int64]:
    """A token for each codebook, of shape (codebooks,), each 0..codes - 1.

    The numbers belong to (``seed``, ``step``), both 0..2**63 - 1: any step can be drawn again by itself.
    Raises LogitsError where a score is not finite.
    """
    finite = np.isfinite(scores)
    if not finite.all():
        codebook, token = np.argwhere(~finite)[0]
        value = scores[codebook, token]
        raise LogitsError(f"logits of step {step}: {value} at codebook {codebook}, token {token}, not finite")
    if sampling.temperature == 0.0:
        return np.asarray(scores.argmax(axis=1))
    sums = np.cumsum(weights(scores, sampling), axis=1, dtype=np.float64)
    rng = np.random.Generator(np.random.Philox(key=seed, counter=[0, step, 0, 0]))
    # Always below the whole sum, so that the first sum above it is that of a token with weight.
    wanted = rng.random((len(sums), 1)) * sums[:, -1:]
    return np.asarray((sums <= wanted).sum(axis=1))
