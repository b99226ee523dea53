from __future__ import annotations

import json

from benchmarks.jmh import Timed, parse


def test_percentiles_and_bytes_by_the_last_two_names() -> None:
    text = json.dumps(
        [
            {
                "benchmark": "some.package.ClientTick.walk",
                "primaryMetric": {"scorePercentiles": {"0.0": 1.0, "50.0": 2.5, "99.0": 9.0, "100.0": 80.0}},
                "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 13.5}, "gc.count": {"score": 1.0}},
            }
        ]
    )
    assert parse(text) == {"ClientTick.walk": Timed(2.5, 9.0, 13.5)}
