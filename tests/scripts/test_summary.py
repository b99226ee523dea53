from journey.log import JourneyLog
from journey.summary import in_lines, summarize
from journey.usage import Usage
from tests.scripts.player_log import PlayerLog, cause, short_journey

OUR_OWN = Usage(cpu_percent=21.4, rss_mb=512.3)


def summary(log: JourneyLog, usage: Usage | None = OUR_OWN, lufs: float | None = -17.9) -> dict[str, object]:
    return summarize(log, trace="journey.jsonl", engine="composer", seed=7, usage=usage, lufs=lufs)


def test_counts_come_from_the_mix() -> None:
    log = PlayerLog().finished(60, underruns=2, clipped_samples=5, dropped_frames=1, reconnects=3).read()
    made = summary(log)
    assert made["seconds"] == 60
    assert made["pieces"] == 0
    assert made["latency_ms"] == {}
    assert (made["underruns"], made["clipped_samples"]) == (2, 5)
    assert (made["dropped_frames"], made["reconnects"]) == (1, 3)


def test_latencies_by_kind() -> None:
    made = summary(short_journey().read())
    assert made["pieces"] == 4
    assert made["describers"] == {"smollm2-135m-instruct": 4}
    assert made["latency_ms"] == {
        "start": {"count": 1, "p50": 400.0, "p95": 400.0, "max": 400.0},
        "base_unprepared": {"count": 1, "p50": 3100.0, "p95": 3100.0, "max": 3100.0},
        "combat": {"count": 1, "p50": 100.0, "p95": 100.0, "max": 100.0},
        "base_prepared": {"count": 1, "p50": 300.0, "p95": 300.0, "max": 300.0},
    }


def test_what_was_not_measured_is_left_out() -> None:
    made = summary(short_journey().read(), usage=None, lufs=None)
    assert not {"cpu_percent_of_one_core", "rss_mb", "lufs"} & made.keys()


def test_the_lines_for_the_eye() -> None:
    assert in_lines(summary(short_journey().read())) == [
        "4 pieces in 60 s; texts: 4 by smollm2-135m-instruct",
        "0 underruns, 0 clipped samples, 0 dropped frames, 0 reconnects",
        "event to first changed sample: first piece 400 ms (p95 400, of 1); "
        "unprepared change 3100 ms (p95 3100, of 1); fight 100 ms (p95 100, of 1); "
        "prepared change 300 ms (p95 300, of 1)",
        "the sidecar took 21 % of one core and 512 MB",
        "loudness -17.9 LUFS",
        "seed 7",
    ]


def test_the_lines_of_a_silent_journey() -> None:
    lines = in_lines(summary(PlayerLog().finished(10, underruns=1).read(), usage=None, lufs=None))
    assert lines[0] == "0 pieces in 10 s; texts: none"
    assert lines[1].startswith("1 underrun,")
    assert lines[2].endswith("nothing changed")


def test_a_command_is_a_kind_of_its_own() -> None:
    log = PlayerLog().command_sent(1_000, "skip").piece(1, 1.2, cause("command", 1_000)).finished(5).read()
    assert list(summary(log)["latency_ms"]) == ["command"]  # type: ignore[call-overload]


def test_what_the_sidecar_told_the_player_is_counted_and_shown() -> None:
    log = PlayerLog().status("").status("music off").status("music off").finished(5).read()
    made = summary(log)
    assert made["messages"] == {"music off": 2}
    assert in_lines(made)[-1] == "the sidecar said: music off (2x)"
