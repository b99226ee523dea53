"""Pairs in the paper's Instruction-Input-Output form (section III.B): stage 1's, then stage 2's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from metabgm.describe.prompts import DESCRIPTION_TASK, NARRATIVE_TASK, composer_question
from metabgm.describe.vocabulary import spelled_words
from metabgm.music.composer.words.reader import read
from metabgm.research.biomes import biomes
from metabgm.research.pairs import Pair
from metabgm.research.read_back import facts_told
from metabgm.research.split import Split
from metabgm.research.tasks import SceneTask

Stage = Literal["narrative", "description"]

_WISHES_ONE_OF = 3
_WISHED_MOST = 2


@dataclass(frozen=True)
class Example:
    """``instruction``: the task; ``input``: the facts in words, or a narrative, and perhaps a wish."""

    stage: Stage
    split: Split
    instruction: str
    input: str
    output: str


def examples_of(pairs: Iterable[Pair]) -> list[Example]:
    """Two of a forward pair; of a reverse pair one, and another where its narrative tells a scene's facts.

    One description in three is asked for with a wish for its own instruments, so that the model minds those
    of the player.
    """
    found = []
    for pair in pairs:
        facts = _facts(pair)
        if facts:
            found.append(Example("narrative", pair.split, NARRATIVE_TASK, facts, pair.narrative))
        found.append(Example("description", pair.split, DESCRIPTION_TASK, _question(pair), pair.description))
    return found


def words_taught(examples: Iterable[Example]) -> set[str]:
    """Of all descriptions that are trained on."""
    of_training = (example for example in examples if example.split == "train")
    descriptions = (example.output for example in of_training if example.stage == "description")
    return {word for text in descriptions for word in spelled_words(text)}


def _facts(pair: Pair) -> str:
    if isinstance(pair.task, SceneTask):
        return pair.task.seen.line
    return facts_told(pair.narrative, biomes()[pair.task.biome])


def _question(pair: Pair) -> str:
    drawn = int.from_bytes(hashlib.sha256(f"{pair.id}/wish".encode()).digest()[:4], "big")
    sources = read(pair.description).sources
    players = [*sources.get("instruments", ()), *sources.get("percussion", ())]
    if drawn % _WISHES_ONE_OF or not players:
        return pair.narrative
    return composer_question(pair.narrative, " and ".join(dict.fromkeys(players[:_WISHED_MOST])))
