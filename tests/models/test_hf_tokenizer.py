from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from metabgm.models.errors import ModelError
from metabgm.models.hf_tokenizer import NamedTokens, load_tokenizer, read_chat_template, tokenizer_file
from tests.models.hf_folders import write_checkpoint


def _config(folder: Path, name: str = "tokenizer_config.json", /, **keys: Any) -> None:
    (folder / name).write_text(json.dumps(keys))


@pytest.fixture(scope="module")
def llama2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("llama2")
    write_checkpoint(folder, "llama2")
    return folder


@pytest.fixture
def sentencepiece_folder(llama2: Path, tmp_path: Path) -> Path:
    """A folder with no more than a SentencePiece file of 420 pieces."""
    (tmp_path / "tokenizer.model").write_bytes((llama2 / "tokenizer.model").read_bytes())
    return tmp_path


def test_tokenizer_json_goes_before_the_sentencepiece_file(sentencepiece_folder: Path) -> None:
    assert tokenizer_file(sentencepiece_folder).name == "tokenizer.model"
    (sentencepiece_folder / "tokenizer.json").write_text("{}")
    assert tokenizer_file(sentencepiece_folder).name == "tokenizer.json"
    with pytest.raises(ModelError, match=r"tokenizer\.json is no readable tokenizer"):
        load_tokenizer(sentencepiece_folder)


def test_no_tokenizer(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"has no tokenizer; expected tokenizer\.json or tokenizer\.model"):
        load_tokenizer(tmp_path)


def test_special_tokens_of_the_sentencepiece_file_are_the_last_resort(sentencepiece_folder: Path) -> None:
    assert load_tokenizer(sentencepiece_folder)[1] == NamedTokens("<s>", "</s>", "<unk>")
    _config(sentencepiece_folder, "special_tokens_map.json", bos_token={"content": "a"}, eos_token="b")
    assert load_tokenizer(sentencepiece_folder)[1] == NamedTokens("a", "b", "<unk>")
    _config(sentencepiece_folder, bos_token="c", eos_token="", unk_token={"content": "d", "lstrip": False})
    assert load_tokenizer(sentencepiece_folder)[1] == NamedTokens("c", "b", "d")


def test_tokens_that_were_added_to_a_sentencepiece_file(sentencepiece_folder: Path) -> None:
    _config(sentencepiece_folder, "added_tokens.json", **{"<|im_start|>": 420, "<|im_end|>": 421, "<s>": 1})
    tokenizer, _ = load_tokenizer(sentencepiece_folder)
    ids = tokenizer.encode("<|im_start|>user", add_special_tokens=False).ids
    assert ids[0] == 420
    assert 420 not in ids[1:]
    assert (tokenizer.get_vocab_size(), tokenizer.id_to_token(421)) == (422, "<|im_end|>")


def test_added_tokens_of_the_tokenizer_config_go_first(sentencepiece_folder: Path) -> None:
    _config(sentencepiece_folder, "added_tokens.json", **{"<old>": 420})
    added = {
        "0": {"content": "<unk>"},
        "420": {"content": "<new>", "special": True},
        "421": {"content": "dragon"},
    }
    _config(sentencepiece_folder, added_tokens_decoder=added)
    tokenizer, _ = load_tokenizer(sentencepiece_folder)
    assert [tokenizer.id_to_token(index) for index in (420, 421)] == ["<new>", "dragon"]
    assert tokenizer.decode([420, 421]).strip() == "dragon"


@pytest.mark.parametrize(
    ("added", "fault"),
    [
        ({"422": {"content": "x"}}, "added tokens have the ids 422 to 422; expected all from 420"),
        ({"x": {"content": "x"}}, "added_tokens_decoder: x is an object of 1; expected an id as its key"),
        (
            {"9" * 5000: {"content": "x"}},
            r"added_tokens_decoder: '9{59}\.\.\. is .*expected an id as its key",
        ),
        ({"\n": {"content": "x"}}, r"added_tokens_decoder: '\\n' is .*expected an id as its key"),
        ({"420": "x"}, "added_tokens_decoder: 420 is 'x'; expected an object"),
        ({"420": {"content": ["x"]}}, "420: content is a list of 1; expected text"),
        ({"420": {"content": ""}}, "piece 420 is empty"),
        ({"420": {"content": "</s>"}}, "pieces 2 and 420 are both '</s>'"),
        ({"420": {"content": "x" * 1025}}, "expected at most 1024 characters"),
        ({"420": {"content": "x", "special": 1}}, "special is 1; expected true or false"),
    ],
)
def test_added_token_that_does_not_fit(sentencepiece_folder: Path, added: dict[str, Any], fault: str) -> None:
    _config(sentencepiece_folder, added_tokens_decoder=added)
    with pytest.raises(ModelError, match=fault):
        load_tokenizer(sentencepiece_folder)


def test_places_of_chat_templates(tmp_path: Path) -> None:
    assert read_chat_template(tmp_path) is None
    _config(tmp_path, bos_token="<s>")
    assert read_chat_template(tmp_path) is None
    _config(tmp_path, chat_template=[{"name": "rag", "template": "r"}, {"name": "default", "template": "d"}])
    assert read_chat_template(tmp_path) == "d"
    _config(tmp_path, chat_template=[{"name": "rag", "template": "r"}, "junk"])
    assert read_chat_template(tmp_path) is None
    _config(tmp_path, chat_template="{{ messages }}")
    assert read_chat_template(tmp_path) == "{{ messages }}"
    (tmp_path / "chat_template.jinja").write_text("ünique", encoding="utf-8")
    assert read_chat_template(tmp_path) == "ünique"


def test_chat_template_that_cannot_be_used(tmp_path: Path) -> None:
    _config(tmp_path, chat_template=5)
    with pytest.raises(ModelError, match=r"tokenizer_config\.json: chat_template is 5; expected text"):
        read_chat_template(tmp_path)
    _config(tmp_path, chat_template="x" * 300_000)
    with pytest.raises(ModelError, match=r"chat_template is 'xxx.*; expected at most 262144 bytes"):
        read_chat_template(tmp_path)
    _config(tmp_path, chat_template=[{"name": "default", "template": 7}])
    with pytest.raises(ModelError, match="chat_template is 7; expected text"):
        read_chat_template(tmp_path)
    (tmp_path / "chat_template.jinja").write_bytes(b"x" * 300_000)
    with pytest.raises(ModelError, match=r"chat_template\.jinja has 300000 bytes; expected at most 262144"):
        read_chat_template(tmp_path)
