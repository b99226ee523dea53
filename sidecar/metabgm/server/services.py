"""What all sessions of a sidecar share, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from metabgm.music.engine import EngineName
from metabgm.protocol import messages_to_mod as said
from metabgm.server.compose_workers import ComposeWorkers
from metabgm.server.describe_worker import DescribeWorker
from metabgm.server.ladder import DescriberLadder
from metabgm.server.library_describer import LibraryDescriber
from metabgm.server.music_ladder import MusicLadder


@dataclass(frozen=True)
class Services:
    """``post`` runs a call on the event loop, from any thread."""

    composing: ComposeWorkers
    describing: DescribeWorker
    ladder: DescriberLadder
    music: MusicLadder
    library: LibraryDescriber
    post: Callable[[Callable[[], None]], None]
    clock: Callable[[], float]
    wall_clock: Callable[[], str]


def step_of(services: Services, heard: EngineName) -> said.Step:
    """The step of the ladder in use. ``heard``: the engine that makes the base music."""
    music, texts = services.music, services.ladder
    reason = "; ".join(reason for reason in (music.reason_for(heard), texts.reason) if reason)
    return said.Step(music=heard, texts=texts.step, reason=reason)


def loading_of(services: Services) -> tuple[said.Loading, ...]:
    """What still loads."""
    loading = services.ladder.loading | services.music.loading
    return tuple(said.Loading(name=name, fraction=fraction) for name, fraction in loading.items())
