"""CTranslate2's generator, held so that it can be let go of at any time."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

from metabgm.describe.texts import DescribeCancelledError

ComputeType = Literal["int8", "int8_float32", "default"]


class Decoder:
    """One model on the CPU, greedy decoding. Any thread may close it; one at a time may decode."""

    def __init__(self, folder: Path, *, threads: int, compute_type: ComputeType) -> None:
        """``default``: what the weights were saved in, or the nearest that this processor can.

        Raises RuntimeError or ValueError if the files in ``folder`` are no model.
        """
        # MKL would keep every buffer that it ever needed, 100 MB after loading.
        os.environ.setdefault("MKL_DISABLE_FAST_MM", "1")
        # It takes half a second to import, which a sidecar on the template need not wait for.
        import ctranslate2  # noqa: PLC0415

        self._held = _Held(
            ctranslate2.Generator(
                str(folder), device="cpu", compute_type=compute_type, inter_threads=1, intra_threads=threads
            )
        )
        # CTranslate2 aborts the process if its threads outlive the interpreter.
        self._close = weakref.finalize(self, self._held.let_go_from_anywhere)
        give_back_freed_memory()

    def close(self) -> None:
        """Frees the model once the token in work is done. Happens by itself when the interpreter exits."""
        self._close()

    def decode(
        self,
        prompt: Sequence[str],
        *,
        static: Sequence[str],
        limit: int,
        repetition_penalty: float,
        no_repeat: int,
        end_tokens: Sequence[str],
        logits: bool,
        take: Callable[[Any], bool],
    ) -> None:
        """Gives ``take`` each step (``token_id``, ``logits``) until it answers True, an end token, ``limit``.
        ``logits``: whether steps have any.

        ``static`` goes before ``prompt`` and stays computed for the next call. Raises DescribeCancelledError
        if the decoder is closed before or meanwhile.
        """
        held = self._held
        with held.in_use:
            if held.generator is None:
                raise DescribeCancelledError
            held.generator.generate_batch(
                [list(prompt)],
                static_prompt=list(static) or None,
                include_prompt_in_result=False,
                max_length=limit,
                sampling_topk=1,
                repetition_penalty=repetition_penalty,
                no_repeat_ngram_size=no_repeat,
                end_token=list(end_tokens),
                return_logits_vocab=logits,
                callback=lambda step: held.stops() or take(step),
            )
        if held.closing.is_set():
            raise DescribeCancelledError


class _Held:
    def __init__(self, generator: Any) -> None:
        self.generator = generator
        self.in_use = threading.Lock()
        self.closing = threading.Event()
        self._own_thread = 0

    def stops(self) -> bool:
        """Called between two tokens, on the generator's own thread."""
        self._own_thread = threading.get_ident()
        return self.closing.is_set()

    def let_go_from_anywhere(self) -> None:
        # The garbage collector may run on the generator's own thread, which cannot wait for its own end:
        # CTranslate2 aborts the process.
        if threading.get_ident() == self._own_thread:
            threading.Thread(target=self.let_go, name="let go", daemon=True).start()
        else:
            self.let_go()

    def let_go(self) -> None:
        self.closing.set()
        with self.in_use:
            self.generator = None


def give_back_freed_memory() -> None:
    """Hands what was freed back to the system; takes 3 ms.

    glibc keeps up to 100 MB after loading and prefilling; other allocators give it back themselves.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
