"""Waveforms made ready, shared by all banks and bounded in bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from metabgm.music.composer.sound.waveform import Waveform

# Enough for the waveforms of a few pieces that sound at once (0.1 to 2 MB each).
CACHE_BYTES = 48 * 1024 * 1024


class WaveformCache:
    """Keeps those that were asked for last. Notes that sound keep theirs, whatever happens here."""

    def __init__(self, most_bytes: int = CACHE_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Hashable, Waveform] = OrderedDict()

    @property
    def ready_bytes(self) -> int:
        """Memory of all that is kept; what sounds may grow it above the bound until the next one is asked."""
        return sum(waveform.ready_bytes for waveform in self._kept.values())

    def get(self, key: Hashable, make: Callable[[], Waveform]) -> Waveform:
        """The waveform of a key, made where it isn't kept."""
        waveform = self._kept.pop(key, None)
        if waveform is None:
            waveform = make()
        excess = self.ready_bytes - self._most_bytes
        while excess > 0 and self._kept:
            _, oldest = self._kept.popitem(last=False)
            excess -= oldest.ready_bytes
        self._kept[key] = waveform
        return waveform
