"""The composer beside latentscore, another maker of music from text: size, speed, adherence."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.adherence import CLIP_S, SEEDS, clip, opposed_pairs, score
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.latentscore_labels import labels_for
from benchmarks.tagger.musicnn import Tagger, fetch_weights
from metabgm.models.paths import cache_dir
from metabgm.music.composer import Composer
from metabgm.music.engine import Brief, Frames

PEER = "latentscore==0.1.8"
_RUNNER = Path(__file__).with_name("latentscore_process.py")
_OWN_PACKAGES = ("metabgm", "numpy", "pretty_midi")


def measure(bench: Bench) -> list[Figure]:
    """Both make the same clips of opposed descriptions. Installs the peer into an environment of its own.

    The peer's way from words to labels needs a model from the hub, so its synth is given the labels
    nearest to the words. Raises CalledProcessError where it can't be installed.
    """
    python = _installed(cache_dir() / "benchmarks" / "latentscore", bench.progress)
    texts = [text for pair in opposed_pairs() for text in (pair.more, pair.less)]
    timed, theirs = _peer_clips(python, texts, bench)
    began = time.perf_counter()
    engine = Composer()
    next(engine.compose(Brief(texts[0], SEEDS[0], seconds=CLIP_S)).chunks())
    cold_s = time.perf_counter() - began
    began = time.perf_counter()
    next(engine.compose(Brief(texts[-1], SEEDS[0], seconds=CLIP_S)).chunks())
    warm_s = time.perf_counter() - began
    worked = time.process_time()
    ours = [clip(engine, text, SEEDS[0]) for text in texts]
    work_s = time.process_time() - worked
    tagger = Tagger(fetch_weights(cache_dir() / "benchmarks", lambda done: bench.progress("musicnn", done)))
    music_s = CLIP_S * len(texts)
    return [
        Figure("on disk: composer and what it needs", _own_megabytes(), "MB"),
        Figure("on disk: latentscore and what it needs", _megabytes(python.parents[1]), "MB"),
        Figure("first sound, warm: composer", 1000 * warm_s, "ms", detail=f"{1000 * cold_s:.0f} cold"),
        Figure(
            "first sound, warm: latentscore",
            1000 * timed["warm_s"],
            "ms",
            detail=f"{1000 * timed['cold_s']:.0f} cold, without its text model",
        ),
        Figure("work for a second of music: composer", work_s / music_s, "s", detail="stereo, 48 kHz"),
        Figure(
            "work for a second of music: latentscore",
            timed["work_s"] / music_s,
            "s",
            detail=f"mono, {timed['rate']} Hz",
        ),
        _ranked_right("pairs ranked right: composer", tagger, ours, engine.sample_rate),
        _ranked_right("pairs ranked right: latentscore", tagger, theirs, timed["rate"]),
    ]


def _installed(folder: Path, progress: Callable[[str, float], None]) -> Path:
    """The Python of the peer's environment."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (folder / "complete").exists():
        progress("installing the peer (5.8 GB)", 0.0)
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-cache-dir", PEER], check=True)
        (folder / "complete").touch()
    return python


def _peer_clips(python: Path, texts: list[str], bench: Bench) -> tuple[dict[str, Any], list[Frames]]:
    bench.progress("latentscore", 0.0)
    outs = [bench.folder / f"latentscore{at}.npy" for at in range(len(texts))]
    jobs = [
        {"config": labels_for(text), "seconds": CLIP_S, "out": str(out)}
        for text, out in zip(texts, outs, strict=True)
    ]
    job = bench.folder / "latentscore.json"
    job.write_text(json.dumps(jobs), encoding="utf-8")
    done = subprocess.run([python, _RUNNER, job], capture_output=True, text=True, check=True)
    clips = [np.load(out) for out in outs]
    return json.loads(done.stdout.splitlines()[-1]), [np.stack([mono, mono], axis=1) for mono in clips]


def _ranked_right(name: str, tagger: Tagger, clips: list[Frames], rate: int) -> Figure:
    tags = [tagger.tag(frames, rate) for frames in clips]
    pairs = opposed_pairs()
    right = sum(
        score(pair.question, more) > score(pair.question, less)
        for pair, more, less in zip(pairs, tags[::2], tags[1::2], strict=True)
    )
    return Figure(name, 100.0 * right / len(pairs), "%", detail=f"{right} of {len(pairs)}")


def _own_megabytes() -> float:
    import metabgm  # noqa: PLC0415  # a namespace for its path alone

    packages = Path(np.__file__).parents[1]
    folders = [Path(metabgm.__file__).parent, *(packages / name for name in _OWN_PACKAGES[1:])]
    return sum(map(_megabytes, folders))


def _megabytes(folder: Path) -> float:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
