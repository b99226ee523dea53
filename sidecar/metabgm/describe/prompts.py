"""Every prompt, each with the figure of the paper it follows, worded for a model of 135 million parameters.

Such a model follows examples far better than orders, so each prompt shows two answered scenes of a like
mood. System turn and examples are the static part: prefilled once, then cached.
"""

from __future__ import annotations

from dataclasses import dataclass

from metabgm.describe.moods import Mood
from metabgm.describe.writer import Prompt

NARRATIVE_TASK = "Imagine the scene as a real place and tell it in one short, vivid sentence."
"""Fig. 2a: game data imagined as a scene of the real world."""

DESCRIPTION_TASK = (
    "You are a music composer. Describe music for the scene in one fluent sentence of no more than 20 words: "
    "rhythm, melody, instruments, mood or key changes."
)
"""Fig. 2b: the composer's role, what a description may hold, the limit of 20 words."""

DIRECT_TASK = DESCRIPTION_TASK
"""Table I, direct generation: Fig. 2b's question, asked about the game data instead of a narrative."""


@dataclass(frozen=True)
class Example:
    """One answered scene: stage 1 turns ``scene`` into ``narrative``, stage 2 that into ``description``."""

    scene: str
    narrative: str
    wish: str
    description: str


_BRIGHT = (
    Example(
        scene="in the birch forest, at dusk, clear sky",
        narrative=(
            "At dusk in the birch forest, low sun gilds the white trunks and steps rustle in old leaves."
        ),
        wish="piano and strings",
        description=(
            "A slow, wistful piano melody over warm strings, with a gentle rhythm that turns to major."
        ),
    ),
    Example(
        scene="on the plains, rain, riding",
        narrative=(
            "Rain falls on the plains, and the tall grass bows and glitters like a green, whispering sea."
        ),
        wish="flute and harp",
        description=(
            "A light folk tune for flute and harp in a major key, with a lilting rhythm and a tender mood."
        ),
    ),
)
_DARK = (
    Example(
        scene="in the forest, at night, rain, creeping",
        narrative=(
            "Rain falls in the forest at night, and every dripping branch hides a pair of patient eyes."
        ),
        wish="cello and celesta",
        description=(
            "A slow, uneasy cello melody in a minor key, with soft celesta notes and a faltering rhythm."
        ),
    ),
    Example(
        scene="in the dripstone caves",
        narrative=(
            "In the dripstone caves, water counts the hours drop by drop and every echo answers twice."
        ),
        wish="marimba and synth pad",
        description=(
            "A dark, hollow marimba pattern over a low synth pad, with a mysterious mood and long echoes."
        ),
    ),
)
_BATTLE = (
    Example(
        scene="on the savanna, running, a skeleton attacks, wounded",
        narrative=(
            "On the savanna, a skeleton attacks, and arrows hiss through the dust as blood darkens the grass."
        ),
        wish="drums and brass",
        description=(
            "A fast, driving battle theme in a minor key, with pounding drums and sharp, urgent brass."
        ),
    ),
    Example(
        scene="in the swamp, a witch and a spider attack, badly hurt",
        narrative="In the swamp, a witch and a spider attack, and every desperate blow could be the last.",
        wish="taiko drums and cello",
        description=(
            "A frantic, dark rhythm of taiko drums under a racing cello melody, tense and relentless."
        ),
    ),
)
_EXAMPLES: dict[Mood, tuple[Example, Example]] = {
    "calm": _BRIGHT,
    "cold": _BRIGHT,
    "dark": _DARK,
    "deep": _DARK,
    "strange": _DARK,
    "battle": _BATTLE,
}
"""Three sets, not six: a cached token costs 138 kB, so that each set of both stages takes 40 MB."""


def composer_question(scene: str, wish: str) -> str:
    """The last turn of stage 2, and of direct generation with game data as the scene."""
    return f"{scene}\nWish: {wish}"


NARRATIVE: dict[Mood, Prompt] = {
    mood: Prompt(NARRATIVE_TASK, tuple((shown.scene, shown.narrative) for shown in examples))
    for mood, examples in _EXAMPLES.items()
}
DESCRIPTION: dict[Mood, Prompt] = {
    mood: Prompt(
        DESCRIPTION_TASK,
        tuple((composer_question(shown.narrative, shown.wish), shown.description) for shown in examples),
    )
    for mood, examples in _EXAMPLES.items()
}
DIRECT: dict[Mood, Prompt] = {
    mood: Prompt(
        DIRECT_TASK,
        tuple((composer_question(shown.scene, shown.wish), shown.description) for shown in examples),
    )
    for mood, examples in _EXAMPLES.items()
}

TUNED_NARRATIVE = Prompt(NARRATIVE_TASK, ())
TUNED_DESCRIPTION = Prompt(DESCRIPTION_TASK, ())
"""For a model that was trained for the two stages: instruction and input alone (section III.B)."""

DESCRIPTION_OPENINGS: dict[Mood, tuple[str, ...]] = {
    "calm": ("A gentle", "A light", "A warm", "A calm", "A flowing"),
    "dark": ("A slow, dark", "A quiet, uneasy", "A mysterious", "A brooding"),
    "cold": ("A slow, cold", "A still", "A delicate", "A sparse"),
    "deep": ("A dark, hollow", "A slow, mysterious", "A tense"),
    "strange": ("An ominous", "A slow, strange", "A heavy", "An eerie"),
    "battle": ("A fast, driving", "A furious", "A tense, pounding", "A frantic"),
}
"""Beginnings that set tempo and mood, so that the model's own words begin where it is good: what plays."""


def guided_opening(opening: str, form: str, instruments: str) -> str:
    """A beginning that holds the model to music more firmly, for a second try."""
    return f"{opening} {form} for {instruments},"
