"""MusicGen for ``serve``: what is done in the background while the composer plays."""

from __future__ import annotations

from collections.abc import Callable

from metabgm.cli.engines import NotLoadedError, load_musicgen
from metabgm.server.musicgen_loading import MusicGenReady, NoMusicGenError


def bring_up(
    name: str, wanted: str, slowed_by: float, melody: bool, tell: Callable[[str, float], None]
) -> MusicGenReady:
    """Loads the model, and measures it where that hasn't been done on this machine.

    ``wanted``: what is to run it, as configured. ``slowed_by``: how many times as long the decoder is to
    take. ``melody``: as in Options. ``tell``: is told what is done and its fraction. Raises NoMusicGenError.
    """
    from metabgm.music.musicgen.kept_speed import known_speed, slowed  # noqa: PLC0415
    from metabgm.music.musicgen.measure import warm_up  # noqa: PLC0415
    from metabgm.music.musicgen.metered import MeteredRuntime  # noqa: PLC0415
    from metabgm.music.musicgen.runtime import RuntimeFaultError  # noqa: PLC0415
    from metabgm.music.musicgen.slowed import SlowedRuntime  # noqa: PLC0415
    from metabgm.music.musicgen.tokens.options import Options  # noqa: PLC0415

    tell(f"{name}: load", 0.0)
    try:
        loaded = load_musicgen(name, wanted)
        tell(f"{name}: measure", 0.5)
        speed = known_speed(loaded.folder, loaded.runtime, loaded.threads)
        warm_up(loaded.runtime)
    except (NotLoadedError, RuntimeFaultError) as error:
        raise NoMusicGenError(str(error)) from error
    runtime = loaded.runtime
    if slowed_by > 1.0:
        runtime, speed = SlowedRuntime(runtime, slowed_by), slowed(speed, slowed_by)
    metered = MeteredRuntime(runtime)
    return MusicGenReady(loaded.engine(metered, Options(melody=melody)), speed.rtf, metered.pace)
