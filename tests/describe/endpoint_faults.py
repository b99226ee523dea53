"""Everything that a server may do wrong, as behaviours of the stand-in."""

from __future__ import annotations

import itertools
import json

from tests.describe.endpoint_stand_in import DESCRIPTION, NARRATIVE, Behaviour, Reply, streaming

KEY_TOLD_BACK = "sk-told-back"


def hangs_before_headers(reply: Reply) -> None:
    reply.wait_until_client_leaves()


def hangs_mid_stream(reply: Reply) -> None:
    reply.head()
    reply.event("Cold rain")
    reply.wait_until_client_leaves()


def drips(reply: Reply) -> None:
    """A byte at a time, never the end of an event."""
    reply.head()
    for _ in itertools.count():
        reply.connection.settimeout(0.01)
        try:
            if reply.connection.recv(1) == b"":
                break
        except TimeoutError:
            reply.send(b"x")
    reply.server.stand_in.client_left.set()


def garbage(reply: Reply) -> None:
    reply.head()
    reply.event("Cold")
    reply.send(b"\x00\xff\xfe\x80 \x1b[31m\r\ndata: \xff\xfe\x00\n\n")


def garbage_in_the_text(reply: Reply) -> None:
    reply.head()
    reply.send(b'data: {"choices":[{"delta":{"content":"Cold \xff\xfe rain"}}]}\n\n')


def invalid_json(reply: Reply) -> None:
    reply.head()
    reply.send('data: {"choices":[{"delta":{"content":"Cold\n\n')


def wrong_types(reply: Reply) -> None:
    reply.head()
    reply.send('data: {"choices":[{"delta":{"content":["Cold"]}}]}\n\n')


def deep_json(reply: Reply) -> None:
    reply.head()
    reply.send('data: {"choices":' + "[" * 20_000 + "]" * 20_000 + "}\n\n")


def wrong_content_type(reply: Reply) -> None:
    reply.head(kind="text/html; charset=utf-8")
    reply.send("<html><body>Welcome to the router</body></html>")


def endless_stream(reply: Reply) -> None:
    reply.head()
    for _ in itertools.count():
        reply.event("rain ")


def endless_comments(reply: Reply) -> None:
    reply.head()
    for _ in itertools.count():
        reply.send(": still here\n\n" * 1000)


def huge_line(reply: Reply) -> None:
    reply.head()
    reply.send("data: ")
    for _ in range(100):
        reply.send(b"x" * 1_000_000)
    reply.send("\n\n")


def huge_answer(reply: Reply) -> None:
    reply.head(kind="application/json")
    for _ in range(100):
        reply.send(b" " * 1_000_000)


def compressed(reply: Reply) -> None:
    reply.head(kind="application/json", Content_Encoding="gzip")
    reply.send(b"\x1f\x8b\x08\x00")


def too_many(retry_after: str) -> Behaviour:
    return lambda reply: refuse(reply, 429, "slow down", Retry_After=retry_after)


def server_error(reply: Reply) -> None:
    refuse(reply, 500, "out of memory on the card")


def unauthorized(reply: Reply) -> None:
    refuse(reply, 401, f"Incorrect API key provided: {KEY_TOLD_BACK}\x1b[31m\nsee our page")


def unknown_model(reply: Reply) -> None:
    refuse(reply, 404, "model 'big' not found, try pulling it first")


def refuse(reply: Reply, status: int, message: str, **headers: str) -> None:
    body = json.dumps({"error": {"message": message, "type": "t", "code": None}}).encode()
    reply.head(status, "application/json", Content_Length=str(len(body)), **headers)
    reply.send(body)


def redirect_to(url: str) -> Behaviour:
    return lambda reply: reply.head(307, "text/plain", Location=url, Content_Length="0")


def closes_mid_event(reply: Reply) -> None:
    reply.head()
    reply.event("Cold rain")
    reply.send('data: {"choices":[{"del')


def closes_without_an_answer(_reply: Reply) -> None:
    pass


def breaks_a_chunk_off(reply: Reply) -> None:
    reply.head(Transfer_Encoding="chunked")
    reply.send("ff\r\ndata: ")


def error_in_the_stream(reply: Reply) -> None:
    reply.head()
    reply.event("Cold")
    reply.send('data: {"error": {"message": "the card fell out", "code": 500}}\n\n')


def empty_answer(reply: Reply) -> None:
    reply.head()
    reply.event("")
    reply.event(None, "stop")
    reply.send("data: [DONE]\n\n")


def only_thoughts(reply: Reply) -> None:
    """A model that reasons first and uses all its tokens up."""
    reply.head()
    reply.event(None, reasoning_content="The user wants music.")
    reply.event("", "length")


def asks_for_a_tool(reply: Reply) -> None:
    reply.head()
    call = {"index": 0, "id": "1", "type": "function", "function": {"name": "play", "arguments": "{}"}}
    reply.event(None, tool_calls=[call])
    reply.event(None, "tool_calls")


def cut_but_says_stop(reply: Reply) -> None:
    reply.head()
    reply.event("A slow melody with")
    reply.event(None, "stop")


def whole_but_says_length(reply: Reply) -> None:
    reply.head()
    reply.event(reply.text())
    reply.event(None, "length")


def control_characters(reply: Reply) -> None:
    reply.head()
    reply.event("Cold \u0007rain \u001b[31mdrums on black pines and\u202e something unseen keeps pace.")
    reply.event(None, "stop")


def markup(reply: Reply) -> None:
    reply.head()
    reply.event(
        '<b>Cold rain</b> {"narrative": "on black pines"} [link](https://example.org) and more words.'
    )
    reply.event(None, "stop")


def ten_thousand_words(reply: Reply) -> None:
    reply.head(kind="application/json")
    text = " ".join(f"word{number}" for number in range(10_000))
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    reply.send(json.dumps(reply.chunk(choices=[choice])))


def chatty(reply: Reply) -> None:
    reply.head()
    wrapped = f'Sure! Here is a vivid sentence:\n\n> **"{reply.text()}"**\n\nLet me know if you like it!'
    for start in range(0, len(wrapped), 7):
        reply.event(wrapped[start : start + 7])
    reply.event(None, "stop")


FAILURES: dict[Behaviour, str] = {
    hangs_before_headers: "sent nothing for 0.2 s",
    hangs_mid_stream: "sent nothing for 0.2 s",
    drips: "did not finish within 0.6 s",
    garbage: "sent what is no chat completion",
    garbage_in_the_text: "sent bytes that are no UTF-8",
    invalid_json: "sent what is no chat completion",
    wrong_types: "sent what is no chat completion",
    deep_json: "sent what is no chat completion",
    wrong_content_type: "text/html",
    endless_comments: "sent more than 1000000 bytes",
    huge_line: "sent an event of more than 65536 bytes",
    huge_answer: "sent more than 1000000 bytes",
    compressed: "compresses its answer",
    server_error: "answered 500: out of memory on the card",
    unauthorized: "answered 401: Incorrect API key provided",
    unknown_model: "answered 404: model 'big' not found",
    closes_mid_event: "broke off in the middle",
    closes_without_an_answer: "broke off",
    breaks_a_chunk_off: "broke off",
    error_in_the_stream: "sent an error: the card fell out",
    empty_answer: "wrote nothing: finish_reason stop",
    only_thoughts: "wrote nothing: finish_reason length",
    asks_for_a_tool: "asked for a tool instead of writing",
}
"""Each with what the one line about it says."""

UNUSABLE = (cut_but_says_stop, control_characters, markup, ten_thousand_words)
"""Answers that are whole, and that the guard has to refuse."""

USABLE = (streaming, whole_but_says_length, chatty)
TEXTS = (NARRATIVE, DESCRIPTION)
