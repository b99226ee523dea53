import os
import subprocess
import sys

import pytest

from journey.usage import usage_meter

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


_GROWS_AND_SHRINKS = """
print(flush=True); input()
block = bytearray(b"x") * 60_000_000
print(flush=True); input()
del block
print(flush=True); input()
"""


def test_memory_that_was_once_resident_is_remembered() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _GROWS_AND_SHRINKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        meter = usage_meter(process.pid)
        assert meter is not None
        seen = []
        for _ in range(3):
            process.stdout.readline()
            seen.append(meter.usage().rss_mb)
            print(file=process.stdin, flush=True)
    before, most, after = seen
    assert most >= before + 50
    assert after == most


def test_a_busy_process_takes_processor_time() -> None:
    meter = usage_meter(os.getpid())
    assert meter is not None
    began = os.times().user
    while os.times().user - began < 0.2:
        sum(range(10_000))
    assert meter.usage().cpu_percent > 0


def test_a_process_that_is_gone_is_no_error_while_sampling() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        meter = usage_meter(process.pid)
        assert meter is not None
    meter.sample()
    with pytest.raises(OSError, match="stat"):
        meter.usage()
