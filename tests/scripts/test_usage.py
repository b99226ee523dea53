import os
import subprocess
import sys

import pytest

from journey.usage import usage_meter

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def test_memory_that_was_once_resident_is_remembered() -> None:
    meter = usage_meter(os.getpid())
    assert meter is not None
    meter.sample()
    before = meter.usage().rss_mb
    block = bytearray(os.urandom(1)) * 60_000_000
    meter.sample()
    del block
    assert meter.usage().rss_mb >= before + 50


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
