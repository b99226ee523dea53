from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from metabgm.protocol.rate import TokenBucket


def test_burst_then_nothing_then_as_fast_as_it_fills() -> None:
    bucket = TokenBucket(per_second=8, burst=3, now=100.0)
    assert [bucket.take(100.0) for _ in range(4)] == [True, True, True, False]
    assert [bucket.take(100.0 + half / 16) for half in (1, 2, 3, 4)] == [False, True, False, True]


def test_it_never_holds_more_than_the_burst() -> None:
    bucket = TokenBucket(per_second=10, burst=3, now=0.0)
    assert [bucket.take(1000.0) for _ in range(4)] == [True, True, True, False]


@given(st.lists(st.floats(0, 0.5), max_size=200), st.floats(0.5, 50), st.floats(1, 20))
def test_never_more_than_burst_and_rate_allow(gaps: list[float], rate: float, burst: float) -> None:
    bucket, now, taken = TokenBucket(rate, burst, 0.0), 0.0, 0
    for gap in gaps:
        now += gap
        taken += bucket.take(now)
        assert taken <= burst + rate * now + 1e-6
