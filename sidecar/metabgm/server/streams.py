"""All tracks of a session on their way to the mod, paced by its credit (law 3)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from metabgm.director.actions import PieceOrder, StartPiece
from metabgm.music.engine import Controls, EngineName, Role
from metabgm.protocol import messages_to_mod as said
from metabgm.protocol.credit import CreditLedger
from metabgm.protocol.limits import LIMITS
from metabgm.server.compose_news import Composed, ComposeNews, Finished, Planned, Worked
from metabgm.server.compose_workers import ComposeWorkers
from metabgm.server.provenance import provenance_record
from metabgm.server.recording import Recorder, Sent
from metabgm.server.track_message import track_message
from metabgm.server.track_stream import TrackStream
from metabgm.stream.audio_format import AudioFormat
from metabgm.stream.pcm import encode_pcm

# Composed beyond what is sent, so that credit (a quarter of a second at a time) is answered at once while a
# language model holds the core; more would let the music follow the game later.
LOOKAHEAD_S = 0.5
OPENING_S = 3.0
# The next piece starts this long before the last one ends: the base's fade-in and time to compose it; the one
# combat deck takes over from its predecessor at once.
OVERLAP_S: dict[Role, float] = {"base": 4.0, "combat": 0.5, "sting": 0.0}

# A piece that broke off is followed by another after this long: a fault that stays must not spin.
RETRY_S = 3.0

log = logging.getLogger(__name__)

Deliver = Callable[[ComposeNews], None]


class Streams:
    """``send`` takes messages for the mod; ``wall_clock`` gives ISO 8601 for the provenance."""

    def __init__(
        self,
        composing: ComposeWorkers,
        ledger: CreditLedger,
        send: Callable[[said.ToMod], None],
        wall_clock: Callable[[], str],
        *,
        audio: AudioFormat,
        recorder: Recorder | None,
    ) -> None:
        self._composing = composing
        self._ledger = ledger
        self._send = send
        self._wall_clock = wall_clock
        self._audio = audio
        self._recorder = recorder
        self._by_order: dict[int, TrackStream] = {}
        self._by_track: dict[int, TrackStream] = {}
        self._ran_out: list[tuple[int, float]] = []
        self._gave_out: list[int] = []

    def prepare(self, order: PieceOrder, deliver: Deliver) -> None:
        """Composes an opening in idle time."""
        stream = self._by_order[order.order] = TrackStream(order, self._composing.of(order.engine))
        stream.composing.compose(order, deliver, wanted=self._audio.frames(OPENING_S), audible=False)

    def discard(self, order: int) -> None:
        """The opening will not be heard."""
        stream = self._by_order.pop(order, None)
        if stream is not None:
            stream.composing.abandon(order)

    def begin(self, start: StartPiece, deliver: Deliver) -> None:
        """Streams a piece, from its opening where one is prepared."""
        number = start.order.order
        stream = self._by_order.get(number)
        if stream is None or stream.failed:
            stream = self._by_order[number] = TrackStream(start.order, self._composing.of(start.order.engine))
            stream.composing.compose(
                start.order, deliver, wanted=self._audio.frames(LOOKAHEAD_S), audible=True
            )
        stream.start = start
        self._by_track[start.track] = stream
        self._ledger.open(start.track)
        self._pump(stream)

    def grant(self, track: int, frames: int) -> None:
        """The mod has room again. Overdrawn credit is answered with an error."""
        refused = self._ledger.grant(track, frames)
        if refused is not None:
            self._send(refused.message())
        stream = self._by_track.get(track)
        if stream is not None:
            self._pump(stream)

    def steer(self, track: int, controls: Controls) -> None:
        """Ignored for a track that is complete: what is composed is not taken back."""
        stream = self._by_track.get(track)
        if stream is None:
            return
        order = stream.order.order
        frame = stream.composing.steer(order, controls)
        stream.ending = stream.ending or controls.ending
        if frame is not None and self._recorder is not None:
            self._recorder.steered(order, frame, controls)

    def near_end(self, track: int) -> bool:
        """Whether the track is about to run out; True once for each track. Whoever told it to end knows."""
        stream = self._by_track.get(track)
        if stream is None or stream.told_near_end or stream.ending:
            return False
        left = stream.frames_left(self._ledger.played(track))
        stream.told_near_end = left is not None and left <= self._audio.frames(OVERLAP_S[stream.order.role])
        return stream.told_near_end

    def stop(self, track: int) -> None:
        """Composes and sends no more of it."""
        stream = self._by_track.get(track)
        if stream is not None:
            stream.composing.abandon(stream.order.order)
            self._end(stream, "stopped")

    def planned(self, news: Planned) -> None:
        """The piece has a title and a length."""
        stream = self._by_order.get(news.order)
        if stream is not None:
            stream.planned = news
            self._pump(stream)

    def composed(self, news: Composed) -> None:
        """Another chunk."""
        stream = self._by_order.get(news.order)
        if stream is not None:
            stream.composed(news)
            self._pump(stream)

    def worked(self, news: Worked) -> bool:
        """More of a piece can be had without waiting; True once, when an opening is ready to be heard."""
        stream = self._by_order.get(news.order)
        return stream is not None and stream.worked(news)

    def finished(self, news: Finished) -> None:
        """The piece is complete or broke off."""
        stream = self._by_order.get(news.order)
        if stream is not None:
            if news.failure and stream.start is not None and stream.order.engine != "composer":
                stream.told_near_end = True
                self._gave_out.append(stream.start.track)
            stream.finish(failed=bool(news.failure))
            self._pump(stream)

    def engine_of(self, order: int) -> EngineName | None:
        """Which makes it; None for an order that was taken back."""
        stream = self._by_order.get(order)
        return None if stream is None else stream.order.engine

    def take_ran_out(self) -> list[tuple[int, float]]:
        """Tracks that were sent whole before their end was near: the mod gives no credit for them any more.

        Each with the seconds until it is near.
        """
        ran_out, self._ran_out = self._ran_out, []
        return ran_out

    def take_faltering(self, now: float) -> list[int]:
        """Tracks whose engine gave out or falls behind, each once. ``now``: seconds, never falling."""
        gave_out, self._gave_out = self._gave_out, []
        return gave_out + [
            track
            for track, stream in self._by_track.items()
            if stream.falters(now, self._ledger.played(track), self._audio.rate)
        ]

    def close(self) -> None:
        """Records what was sent of the tracks that still play."""
        for stream in list(self._by_track.values()):
            self._record(stream)

    def _pump(self, stream: TrackStream) -> None:
        start = stream.start
        if start is None or stream.planned is None:
            return
        if not stream.announced:
            self._announce(stream, start, stream.planned)
        while (taken := stream.take(min(LIMITS.pcm_frames, self._ledger.room(start.track)))) is not None:
            offset, frames = taken
            self._ledger.spend(start.track, len(frames))
            self._send(said.Pcm(track=start.track, offset=offset, data=encode_pcm(frames, self._audio)))
        if stream.outlet.drained:
            self._note_end(stream, start)
            self._end(stream, "failed" if stream.failed else "finished")
        else:
            stream.composing.demand(
                stream.order.order, stream.outlet.sent_frames + self._audio.frames(LOOKAHEAD_S)
            )

    def _announce(self, stream: TrackStream, start: StartPiece, planned: Planned) -> None:
        if stream.first_chunk_ms is None:
            return
        stream.announced = True
        log.info("track %d (%s): %s", start.track, start.order.role, start.order.texts.description)
        self._send(track_message(start, planned, self._audio))
        record = provenance_record(
            stream.order,
            planned,
            time=self._wall_clock(),
            first_chunk_ms=stream.first_chunk_ms,
            track=start.track,
            cause=start.cause,
        )
        self._send(said.Provenance(record=record))

    def _note_end(self, stream: TrackStream, start: StartPiece) -> None:
        if stream.told_near_end or stream.ending:
            return
        left = stream.outlet.composed_frames - self._ledger.played(start.track)
        in_seconds = left / self._audio.rate - OVERLAP_S[start.order.role]
        self._ran_out.append((start.track, max(in_seconds, RETRY_S if stream.failed else 0.0)))

    def _end(self, stream: TrackStream, reason: said.EndReason) -> None:
        if stream.start is None:
            return
        track = stream.start.track
        if stream.announced:
            self._send(said.End(track=track, frames=stream.outlet.sent_frames, reason=reason))
        self._record(stream)
        self._by_order.pop(stream.order.order, None)
        self._by_track.pop(track, None)
        self._ledger.close(track)

    def _record(self, stream: TrackStream) -> None:
        if self._recorder is None or stream.start is None or stream.planned is None:
            return
        planned = stream.planned
        self._recorder.sent(
            Sent(
                track=stream.start.track,
                order=stream.order.order,
                anchor=stream.order.anchor if planned.anchor is not None else None,
                anchor_frames=planned.anchor_frames,
                anchor_sound=planned.anchor_sound,
                frames=stream.outlet.sent_frames,
                digest=stream.digest,
            )
        )
