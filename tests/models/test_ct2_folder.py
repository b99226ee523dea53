from __future__ import annotations

import json
import shutil
from pathlib import Path

import ctranslate2
import pytest

from metabgm.models.ct2_folder import inspect_ct2_folder
from metabgm.models.errors import ModelError
from metabgm.models.hf_config import read_config
from metabgm.models.hf_tokenizer import load_tokenizer
from metabgm.models.manifest import ModelFolder
from tests.models.ct2_folders import write_ct2, write_gpt2, write_whisper
from tests.models.hf_folders import Kind, write_checkpoint


@pytest.fixture(scope="module")
def smollm2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ct2") / "smollm2"
    write_ct2(folder, "smollm2", "int8")
    return folder


@pytest.fixture
def folder(smollm2: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(smollm2, tmp_path / "smollm2"))


@pytest.mark.parametrize(
    ("quantization", "found"),
    [
        ("int8", "int8_float32"),
        ("int8_float32", "int8_float32"),
        ("int8_float16", "int8_float16"),
        ("int8_bfloat16", "int8_bfloat16"),
        ("int16", "int16"),
        ("float16", "float16"),
        ("bfloat16", "bfloat16"),
        (None, "float32"),
    ],
)
def test_quantization(tmp_path: Path, quantization: str | None, found: str) -> None:
    write_ct2(tmp_path / "m", "smollm2", quantization)
    assert inspect_ct2_folder(tmp_path / "m").quantization == found


@pytest.mark.parametrize("kind", ["smollm2", "llama3"])
def test_what_the_converter_wrote(tmp_path: Path, kind: Kind) -> None:
    write_ct2(tmp_path / "m", kind, "int8")
    shape = read_config(tmp_path / "m as it was").shape
    found = inspect_ct2_folder(tmp_path / "m")
    assert found.parameters == shape.parameters
    assert len(found.tokens) == shape.vocabulary
    assert (found.path, found.license) == (tmp_path / "m", "unknown")
    generator = ctranslate2.Generator(str(tmp_path / "m"), device="cpu", intra_threads=1)
    prompt = found.tokenizer.encode("The dark sea", add_special_tokens=False).tokens
    (result,) = generator.generate_batch([prompt], max_length=4, end_token=[found.eos])
    assert set(result.sequences[0]) <= set(found.tokens)


def test_special_tokens_and_chat_template(tmp_path: Path, smollm2: Path) -> None:
    found = inspect_ct2_folder(smollm2)
    assert (found.bos, found.eos, found.unknown) == ("<|im_start|>", "<|im_end|>", "<|endoftext|>")
    assert "<|im_start|>" in (found.chat_template or "")
    write_ct2(tmp_path / "llama3", "llama3")
    # CTranslate2's converter writes an empty text for the unknown token that LLaMA 3 doesn't have.
    assert json.loads((tmp_path / "llama3" / "config.json").read_text())["unk_token"] == ""
    found = inspect_ct2_folder(tmp_path / "llama3")
    assert (found.bos, found.eos, found.unknown) == ("<|begin_of_text|>", *("<|end_of_text|>",) * 2)
    assert found.chat_template is None


def test_sentencepiece_file_serves_as_tokenizer(tmp_path: Path) -> None:
    write_checkpoint(tmp_path / "hf", "llama2")
    tokenizer, _ = load_tokenizer(tmp_path / "hf")
    # transformers would need protobuf to read the SentencePiece file.
    tokenizer.save(str(tmp_path / "hf" / "tokenizer.json"))
    converter = ctranslate2.converters.TransformersConverter(str(tmp_path / "hf"))
    converter.convert(str(tmp_path / "m"), quantization="int8")
    shutil.copy(tmp_path / "hf" / "tokenizer.model", tmp_path / "m")
    found = inspect_ct2_folder(tmp_path / "m")
    assert (found.bos, found.eos, found.unknown) == ("<s>", "</s>", "<unk>")
    assert found.tokenizer.encode("The dark sea").ids == tokenizer.encode("The dark sea").ids


def test_model_in_the_box(smollm2_folder: ModelFolder) -> None:
    found = inspect_ct2_folder(smollm2_folder.path)
    assert (found.quantization, found.parameters, len(found.tokens)) == ("int8_float32", 134_515_008, 49152)
    assert (found.bos, found.eos) == ("<|im_start|>", "<|im_end|>")


def test_vocabulary_of_older_folders(folder: Path) -> None:
    tokens = json.loads((folder / "vocabulary.json").read_text())
    (folder / "vocabulary.json").unlink()
    for ending in ("\n", "\r\n"):
        (folder / "vocabulary.txt").write_bytes("".join(token + ending for token in tokens).encode())
        assert inspect_ct2_folder(folder).tokens == tokens
    (folder / "vocabulary.txt").unlink()
    with pytest.raises(ModelError, match=r"has no vocabulary; expected vocabulary\.json or vocabulary\.txt"):
        inspect_ct2_folder(folder)


def test_other_kinds_are_named(tmp_path: Path) -> None:
    write_whisper(tmp_path / "whisper")
    with pytest.raises(
        ModelError, match=r"model\.bin is a 'WhisperSpec'; supported is TransformerDecoderSpec"
    ):
        inspect_ct2_folder(tmp_path / "whisper")
    write_gpt2(tmp_path / "gpt2")
    with pytest.raises(
        ModelError, match=r"another architecture than LLaMA: 'decoder/layer_0/ffn/layer_norm/beta'"
    ):
        inspect_ct2_folder(tmp_path / "gpt2")


def test_tokenizer_of_another_model(folder: Path) -> None:
    tokens = json.loads((folder / "vocabulary.json").read_text())
    changed = [*tokens[:300], tokens[301], tokens[300], *tokens[302:]]
    (folder / "vocabulary.json").write_text(json.dumps(changed))
    with pytest.raises(ModelError) as error:
        inspect_ct2_folder(folder)
    assert str(error.value) == (
        f"tokenizer.json: token 300 is {tokens[300]!r}; the vocabulary has {tokens[301]!r}"
    )


def test_tokenizer_with_more_tokens(folder: Path) -> None:
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    tokenizer["added_tokens"].append(tokenizer["added_tokens"][0] | {"id": 400, "content": "<|new|>"})
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    with pytest.raises(
        ModelError, match=r"tokenizer\.json has a token 400, '<\|new\|>'; the vocabulary has 400"
    ):
        inspect_ct2_folder(folder)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("vocabulary.json", '["a", "b"]', "the vocabulary has 2 tokens, the embeddings 400 rows"),
        ("vocabulary.json", "{}", r"vocabulary\.json holds an object of 0; expected a list of texts"),
        ("vocabulary.json", "[1]", r"vocabulary\.json holds a list of 1; expected a list of texts"),
        ("vocabulary.json", "[", r"vocabulary\.json is no readable JSON"),
        ("config.json", '{"eos_token": "</s>"}', r"config\.json lacks the key bos_token"),
        (
            "config.json",
            '{"eos_token": "</s>", "bos_token": "<s>", "unk_token": ""}',
            r"config\.json: eos_token is '</s>'; expected a token of the vocabulary",
        ),
        (
            "config.json",
            '{"eos_token": "<|im_end|>", "bos_token": "<s>", "unk_token": ""}',
            r"config\.json: bos_token is '<s>'; expected a token of the vocabulary",
        ),
        ("tokenizer.json", "{}", r"tokenizer\.json is no readable tokenizer"),
    ],
)
def test_file_that_does_not_fit_is_named(folder: Path, name: str, content: str, fault: str) -> None:
    (folder / name).write_text(content)
    with pytest.raises(ModelError, match=fault):
        inspect_ct2_folder(folder)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("model.bin", r"has no file model\.bin"),
        ("config.json", r"has no file config\.json"),
        ("tokenizer.json", r"has no tokenizer; expected tokenizer\.json or tokenizer\.model"),
    ],
)
def test_missing_file_is_named(folder: Path, name: str, fault: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=fault):
        inspect_ct2_folder(folder)
