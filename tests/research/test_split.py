from __future__ import annotations

from metabgm.research.biomes import biomes
from metabgm.research.split import (
    HELD_OUT_BIOMES,
    HELD_OUT_INSTRUMENTS,
    held_out_instruments,
    split_of,
    words_for,
)
from metabgm.research.tasks import BiomeTask, SceneTask, biome_tasks, scene_tasks


def test_whole_biomes_and_about_15_percent() -> None:
    every: tuple[tuple[SceneTask | BiomeTask, ...], ...] = (scene_tasks(), biome_tasks())
    for tasks in every:
        held_out = [task for task in tasks if task.split == "held-out"]
        assert 0.14 < len(held_out) / len(tasks) < 0.18
        assert all(task.split == "held-out" for task in tasks if task.biome in HELD_OUT_BIOMES)
    assert set(HELD_OUT_BIOMES) <= set(biomes())
    assert len({biomes()[name].land for name in HELD_OUT_BIOMES}) == len(HELD_OUT_BIOMES)


def test_it_never_changes() -> None:
    held_out = [number for number in range(100) if split_of(f"f-{number:03d}", "plains") == "held-out"]
    assert held_out == [1, 51, 70, 75, 76, 78, 83]


def test_instruments_by_every_word_of_the_lexicon() -> None:
    for name in HELD_OUT_INSTRUMENTS:
        for word in words_for(name):
            assert held_out_instruments(f"a slow {word} tune in a minor key") == [name]
    assert held_out_instruments("a slow harp and strings") == []


def test_no_training_task_suggests_one() -> None:
    barred = {word for name in HELD_OUT_INSTRUMENTS for word in words_for(name)}
    tasks: list[SceneTask | BiomeTask] = [*scene_tasks(), *biome_tasks()]
    for task in tasks:
        if task.split == "train":
            assert barred.isdisjoint(task.words)
    assert any(not barred.isdisjoint(task.words) for task in biome_tasks())


def test_every_reverse_task_and_every_biome() -> None:
    tasks = biome_tasks()
    assert len(tasks) == len({task.id for task in tasks}) == 1539
    counts = [sum(task.biome == name for task in tasks) for name in biomes()]
    assert set(counts) <= {23, 24}
    assert len({task.words for task in tasks}) == len(tasks)
