"""What there is to write: a drawn scene for a forward pair, a biome with a few words for a reverse one."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from metabgm.describe.facts import read_facts
from metabgm.describe.seen import Seen
from metabgm.describe.wording import word_scene
from metabgm.research.biomes import biomes
from metabgm.research.deck import Deck
from metabgm.research.drawing import draw_situations
from metabgm.research.prompt_words import PromptWords
from metabgm.research.situation import elements_of
from metabgm.research.split import Split, split_of
from metabgm.scene.characterize import characterize

DATASET_SEED = 1
REVERSE_PAIRS = 1539
"""As many as the paper made from descriptions (section III.A)."""


@dataclass(frozen=True)
class SceneTask:
    """A narrative and a description to be written for a scene."""

    id: str
    biome: str
    split: Split
    elements: dict[str, dict[str, Any]]
    seen: Seen
    words: tuple[str, ...]


@dataclass(frozen=True)
class BiomeTask:
    """A description to be written, and a narrative of a scene in the biome that it suits."""

    id: str
    biome: str
    split: Split
    words: tuple[str, ...]


def see(elements: Mapping[str, Mapping[str, Any]]) -> Seen:
    """A scene as stage 1 is shown it: characterized, then worded."""
    characterized = characterize(elements)
    facts = read_facts(characterized.elements)
    return Seen(facts, characterized.combat, word_scene(facts, characterized.combat))


@cache
def scene_tasks(seed: int = DATASET_SEED) -> tuple[SceneTask, ...]:
    """433 of them, ``f-001`` on."""
    words = PromptWords(random.Random(f"{seed}/forward words"))
    tasks = []
    for number, situation in enumerate(draw_situations(seed), start=1):
        identifier, biome = f"f-{number:03d}", situation.biome.name
        elements = elements_of(situation, random.Random(f"{seed}/{identifier}"))
        split = split_of(identifier, biome)
        tasks.append(
            SceneTask(identifier, biome, split, elements, see(elements), words.of_instruments(split))
        )
    return tuple(tasks)


def fresh_tasks(count: int) -> list[SceneTask]:
    """Scenes that no dataset has: drawn in the same way, from other seeds."""
    found: list[SceneTask] = []
    while len(found) < count:
        found += scene_tasks(DATASET_SEED + 1 + len(found))
    return found[:count]


@cache
def biome_tasks(seed: int = DATASET_SEED) -> tuple[BiomeTask, ...]:
    """1,539 of them, ``r-0001`` on, every biome as often as any other."""
    chance = random.Random(f"{seed}/reverse")
    names = Deck(dict.fromkeys(biomes(), 1), chance)
    words = PromptWords(random.Random(f"{seed}/reverse words"))
    tasks = []
    for number in range(1, REVERSE_PAIRS + 1):
        identifier, biome = f"r-{number:04d}", names.deal()
        split = split_of(identifier, biome)
        tasks.append(BiomeTask(identifier, biome, split, words.of_music(split)))
    return tuple(tasks)
