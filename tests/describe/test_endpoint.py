from __future__ import annotations

import itertools
import logging
import threading

import pytest

from metabgm.describe.endpoint import EndpointWriter
from metabgm.describe.endpoint_exchange import Timeouts
from metabgm.describe.endpoint_json import EXTRA_TOKENS, seed_number
from metabgm.describe.llama import Llama
from metabgm.describe.prompts import NARRATIVE
from metabgm.describe.sampling import Sampling
from metabgm.describe.texts import DescribeCancelledError
from metabgm.describe.writer import Answer, Prompt, Question, WriterError
from tests.describe.endpoint_faults import (
    FAILURES,
    KEY_TOLD_BACK,
    chatty,
    endless_stream,
    hangs_before_headers,
    hangs_mid_stream,
    redirect_to,
    server_error,
    too_many,
    unauthorized,
    whole_but_says_length,
)
from tests.describe.endpoint_stand_in import NARRATIVE as TEXT
from tests.describe.endpoint_stand_in import (
    PATIENCE_S,
    Behaviour,
    stand_in,
    streaming,
    unused_port,
    whole,
)

SAMPLING = Sampling(temperature=0.7, top_k=8, forks=2)
PROMPT = NARRATIVE["dark"]
SHORT = Timeouts(connect_s=0.5, first_byte_s=0.2, silence_s=0.2, whole_s=0.6)
UNHURRIED = Timeouts(PATIENCE_S, PATIENCE_S, PATIENCE_S, PATIENCE_S)
KEY = {"METABGM_DESCRIBER_KEY": KEY_TOLD_BACK}


def writer_for(
    url: str, timeouts: Timeouts = UNHURRIED, environment: dict[str, str] | None = None
) -> EndpointWriter:
    return EndpointWriter(url, "big", environment=environment or {}, timeouts=timeouts)


def write(writer: EndpointWriter, **changes: object) -> Answer:
    arguments: dict[str, object] = {
        "sampling": SAMPLING,
        "seed": "1/narrative/1",
        "max_tokens": 40,
        "stop": lambda _: False,
        "cancelled": lambda: False,
    }
    return writer.write(Question(PROMPT, "in the forest, rain"), **(arguments | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("behaviour", [streaming, whole])
@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/", "/v1/chat/completions"])
def test_asks_as_the_api_wants_it(behaviour: Behaviour, ending: str) -> None:
    with stand_in(behaviour) as server:
        writer = writer_for(server.url + ending)
        assert write(writer) == Answer(TEXT, True)
        assert (writer.name, writer.identity) == ("big", f"big@127.0.0.1:{server.port}")
        assert not writer.takes_openings
    assert server.paths == ["/v1/chat/completions"]
    (asked,) = server.asked
    messages = asked.pop("messages")
    assert messages[0] == {"role": "system", "content": PROMPT.task}
    assert [message["role"] for message in messages[1:]] == ["user", "assistant"] * 2 + ["user"]
    assert tuple(message["content"] for message in messages[1:3]) == PROMPT.examples[0]
    assert messages[-1]["content"] == "in the forest, rain"
    assert asked == {
        "model": "big",
        "temperature": 0.7,
        "max_tokens": 40 + EXTRA_TOKENS,
        "seed": seed_number("1/narrative/1"),
        "stream": True,
    }
    assert "authorization" not in server.headers[0]


def test_stop_sees_the_text_grow_and_closes_the_connection() -> None:
    seen: list[str] = []

    def stop(text: str) -> bool:
        seen.append(text)
        return text.count(" ") >= 4

    with stand_in(endless_stream) as server:
        answer = write(writer_for(server.url), stop=stop)
        assert server.client_left.wait(PATIENCE_S)
    assert answer == Answer("rain rain rain rain rain", True)
    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(seen))


def test_stop_sees_no_chatter() -> None:
    seen: list[str] = []

    def stop(text: str) -> bool:
        seen.append(text)
        return "\n" in text

    with stand_in(chatty) as server:
        assert write(writer_for(server.url), stop=stop) == Answer(TEXT, True)
    assert not any("vivid sentence:" in text or "**" in text for text in seen)


@pytest.mark.parametrize("behaviour", [hangs_before_headers, hangs_mid_stream])
def test_taken_back_while_the_server_says_nothing(behaviour: Behaviour) -> None:
    with stand_in(behaviour) as server:
        taken_back = threading.Event()

        def cancelled() -> bool:
            if server.asked:
                taken_back.set()
            return taken_back.is_set()

        with pytest.raises(DescribeCancelledError):
            write(writer_for(server.url), cancelled=cancelled)
        assert server.client_left.wait(PATIENCE_S)


def test_time_that_is_up_while_the_server_says_nothing_more_leaves_what_there_is() -> None:
    with stand_in(hangs_mid_stream) as server:
        calls = itertools.count()
        answer = write(writer_for(server.url), stop=lambda text: bool(text) and next(calls) > 2)
        assert answer == Answer("Cold rain", True)
        assert server.client_left.wait(PATIENCE_S)


def test_silence_is_the_servers_failure_only_after_a_fair_wait() -> None:
    with stand_in(hangs_before_headers) as server:
        assert write(writer_for(server.url), stop=lambda _: bool(server.asked)) == Answer("", False)
        polls = itertools.count()
        with pytest.raises(WriterError, match=r"sent nothing within 1\.\d s"):
            write(writer_for(server.url), stop=lambda _: next(polls) * 0.05 > 1.0)


@pytest.mark.parametrize(
    ("behaviour", "line"), FAILURES.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_each_failure_is_one_line_with_the_host(
    behaviour: Behaviour, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    slow = SHORT if "0." in line else UNHURRIED
    with stand_in(behaviour) as server, pytest.raises(WriterError) as raised:
        write(writer_for(server.url, slow, KEY))
    told = str(raised.value)
    assert told.startswith(f"127.0.0.1:{server.port} ")
    assert line in told
    assert told.isprintable()
    assert len(told) < 300
    assert KEY_TOLD_BACK not in told + caplog.text + repr(raised.getrepr())
    assert server.headers[0]["authorization"] == f"Bearer {KEY_TOLD_BACK}"


def test_endless_text_ends_at_the_limit_of_events() -> None:
    with stand_in(endless_stream) as server, pytest.raises(WriterError, match="more than 2048 events"):
        write(writer_for(server.url))


def test_finish_reason_tells_whether_it_is_complete() -> None:
    with stand_in(whole_but_says_length) as server:
        assert write(writer_for(server.url)) == Answer(TEXT, False)


@pytest.mark.parametrize(
    "refusal", [server_error, too_many("0.01"), too_many("Wed, 21 Oct 2015 07:28:00 GMT")]
)
def test_what_passes_is_tried_twice_more(refusal: Behaviour) -> None:
    with stand_in(refusal, refusal, streaming) as server:
        assert write(writer_for(server.url)) == Answer(TEXT, True)
        assert len(server.asked) == 3
        assert server.asked[0] == server.asked[2]
    with stand_in(refusal) as server, pytest.raises(WriterError, match="answered"):
        write(writer_for(server.url))
    assert len(server.asked) == 3


@pytest.mark.parametrize("behaviour", [too_many("3600"), unauthorized])
def test_what_will_not_pass_soon_is_not_tried_again(behaviour: Behaviour) -> None:
    with stand_in(behaviour) as server, pytest.raises(WriterError, match="answered 4"):
        write(writer_for(server.url))
    assert len(server.asked) == 1


def test_pause_before_another_try_ends_with_the_request() -> None:
    with stand_in(too_many("4.9")) as server:
        with pytest.raises(DescribeCancelledError):
            write(writer_for(server.url), cancelled=lambda: bool(server.asked))
        with pytest.raises(WriterError, match="answered 429: slow down"):
            write(writer_for(server.url), stop=lambda _: bool(server.asked))
    assert len(server.asked) == 2


def test_nobody_listens() -> None:
    port = unused_port()
    with pytest.raises(WriterError, match=rf"127\.0\.0\.1:{port} cannot be reached"):
        write(writer_for(f"http://127.0.0.1:{port}"))


def test_redirect_takes_the_key_nowhere() -> None:
    with (
        stand_in() as other,
        stand_in(redirect_to(f"{other.url}/v1/chat/completions")) as server,
        pytest.raises(WriterError, match="answered 307: redirects are not followed: to 127"),
    ):
        write(writer_for(server.url, environment=KEY))
    assert (len(server.asked), other.asked) == (1, [])


def test_same_as_the_model_behind_it(llama: Llama) -> None:
    """The model in the box behind the stand-in: what goes through the wire comes out unchanged."""
    question = Question(PROMPT, "in the swamp, at night, rain")

    def ask(asked: Question, max_tokens: int) -> str:
        return llama.write(
            asked,
            sampling=SAMPLING,
            seed="s",
            max_tokens=max_tokens,
            stop=lambda text: text.endswith("."),
            cancelled=lambda: False,
        ).text

    def writes(body: dict[str, object]) -> str:
        task, *turns = [message["content"] for message in body["messages"]]  # type: ignore[attr-defined]
        examples = tuple(zip(turns[:-1:2], turns[1::2], strict=True))
        return ask(Question(Prompt(task, examples), turns[-1]), int(str(body["max_tokens"])))

    direct = ask(question, 40 + EXTRA_TOKENS)
    with stand_in(writes=writes) as server:
        answer = writer_for(server.url).write(
            question,
            sampling=SAMPLING,
            seed="s",
            max_tokens=40,
            stop=lambda _: False,
            cancelled=lambda: False,
        )
    assert len(direct.split()) > 4
    assert answer == Answer(direct, True)
