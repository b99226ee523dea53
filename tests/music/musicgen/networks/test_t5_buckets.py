"""Distances in T5's buckets, against transformers."""

from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.musicgen.networks.t5_buckets import relative_buckets


@pytest.mark.parametrize(("buckets", "farthest"), [(32, 128), (16, 64), (32, 20)])
def test_every_distance_has_the_bucket_it_has_in_transformers(buckets: int, farthest: int) -> None:
    torch = pytest.importorskip("torch", reason="the reference: pip install 'metabgm-sidecar[reference]'")
    t5 = pytest.importorskip("transformers.models.t5.modeling_t5")
    distances = np.arange(-600, 601)
    expected = t5.T5Attention._relative_position_bucket(
        torch.tensor(distances), num_buckets=buckets, max_distance=farthest
    ).numpy()
    assert np.array_equal(relative_buckets(distances, buckets, farthest), expected)


def test_from_the_farthest_on_all_share_a_bucket_on_either_side() -> None:
    after = relative_buckets(np.array([128, 129, 511]), 32, 128)
    before = relative_buckets(-np.array([128, 129, 511]), 32, 128)
    assert after.tolist() == [31, 31, 31]
    assert before.tolist() == [15, 15, 15]
