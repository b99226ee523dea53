"""``python -m benchmarks.decoding_process RUNTIME MODEL``: one runtime decodes greedily on one thread."""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from metabgm.describe import prompts
from metabgm.models.chat_turns import CHATML

TOKENS = 128
WARM_UP_TOKENS = 8
Decode = Callable[[int, Callable[[], None]], int]
"""Told how many tokens to make and what to call after each; answers the prompt's length in tokens."""


def question() -> str:
    """Stage 1 as the sidecar asks it, in the turns of the model in the box."""
    prompt = prompts.NARRATIVE["calm"]
    text, to_question = CHATML.begin + prompt.task, CHATML.to_question
    for asked, answer in prompt.examples:
        text += to_question + asked + CHATML.to_answer + answer
        to_question = CHATML.to_next_question
    return text + to_question + "on the beach, at dawn, clear sky" + CHATML.to_last_answer


def ctranslate2_decode(model: Path) -> Decode:
    """No end token, penalty or cached prompt, as in the other two."""
    import ctranslate2  # noqa: PLC0415
    from tokenizers import Tokenizer  # noqa: PLC0415

    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    generator = ctranslate2.Generator(str(model), compute_type="int8", inter_threads=1, intra_threads=1)
    tokens = tokenizer.encode(question()).tokens

    def decode(count: int, after_each: Callable[[], None]) -> int:
        def take(_step: object) -> bool:
            after_each()
            return False

        generator.generate_batch(
            [tokens],
            max_length=count,
            min_length=count,
            sampling_topk=1,
            include_prompt_in_result=False,
            callback=take,
        )
        return len(tokens)

    return decode


def llama_cpp_decode(model: Path) -> Decode:
    """Through llama-cpp-python's own loop, without its sampling chain's filters."""
    import llama_cpp  # noqa: PLC0415

    llama = llama_cpp.Llama(str(model), n_ctx=1024, n_threads=1, n_threads_batch=1, verbose=False)
    tokens = llama.tokenize(question().encode(), add_bos=False, special=True)

    def decode(count: int, after_each: Callable[[], None]) -> int:
        # Else it would keep what the warm-up computed of the same prompt.
        llama.reset()
        endless = llama.generate(tokens, top_k=1, temp=0.0, repeat_penalty=1.0)
        for _ in itertools.islice(endless, count):
            after_each()
        return len(tokens)

    return decode


def hf_decode(model: Path) -> Decode:
    """The weights of the same file in float32, with transformers' own cache."""
    import torch  # noqa: PLC0415
    import transformers  # noqa: PLC0415

    torch.set_num_threads(1)
    llama = transformers.LlamaForCausalLM.from_pretrained(
        model.parent, gguf_file=model.name, dtype=torch.float32
    )
    tokenizer = transformers.AutoTokenizer.from_pretrained(model.parent, gguf_file=model.name)
    ids = tokenizer(question(), return_tensors="pt", add_special_tokens=False).input_ids

    class _Streamer(transformers.generation.streamers.BaseStreamer):  # type: ignore[misc]
        def __init__(self, after_each: Callable[[], None]) -> None:
            self._after_each, self._told_prompt = after_each, False

        def put(self, _value: object) -> None:
            if self._told_prompt:
                self._after_each()
            self._told_prompt = True

        def end(self) -> None:
            return

    def decode(count: int, after_each: Callable[[], None]) -> int:
        llama.generate(
            ids,
            attention_mask=torch.ones_like(ids),
            max_new_tokens=count,
            min_new_tokens=count,
            do_sample=False,
            streamer=_Streamer(after_each),
        )
        return int(ids.shape[1])

    return decode


RUNTIMES: dict[str, Callable[[Path], Decode]] = {
    "ctranslate2": ctranslate2_decode,
    "llama_cpp": llama_cpp_decode,
    "hf": hf_decode,
}


def main() -> None:
    runtime, model = sys.argv[1:]
    decode = RUNTIMES[runtime](Path(model))
    decode(WARM_UP_TOKENS, lambda: None)
    times = [time.perf_counter()]
    prompt_tokens = decode(TOKENS, lambda: times.append(time.perf_counter()))
    print(
        json.dumps(
            {
                "prompt_tokens": prompt_tokens,
                "prefill_ms": 1000 * (times[1] - times[0]),
                "tokens_per_s": (len(times) - 2) / (times[-1] - times[1]),
            }
        )
    )


if __name__ == "__main__":
    main()
