"""How much of a track is in hand, and whether that is too little."""

from __future__ import annotations

LEAST_S = 6.0
"""For the music to close before it runs dry: three seconds lie in the mod, the piece hears of its end up to a
second later and takes two to close."""

LEAST_SOUND_S = 1.5
"""Of what is sound already: an engine that is too busy with what comes later gives no more of it."""

FIRST_S = 3.0
"""A piece that is silent for so long when it should sound is not waited for: the last one, told to end a
second and a half after it was left, sounds for some four."""


class Hand:
    """Of one track from its start on."""

    def __init__(self) -> None:
        self._most = self._most_sound = 0.0
        self._since: float | None = None
        self._told = False

    def falters(self, now: float, sound: float, ahead: float) -> bool:
        """True once: when too little is left after there was more, or nothing came at all.

        ``now``: of a clock that never falls. ``sound``: seconds that are composed and not played; ``ahead``:
        that can follow without waiting. A piece that begins with little is given the time to gain.
        """
        if self._since is None:
            self._since = now
        self._most = max(self._most, sound + ahead)
        self._most_sound = max(self._most_sound, sound)
        silent = self._most_sound == 0.0 and now > self._since + FIRST_S
        low = sound + ahead < min(LEAST_S, self._most / 2)
        low = low or sound < min(LEAST_SOUND_S, self._most_sound / 2)
        falters = not self._told and (silent or low)
        self._told = self._told or falters
        return falters
