from __future__ import annotations

import subprocess
import sys

from metabgm.models.manifest import ModelFolder

_COLLECTED_ON_ITS_OWN_THREAD = """
import gc, sys, threading
from pathlib import Path
from metabgm.describe.decoder import Decoder

class Cycle:
    pass

def work():
    decoder = Decoder(Path(sys.argv[1]), threads=1, compute_type="int8")
    cycle = Cycle()
    cycle.itself, cycle.decoder = cycle, decoder
    class Take:
        # Freed by the generator's own thread once the last token is out.
        def __call__(self, step):
            return False
        def __del__(self):
            threads.add(threading.get_ident())
            gc.collect()
    decoder.decode(["<|im_start|>"], static=[], limit=3, repetition_penalty=1.0, no_repeat=0,
                   end_tokens=["<|im_end|>"], logits=False, take=Take())

threads = set()
gc.disable()
for _ in range(20):
    work()
gc.collect()
print("alive", len(threads) >= 1)
"""


def test_garbage_may_be_collected_on_the_generators_own_thread(smollm2_folder: ModelFolder) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _COLLECTED_ON_ITS_OWN_THREAD, str(smollm2_folder.path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (ended.returncode, ended.stdout) == (0, "alive True\n"), ended.stderr
