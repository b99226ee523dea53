"""What a narrative leaves out that it need not tell, but better would."""

from __future__ import annotations

from metabgm.describe.faithfulness import Fault, names_enemy
from metabgm.describe.seen import Seen
from metabgm.describe.value_words import first_word

_SAID_SO = {"sprinting": "running", "sneaking": "creeping"}
"""Movement -> how the facts word it."""


def omissions_of(narrative: str, seen: Seen) -> list[Fault]:
    """States, movement and enemies of the scene that it does not tell."""
    facts = seen.facts
    moves = _SAID_SO.get(facts.movement, facts.movement)
    silent = [
        Fault("state", f"does not tell {state!r}")
        for state in facts.states
        if not first_word("state", state, narrative)
    ]
    if moves not in ("", "walking") and not first_word("movement", moves, narrative):
        silent.append(Fault("movement", f"does not tell {moves!r}"))
    enemies = facts.enemies if seen.combat else ()
    return silent + [
        Fault("danger", f"does not name the {enemy}")
        for enemy in enemies
        if not names_enemy(enemy, narrative)
    ]
