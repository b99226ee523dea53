"""The phrases that the template builds its texts from."""

from __future__ import annotations

from metabgm.describe.moods import Mood

LAND_DETAILS = {
    "forest": ("leaves stir above a path of moss and roots", "light and shadow mingle between old trunks"),
    "plains": ("grass ripples all the way to the horizon", "a mild wind wanders over open land"),
    "blossom": ("petals drift down like slow, bright rain", "flowers nod in every passing breath of air"),
    "pines": ("tall pines stand in the scent of resin", "needles soften every step between the trunks"),
    "dark woods": ("crooked boughs shut out the light", "something pale moves between the crowded trees"),
    "jungle": ("vines hang thick and unseen birds call", "the green is dense, warm and full of voices"),
    "savanna": ("lone trees stand over sun-dried grass", "dust and warm wind roll across the yellow land"),
    "desert": ("sand whispers over stone and bone", "the bare ground reaches on without an end"),
    "swamp": ("still water mirrors crooked trees", "mist and reeds close over the narrow path"),
    "mountain": ("bare rock climbs into thin, bright air", "the wind sings around high, lonely ridges"),
    "snow": ("white silence covers every slope and branch", "ice glitters and each breath hangs in the air"),
    "ocean": ("long waves rise and fall without a shore", "deep water moves in slow, heavy breaths"),
    "shore": ("small waves run up the shore and fade", "salt air and the hush of surf fill the bay"),
    "river": ("clear water slides over smooth stones", "the current murmurs between its banks"),
    "cave": ("drops of water echo from stone to stone", "the dark winds away between wet walls"),
    "deep dark": (
        "the silence listens and nothing dares to move",
        "black growth swallows every sound and light",
    ),
    "nether": ("fire glows beneath cracked black rock", "embers rise through heavy, burning air"),
    "end": ("pale stone floats in an endless black sky", "the emptiness hums beyond the last edge"),
    "mushroom": ("huge caps glow above soft, strange ground", "spores drift like slow and silent snow"),
}
"""Land -> clauses that tell what is seen or heard there."""

WEATHER_CLAUSES = {
    "rain": "and steady rain falls over everything",
    "snow": "and quiet snow keeps falling",
    "thunder": "and a storm breaks with thunder overhead",
    "clear": "under a wide and clear sky",
}

HOUR_CLAUSES = {
    "dawn": "At dawn",
    "day": "By day",
    "dusk": "At dusk",
    "night": "At night",
}

MOVEMENT_CLAUSES = {
    "gliding": "a lone glider crosses the air in silence",
    "swimming": "a lone swimmer moves on stroke by stroke",
    "riding": "a rider passes through without haste",
    "sprinting": "running feet hurry through",
    "sneaking": "someone creeps on with bated breath",
    "walking": "a lone traveller walks on",
    "": "a lone traveller stands still and listens",
}

BATTLE_CLAUSES = (
    "blows fall fast and there is no way back",
    "every strike is answered and the heart races",
    "steel, dust and breath blur into one desperate fight",
)

CHARACTERS: dict[Mood, tuple[str, ...]] = {
    "calm": ("gentle, slow", "calm, flowing", "warm, unhurried", "light, moderate"),
    "dark": ("slow, dark", "slow, mysterious", "brooding, unhurried"),
    "cold": ("slow, icy", "sparse, slow", "delicate, crystalline"),
    "deep": ("slow, mysterious", "dark, sparse", "tense, slow"),
    "strange": ("slow, eerie", "ominous, slow", "strange, floating"),
    "battle": ("fast, driving", "furious, fast", "frantic, pounding"),
}
"""Tempo and mood, as the first words of a description."""

FORMS: dict[Mood, tuple[str, ...]] = {
    "calm": ("melody", "tune", "theme"),
    "dark": ("melody", "theme", "piece"),
    "cold": ("melody", "piece"),
    "deep": ("piece", "soundscape"),
    "strange": ("piece", "soundscape"),
    "battle": ("battle theme", "battle rhythm"),
}

KEYS: dict[Mood, tuple[str, ...]] = {
    "calm": ("in a major key", "in a lydian mode"),
    "dark": ("in a minor key", "in a dorian mode"),
    "cold": ("in a minor key", "in a major key"),
    "deep": ("in a minor key", "in a phrygian mode"),
    "strange": ("in a phrygian mode", "in a minor key"),
    "battle": ("in a minor key", "in a phrygian mode"),
}

TAILS = {
    "rain": ("with rippling, rainy notes", "with soft raindrop arpeggios"),
    "thunder": ("with a stormy, swelling pulse", "with rumbling low drums"),
    "dawn": ("with a hopeful mood", "with slowly brightening harmony"),
    "dusk": ("with a wistful mood", "with a nostalgic mood"),
    "cold": ("with glittering high notes", "with long, quiet echoes"),
    "dark": ("with a lonely mood", "with hushed, uneasy pauses"),
    "deep": ("with long, distant echoes", "with a tense low drone"),
    "strange": ("with an alien, drifting mood", "with a deep, humming drone"),
    "calm": ("with a peaceful mood", "with a tender, steady rhythm"),
    "battle": ("with urgent, relentless rhythm", "with aggressive, racing drums"),
    "hopeless": ("with desperate, frantic intensity",),
}
"""How a description ends, by what marks the scene most."""
