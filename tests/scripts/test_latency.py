import pytest

from journey.latency import change_kind, latencies_by_kind, latency_ms, percentiles
from journey.records import Started
from metabgm.protocol.messages_to_mod import Cause


def started(
    second: float, kind: str, time_ms: int, *, role: str = "base", held: int = 0, prepared: bool = True
) -> Started:
    why = Cause(kind=kind, time_ms=time_ms, held_ms=held, prepared=prepared)  # type: ignore[arg-type]
    return Started(track=1, role=role, frame=round(second * 48_000), cause=why)


def test_latency_is_from_the_event_to_the_first_changed_frame() -> None:
    assert latency_ms(started(10.25, "event", 10_000, role="combat")) == pytest.approx(250)


def test_what_the_director_held_back_is_not_counted() -> None:
    assert latency_ms(started(18.4, "scene", 10_000, held=8_000)) == pytest.approx(400)


def test_a_piece_that_follows_another_has_no_latency() -> None:
    following = started(99, "continue", 10_000)
    assert change_kind(following) is None
    assert latency_ms(following) is None
    assert latencies_by_kind([following]) == {}


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (started(1, "start", 0, prepared=False), "start"),
        (started(1, "command", 0), "command"),
        (started(1, "command", 0, role="combat"), "command"),
        (started(1, "event", 0, role="combat"), "combat"),
        (started(1, "scene", 0, role="combat"), "combat"),
        (started(1, "scene", 0, prepared=True), "base_prepared"),
        (started(1, "scene", 0, prepared=False), "base_unprepared"),
    ],
)
def test_kinds_of_change(change: Started, kind: str) -> None:
    assert change_kind(change) == kind


def test_changes_are_sorted_by_kind_in_their_order() -> None:
    changes = [
        started(1.3, "scene", 1_000),
        started(5.1, "event", 5_000, role="combat"),
        started(9.2, "scene", 9_000),
    ]
    by_kind = latencies_by_kind(changes)
    assert by_kind["base_prepared"] == pytest.approx([300, 200])
    assert by_kind["combat"] == pytest.approx([100])


def test_percentiles_are_values_that_were_measured() -> None:
    found = percentiles([float(value) for value in range(1, 21)])
    assert (found.count, found.p50, found.p95, found.max) == (20, 10, 19, 20)


def test_percentiles_of_one_value() -> None:
    found = percentiles([7.26])
    assert (found.count, found.p50, found.p95, found.max) == (1, 7.3, 7.3, 7.3)
