from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from metabgm.music.musicgen.tokens.options import Options, Sampling


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Options(guidance=0.5), "guidance: 0.5, expected 1.0 to 15.0"),
        (lambda: Options(guidance=math.nan), "guidance: nan, expected 1.0 to 15.0"),
        (lambda: Options(prompt_seconds=4.5), "prompt_seconds: 4.5, expected 0.0 to 4.0"),
        (lambda: Sampling(temperature=-0.1), "temperature: -0.1, expected 0.0 to 5.0"),
        (lambda: Sampling(temperature=math.inf), "temperature: inf, expected 0.0 to 5.0"),
        (lambda: Sampling(top_p=1.1), "top_p: 1.1, expected 0.0 to 1.0"),
        (lambda: Sampling(top_k=-1), "top_k: -1, expected 0 or more"),
    ],
)
def test_what_makes_no_sense_is_named(make: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        make()


def test_the_second_row_is_for_guidance() -> None:
    assert Options().guided
    assert not Options(guidance=1.0).guided
