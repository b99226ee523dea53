"""Real conversions in their process, from every format, and what can stop them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from metabgm.models import paths
from metabgm.models.add import Wish, add
from metabgm.models.chat_turns import CHATML, LLAMA2, LLAMA3
from metabgm.models.errors import ModelError
from metabgm.models.manifest import ModelFolder, open_folder
from metabgm.models.store import Progress, ensure, entries, remove
from tests.models.gguf_from_hf import write_gguf
from tests.models.hf_folders import write_checkpoint


def added(wish: Wish, progress: Progress) -> ModelFolder:
    """A language model."""
    folder = add(wish, progress)
    assert isinstance(folder, ModelFolder)
    return folder


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    write_checkpoint(folder / "llama2", "llama2")
    write_checkpoint(folder / "llama3", "llama3")
    write_checkpoint(folder / "wide_heads", "wide_heads")
    write_gguf(folder / "llama2", folder / "Llama 2 (tiny).F32.gguf")
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(paths.CACHE_DIR_VARIABLE, str(tmp_path))
    return tmp_path


def _names() -> list[str]:
    return [entry.name for entry in entries() if entry.folder is not None]


def _left_in(cache: Path) -> set[str]:
    return {name for name in os.listdir(cache / "models") if not name.endswith(".lock")}


def _silent(_step: str, _fraction: float) -> None:
    pass


def test_hugging_face_folder(sources: Path, cache: Path) -> None:
    told: list[tuple[str, float]] = []
    folder = added(Wish(str(sources / "llama3")), lambda step, fraction: told.append((step, fraction)))
    assert folder.path == cache / "models" / "llama3"
    model = folder.model
    assert (model.origin, model.license, model.quantization) == ("huggingface", "apache-2.0", "int8")
    assert model.chat.form == "llama3"
    assert set(model.chat.ends) == {*LLAMA3.ends, "<|end_of_text|>"}
    assert told[-1] == ("convert", 1.0)
    assert open_folder(folder.path, full=True) == folder == ensure("llama3", full=True)


def test_gguf_gets_a_name_that_fits_everywhere(sources: Path, cache: Path) -> None:
    folder = added(Wish(str(sources / "Llama 2 (tiny).F32.gguf")), _silent)
    assert folder.name == "llama-2-tiny-.f32"
    assert folder.model.origin == "gguf"
    assert folder.model.chat == LLAMA2
    assert _left_in(cache) == {folder.name}


def test_ready_folder_is_copied(sources: Path, cache: Path) -> None:
    first = add(Wish(str(sources / "llama2"), quantization="float16"), _silent)
    second = add(Wish(str(first.path), name="again"), _silent)
    remove("llama2")
    assert _left_in(cache) == {"again"}
    assert open_folder(second.path, full=True).model.origin == "ctranslate2"
    assert second.model.quantization == "float16"
    assert second.files["model.bin"] == first.files["model.bin"]


def test_a_name_is_given_once(sources: Path, cache: Path) -> None:
    add(Wish(str(sources / "llama2"), name="mine"), _silent)
    before = open_folder(cache / "models" / "mine", full=True)
    with pytest.raises(ModelError, match=r"a model named 'mine' is there already; remove it first"):
        add(Wish(str(sources / "llama3"), name="mine"), _silent)
    assert open_folder(cache / "models" / "mine", full=True) == before


def test_the_box_models_name_is_taken(sources: Path, cache: Path) -> None:
    with pytest.raises(ModelError, match="is the model in the box; choose another --name"):
        add(Wish(str(sources / "llama2"), name="smollm2-135m-instruct"), _silent)
    assert cache.is_dir()


def test_chat_form_is_the_users_where_the_model_has_none(sources: Path, cache: Path) -> None:
    with pytest.raises(ModelError, match=r"--chat chatml: its vocabulary has no special token <\|im_end\|>"):
        add(Wish(str(sources / "wide_heads"), chat=CHATML.form), _silent)
    assert _left_in(cache) == set()
    assert added(Wish(str(sources / "wide_heads"), chat="llama3"), _silent).model.chat.form == "llama3"


def test_neither_path_nor_name(cache: Path) -> None:
    with pytest.raises(ModelError, match="no such file or folder, and no name on the hub"):
        add(Wish(str(cache / "nowhere.gguf")), _silent)


_ADD = """
import sys
from metabgm.models.add import Wish, add
add(Wish(sys.argv[1], name="killed"), lambda step, fraction: print(step, fraction, flush=True))
"""


def test_killed_conversion_leaves_nothing_half_made(sources: Path, cache: Path) -> None:
    command = [sys.executable, "-c", _ADD, str(sources / "llama2")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        assert any(line.startswith("convert") for line in process.stdout)
        os.killpg(process.pid, signal.SIGKILL)
    assert "killed" not in _names()
    assert add(Wish(str(sources / "llama2"), name="killed"), _silent).name == "killed"
    assert _left_in(cache) == {"killed"}


def test_no_torch_in_the_process_that_converts(sources: Path, tmp_path: Path) -> None:
    script = """
import sys
from metabgm.models import conversion_worker
from metabgm.models.conversion import Conversion
import msgspec
asked = Conversion(format="huggingface", path=sys.argv[1], work=sys.argv[2], name="m", origin_label="m")
assert conversion_worker.main([msgspec.json.encode(asked).decode()]) == 0
print(sorted(name for name in ("torch", "transformers") if sys.modules.get(name)))
"""
    command = [sys.executable, "-c", script, str(sources / "llama2"), str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"
