from __future__ import annotations

from typing import Any

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm import __version__
from metabgm.protocol.close_codes import CloseCode
from metabgm.protocol.codec import decode_to_mod, encode
from metabgm.protocol.limits import LIMITS, Limits
from metabgm.protocol.messages_from_mod import Event, Identify
from metabgm.protocol.session import Close, Deliver, Output, Reply, SidecarProtocol
from tests.protocol.vector_files import vector_cases

FRAMES = {case.name: case.frame for case in vector_cases("to_sidecar")}
TREES: dict[str, Any] = {case.name: case.description.get("message") for case in vector_cases("to_sidecar")}
NOW = 1_000.0


def awaiting(**limits: int) -> SidecarProtocol:
    return SidecarProtocol(NOW, limits=Limits(**limits))


def opened(**limits: int) -> SidecarProtocol:
    protocol = awaiting(**limits)
    assert isinstance(protocol.receive(FRAMES["identify"], NOW)[0], Deliver)
    return protocol


def error_of(outputs: list[Output]) -> tuple[str, str]:
    (output,) = outputs
    assert isinstance(output, Reply)
    assert decode_to_mod(encode(output.message)) == output.message
    return output.message.code, output.message.path


def close_of(outputs: list[Output]) -> CloseCode:
    (output,) = outputs
    assert isinstance(output, Close)
    assert output.reason
    return output.code


class TestOpening:
    def test_hello_tells_version_and_every_limit(self) -> None:
        hello = awaiting().opening()
        assert (hello.protocol, hello.sidecar) == (1, __version__)
        assert hello.limits == LIMITS.by_name()
        assert decode_to_mod(encode(hello)) == hello

    def test_identify_opens(self) -> None:
        (output,) = awaiting().receive(FRAMES["identify"], NOW)
        assert isinstance(output, Deliver)
        assert isinstance(output.message, Identify)

    @pytest.mark.parametrize("name", ["scene_interval", "event_hurt", "command_skip", "integer_1"])
    def test_anything_else_before_is_unexpected(self, name: str) -> None:
        protocol = awaiting()
        assert error_of(protocol.receive(FRAMES[name], NOW)) == ("state.unexpected", "")
        assert isinstance(protocol.receive(FRAMES["identify"], NOW)[0], Deliver)

    def test_state_is_judged_before_fields(self) -> None:
        assert error_of(awaiting().receive(msgpack.packb({"type": "scene"}), NOW))[0] == "state.unexpected"

    def test_unknown_message_is_ignored_also_before(self) -> None:
        assert awaiting().receive(FRAMES["unknown_type"], NOW) == []

    def test_second_identify_is_unexpected_and_changes_nothing(self) -> None:
        protocol = opened()
        assert error_of(protocol.receive(FRAMES["identify"], NOW)) == ("state.unexpected", "")
        assert isinstance(protocol.receive(FRAMES["event_hurt"], NOW)[0], Deliver)

    @pytest.mark.parametrize(("version", "behind"), [(2, "sidecar"), (0, "mod")])
    def test_other_protocol_closes_though_its_fields_are_unknown(self, version: int, behind: str) -> None:
        protocol = awaiting()
        (output,) = protocol.receive(
            msgpack.packb({"type": "identify", "protocol": version, "audio": 1}), NOW
        )
        assert isinstance(output, Close)
        assert output.code == CloseCode.OTHER_PROTOCOL
        assert f"update the {behind}" in output.reason

    @pytest.mark.parametrize(
        ("change", "path"),
        [
            ({"protocol": "1"}, "identify.protocol"),
            ({"world": 7}, "identify.world"),
            ({"audio": {**TREES["identify"]["audio"], "rates": [44_100]}}, "identify.audio.rates"),
            ({"audio": {**TREES["identify"]["audio"], "formats": ["mp3"]}}, "identify.audio.formats"),
        ],
    )
    def test_wrong_identify_is_told_and_may_be_tried_again(self, change: dict[str, Any], path: str) -> None:
        protocol = awaiting()
        frame = msgpack.packb({**TREES["identify"], **change})
        assert error_of(protocol.receive(frame, NOW)) == ("field.wrong", path)
        assert isinstance(protocol.receive(FRAMES["identify"], NOW)[0], Deliver)


class TestOpen:
    def test_good_message_is_delivered(self) -> None:
        (output,) = opened().receive(FRAMES["event_hurt"], NOW)
        assert output == Deliver(Event(time_ms=62_000, kind="hurt", detail="zombie"))

    def test_wrong_field_is_told_and_the_session_goes_on(self) -> None:
        protocol = opened()
        wrong = msgpack.packb({**TREES["event_hurt"], "time_ms": -1})
        assert error_of(protocol.receive(wrong, NOW)) == ("field.wrong", "event.time_ms")
        assert isinstance(protocol.receive(FRAMES["event_hurt"], NOW)[0], Deliver)

    @pytest.mark.parametrize(
        ("frame", "code"),
        [
            ("{}", CloseCode.TEXT_FRAME),
            (b"\x93\x01\x02\x03", CloseCode.MALFORMED),
            (b"\x81\xa1k" + msgpack.packb("x" * 2_001), CloseCode.MALFORMED),
            (bytes(LIMITS.frame_to_sidecar_bytes + 1), CloseCode.FRAME_TOO_LARGE),
        ],
        ids=["text", "no map", "limit", "size"],
    )
    @pytest.mark.parametrize("start", [awaiting, opened])
    def test_bad_frame_closes_and_nothing_is_heard_after(
        self, start: Any, frame: bytes | str, code: CloseCode
    ) -> None:
        protocol = start()
        assert close_of(protocol.receive(frame, NOW)) == code
        assert protocol.receive(FRAMES["event_hurt"], NOW) == []
        assert protocol.deadline(NOW + 10**6) is None


class TestRate:
    def test_burst_passes_and_the_next_is_dropped_with_an_error(self) -> None:
        protocol = opened()
        for _ in range(LIMITS.messages_burst - 1):
            assert isinstance(protocol.receive(FRAMES["event_hurt"], NOW)[0], Deliver)
        assert error_of(protocol.receive(FRAMES["event_hurt"], NOW)) == ("rate.exceeded", "")

    def test_sustained_rate_passes_for_ever(self) -> None:
        protocol = opened()
        for number in range(1, 3_000):
            now = NOW + number / LIMITS.messages_per_second
            assert isinstance(protocol.receive(FRAMES["integer_1"], now)[0], Deliver)

    def test_one_error_a_second_at_most(self) -> None:
        protocol = opened()
        outputs = [protocol.receive(FRAMES["integer_1"], NOW + n / 1_000) for n in range(1_500)]
        told = [output for output in outputs if output and isinstance(output[0], Reply)]
        assert len(told) == 2

    def test_flood_closes_after_so_many_dropped(self) -> None:
        protocol = opened()
        for _ in range(LIMITS.messages_burst - 1 + LIMITS.flood_messages):
            outputs = protocol.receive(FRAMES["integer_1"], NOW)
            assert not any(isinstance(output, Close) for output in outputs)
        assert close_of(protocol.receive(FRAMES["integer_1"], NOW)) == CloseCode.FLOOD

    def test_twice_the_rate_is_survived(self) -> None:
        protocol = opened()
        for number in range(20_000):
            now = NOW + number / (2 * LIMITS.messages_per_second)
            assert not any(isinstance(one, Close) for one in protocol.receive(FRAMES["unknown_type"], now))

    def test_dropped_frame_is_not_even_read(self) -> None:
        protocol = opened(messages_burst=1)
        assert error_of(protocol.receive(b"\xc1", NOW))[0] == "rate.exceeded"

    def test_text_frame_closes_above_the_rate_too(self) -> None:
        protocol = opened(messages_burst=1)
        assert close_of(protocol.receive("", NOW)) == CloseCode.TEXT_FRAME


class TestDeadline:
    def test_identify_in_time(self) -> None:
        protocol = awaiting(identify_ms=500)
        assert protocol.deadline(NOW + 0.499) is None
        protocol.receive(FRAMES["event_hurt"], NOW + 0.499)
        overdue = protocol.deadline(NOW + 0.5)
        assert overdue is not None
        assert overdue.code == CloseCode.NOT_IDENTIFIED
        assert protocol.receive(FRAMES["identify"], NOW + 0.5) == []

    def test_idle_is_counted_from_the_last_frame(self) -> None:
        protocol = opened(idle_ms=500)
        assert protocol.deadline(NOW + 0.499) is None
        protocol.receive(FRAMES["unknown_type"], NOW + 0.4)
        assert protocol.deadline(NOW + 0.899) is None
        overdue = protocol.deadline(NOW + 0.9)
        assert overdue is not None
        assert overdue.code == CloseCode.IDLE
        assert protocol.deadline(NOW + 1) is None


@given(
    st.lists(st.binary(max_size=60) | st.sampled_from([*FRAMES.values()]) | st.text(max_size=3), max_size=20)
)
def test_no_sequence_of_frames_raises_or_goes_on_after_a_close(frames: list[bytes | str]) -> None:
    protocol, closed = awaiting(), False
    for frame in frames:
        outputs = protocol.receive(frame, NOW)
        assert not (closed and outputs)
        closed = closed or any(isinstance(output, Close) for output in outputs)
