"""Steps a second beside transformers, each set-up in a process of its own: the best of some rounds."""

from __future__ import annotations

from itertools import product

from benchmarks.figures import Figure
from benchmarks.musicgen.asked import CONTEXTS
from benchmarks.musicgen.processes import measured
from benchmarks.musicgen.runtimes import FREE, GUIDED
from benchmarks.musicgen.setup import Setup
from journey.failure import JourneyError
from metabgm.models.musicgen_manifest import MusicGenPrecision
from metabgm.music.musicgen.decoder_choice import DECODERS, missing_of_onnxruntime

Speeds = dict[str, float]
PEERS = (("float32", "dynamic"), ("float32", "static"), ("bfloat16", "dynamic"))
# Turn about: on a machine that others share each is measured in good minutes and in bad ones.
ROUNDS = 3
PRECISIONS: tuple[MusicGenPrecision, ...] = ("int8", "int4")
ROWS = {GUIDED: "two rows", FREE: "one row"}
# Those of a processor with AMX, which are the lower ones.
FLOAT32_TARGETS = {"50": 4.5, "500": 4.0}
BFLOAT16_TARGET = 3.0


def measure(setup: Setup) -> list[Figure]:
    """Raises JourneyError where one of ours doesn't run; a peer that doesn't is told and left out."""
    decoders = [name for name in DECODERS if name == "openvino" or not missing_of_onnxruntime()]
    ours: dict[str, Speeds] = {}
    peers: dict[str, Speeds] = {}
    for turn in range(1, ROUNDS + 1):
        for decoder, precision, (rows, shown) in product(decoders, PRECISIONS, ROWS.items()):
            name = f"{decoder} {precision}, {shown}"
            folder = setup.graphs(precision, decoder)
            setup.tell(f"{turn} of {ROUNDS}: {name}")
            ours[name] = _best(ours.get(name), measured("decode_ours", str(folder), rows))
        for kind, cache in PEERS:
            name = f"transformers {kind}, {cache} cache"
            setup.tell(f"{turn} of {ROUNDS}: {name}")
            try:
                found = measured("decode_transformers", str(setup.source), kind, cache, "cpu")
            except JourneyError as error:
                last = (error.log_tail or str(error)).strip().splitlines()[-1]
                setup.tell(f"{name} does not run here: {last}")
                continue
            peers[name] = _best(peers.get(name), found)
    return [*_speeds(peers), *_speeds(ours), *_ratios(ours, peers)]


def _best(before: Speeds | None, found: Speeds) -> Speeds:
    """Whatever else ran can only have made it slower."""
    return {at: max(speed, (before or found)[at]) for at, speed in found.items()}


def _speeds(found: dict[str, Speeds]) -> list[Figure]:
    return [
        Figure(f"{name}, at {context}", speeds[str(context)], "steps/s")
        for name, speeds in found.items()
        for context in CONTEXTS
    ]


def _ratios(ours: dict[str, Speeds], peers: dict[str, Speeds]) -> list[Figure]:
    figures = []
    for precision in ("float32", "bfloat16"):
        peer = peers.get(f"transformers {precision}, dynamic cache")
        if peer is None:
            continue
        for own, speeds in ours.items():
            if not own.endswith(ROWS[GUIDED]):
                continue
            for context in map(str, CONTEXTS):
                target = FLOAT32_TARGETS[context] if precision == "float32" else BFLOAT16_TARGET
                name = f"{own} : transformers {precision}, at {context}"
                figures.append(Figure(name, speeds[context] / peer[context], at_least=target))
    return figures
