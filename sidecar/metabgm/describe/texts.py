"""The texts of a scene, and what every describer looks like to the rest of the sidecar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from metabgm.music.engine import KeptMaterial
from metabgm.scene.signature import Signature

CharacterizedElements = Mapping[str, Mapping[str, Any]]


class DescribeCancelledError(Exception):
    """The caller took the request back between two tokens."""


@dataclass(frozen=True)
class DescribeRequest:
    """``elements``: what Algorithm 1 left of the scene. ``style``: the player's wish, may be empty.

    ``combat``: whether Algorithm 1 saw a fight. ``direct``: one stage, scene to description (Table I).
    ``signature``: the place, under which texts are kept for later. ``fresh``: kept texts will not do.
    ``patience_s``: seconds after which the best so far is wanted; None waits for good texts.
    The same request gives the same texts, as long as the patience lasts.
    """

    elements: CharacterizedElements
    combat: bool
    seed: int
    style: str = ""
    direct: bool = False
    signature: Signature | None = None
    fresh: bool = False
    patience_s: float | None = None


@dataclass(frozen=True)
class Texts:
    """``narrative``: stage 1's text, empty when direct. ``description``: at most 20 words.

    ``describer``: the model's name, or ``template``. ``guard``: one line for each text that the guard
    refused ("narrative, try 1: echoes the prompt"). ``ms``: milliseconds by step name. ``origin``: written
    for this request, or kept from an earlier one. ``music``: what the last piece made from these texts left
    for one that has no other to grow from.
    """

    narrative: str
    description: str
    describer: str
    guard: tuple[str, ...] = ()
    ms: Mapping[str, float] = field(default_factory=dict)
    origin: Literal["written", "library"] = "written"
    music: KeptMaterial | None = None


class Describer(Protocol):
    """Turns a characterized scene into texts. One describer is used by one thread at a time."""

    @property
    def name(self) -> str:
        """As in the protocol: ``smollm2-135m-instruct`` or ``template``."""

    @property
    def identity(self) -> str:
        """Name and digest of what writes: texts of one identity are of a kind."""

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        """Asks ``cancelled`` between tokens.

        Raises DescribeCancelledError once it answers True. Never raises because of what a model wrote.
        """
