"""Steps a second beside transformers, each set-up in a process of its own."""

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
PRECISIONS: tuple[MusicGenPrecision, ...] = ("int8", "int4")
ROWS = {GUIDED: "two rows", FREE: "one row"}
# Those of a processor with AMX, which are the lower ones.
FLOAT32_TARGETS = {"50": 4.5, "500": 4.0}
BFLOAT16_TARGET = 3.0


def measure(setup: Setup) -> list[Figure]:
    """Raises JourneyError where one of ours doesn't run; a peer that doesn't is told and left out."""
    decoders = [name for name in DECODERS if name == "openvino" or not missing_of_onnxruntime()]
    ours = {}
    for decoder, precision, (rows, shown) in product(decoders, PRECISIONS, ROWS.items()):
        folder = setup.graphs(precision, decoder)
        setup.tell(f"{decoder} {precision}, {shown}")
        ours[f"{decoder} {precision}, {shown}"] = measured("decode_ours", str(folder), rows)
    peers = {}
    for kind, cache in PEERS:
        name = f"transformers {kind}, {cache} cache"
        setup.tell(name)
        try:
            peers[name] = measured("decode_transformers", str(setup.source), kind, cache, "cpu")
        except JourneyError as error:
            last = (error.log_tail or str(error)).strip().splitlines()[-1]
            setup.tell(f"{name} does not run here: {last}")
    return [*_speeds(peers), *_speeds(ours), *_ratios(ours, peers)]


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
