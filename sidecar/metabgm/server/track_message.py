"""What the mod is told of a piece that begins."""

from __future__ import annotations

import msgspec

from metabgm.director.actions import StartPiece
from metabgm.protocol import messages_to_mod as said
from metabgm.server.compose_news import Planned
from metabgm.stream.audio_format import AudioFormat


def track_message(start: StartPiece, planned: Planned, audio: AudioFormat) -> said.Track:
    """Announces the piece to the mod."""
    order, transition, cause = start.order, start.transition, start.cause
    return said.Track(
        track=start.track,
        role=order.role,
        rate=audio.rate,
        channels=audio.channels,
        format=audio.sample_format,
        frames=msgspec.UNSET if planned.total_frames is None else planned.total_frames,
        gain=1.0,
        title=planned.title,
        provenance=said.ProvenanceSummary(
            narrative=order.texts.narrative,
            description=order.texts.description,
            describer=order.texts.describer,
            engine=order.engine,
            seed=order.seed,
        ),
        transition=said.Transition(
            fade_in_ms=transition.fade_in_ms,
            fade_out_ms=transition.fade_out_ms,
            curve="equal_power",
            duck_db=transition.duck_db,
        ),
        cause=said.Cause(
            kind=cause.kind, time_ms=cause.time_ms, held_ms=cause.held_ms, prepared=cause.prepared
        ),
    )
