from __future__ import annotations

from metabgm.server.endpoint_rest import FIRST_REST_S, GRACE_S, MOST_REST_S, EndpointRest


def test_rests_double_up_to_the_longest_and_begin_anew_after_a_success() -> None:
    rest = EndpointRest()
    assert [rest.begin(0.0) for _ in range(7)] == [30.0, 60.0, 120.0, 240.0, 480.0, 600.0, 600.0]
    assert MOST_REST_S == 600.0
    rest.end()
    assert not rest.taken
    assert rest.begin(0.0) == FIRST_REST_S
    assert rest.taken


def test_who_may_try_when() -> None:
    rest = EndpointRest()
    assert rest.may_try(5.0, urgent=True)
    rest.begin(100.0)
    over = 100.0 + FIRST_REST_S
    for now, urgent, may in (
        (over - 0.1, False, False),
        (over, False, True),
        (over, True, False),
        (over + GRACE_S, True, True),
    ):
        assert rest.may_try(now, urgent=urgent) is may
