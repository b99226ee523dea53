"""What is wrong with one written pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from metabgm.describe.faithfulness import faults_of, tells_biome
from metabgm.describe.guard import Refused, Shown, Verdict, check_description, check_narrative
from metabgm.describe.music_fit import too_calm
from metabgm.describe.sentences import words_of
from metabgm.describe.value_words import first_word
from metabgm.music.composer.words.reader import read
from metabgm.research.biomes import Biome, biomes
from metabgm.research.omissions import omissions_of
from metabgm.research.pairs import Pair
from metabgm.research.split import held_out_instruments
from metabgm.research.tasks import SceneTask

NARRATIVE_WORDS = (8, 40)
DESCRIPTION_WORDS = (8, 20)


Level = Literal["error", "note"]


@dataclass(frozen=True)
class Finding:
    """``error``: it has to be put right; else it is worth a look. ``where``: file and line."""

    level: Level
    where: str
    id: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.id}: {self.level}: {self.what}"


def lint_pair(pair: Pair) -> list[Finding]:
    """Lengths, the guard's verdicts, what the narrative tells of its scene, what the description asks for."""
    errors = [*_narrative(pair), *_description(pair)]
    notes = []
    if isinstance(pair.task, SceneTask):
        errors += [f"the narrative {fault.what}" for fault in faults_of(pair.narrative, pair.task.seen)]
        notes = [f"the narrative {fault.what}" for fault in omissions_of(pair.narrative, pair.task.seen)]
        errors += _calm_fight(pair.description, fight=pair.task.seen.combat)
    else:
        errors += _place(pair.narrative, biomes()[pair.task.biome])
        errors += _calm_fight(pair.description, fight=bool(first_word("danger", "no fight", pair.narrative)))
    return [Finding("error", pair.where, pair.id, what) for what in errors] + [
        Finding("note", pair.where, pair.id, what) for what in notes
    ]


def _narrative(pair: Pair) -> list[str]:
    question = pair.task.seen.line if isinstance(pair.task, SceneTask) else ""
    verdict = check_narrative(pair.narrative, Shown(question=question))
    return [
        *_length("narrative", pair.narrative, NARRATIVE_WORDS),
        *_refusal("narrative", pair.narrative, verdict),
    ]


def _description(pair: Pair) -> list[str]:
    verdict = check_description(pair.description, Shown(question=pair.narrative))
    found = [
        *_length("description", pair.description, DESCRIPTION_WORDS),
        *_refusal("description", pair.description, verdict),
    ]
    reading = read(pair.description)
    if not reading.instruments and not reading.percussion:
        found.append("the description names no instrument")
    if pair.split == "train":
        barred = held_out_instruments(pair.description)
        found += [f"the description asks for {name!r}, which is held out" for name in barred]
    return found


def _place(narrative: str, biome: Biome) -> list[str]:
    found = [] if tells_biome(narrative, biome.words, biome.land) else [f"tells nothing of {biome.words!r}"]
    impossible = [first_word("not_land", biome.land, narrative)]
    if not biome.has_sky:
        impossible += [first_word("unseen", what, narrative) for what in ("hour", "weather")]
    elif not biome.falls:
        impossible.append(first_word("falling", "any", narrative))
    found += [f"says {word!r}, which {biome.words!r} never has" for word in impossible if word]
    return [f"the narrative {what}" for what in found]


def _calm_fight(description: str, *, fight: bool) -> list[str]:
    fault = too_calm(description) if fight else ""
    return [f"the description {fault} in a fight"] if fault else []


def _length(what: str, text: str, limits: tuple[int, int]) -> list[str]:
    least, most = limits
    count = len(words_of(text))
    return [] if least <= count <= most else [f"the {what} has {count} words, expected {least} to {most}"]


def _refusal(what: str, text: str, verdict: Verdict) -> list[str]:
    if isinstance(verdict, Refused):
        return [f"the {what} {verdict.reason}"]
    if verdict.text != text:
        return [f"the guard would leave of the {what} only {verdict.text!r}"]
    return []
