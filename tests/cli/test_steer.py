from __future__ import annotations

import pytest

from metabgm.cli.errors import InputError
from metabgm.cli.steer import steers
from metabgm.music.engine import Controls


def test_times_intensities_and_an_end() -> None:
    assert steers("0:0.3, 20.5:0.9,40:end") == [
        (0.0, Controls(0.3)),
        (20.5, Controls(0.9)),
        (40.0, Controls(ending=True)),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "--steer: '', expected seconds:intensity"),
        ("20", "--steer: '20', expected"),
        ("20:loud", "--steer: '20:loud', expected"),
        ("x:0.5", "--steer: 'x:0.5', expected"),
        ("0:1.1", "--steer: '0:1.1', expected"),
        ("0:nan", "--steer: '0:nan', expected"),
        ("-1:0.5", "--steer: '-1:0.5', expected"),
        ("inf:end", "--steer: 'inf:end', expected"),
        ("0:0.5,,", "--steer: '', expected"),
        ("9:0.5,3:end", "--steer: 3 s after 9 s, expected times in order"),
    ],
)
def test_what_cannot_be_followed_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        steers(text)
    assert str(raised.value).startswith(message)
