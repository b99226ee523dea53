"""The hub's real client against the stand-in."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from metabgm.models.hub_listing import LISTING_MAX_BYTES
from tests.models.hub_repositories import LLAMA_CONFIG, fetch, needed_files, noise, start_fetch, write_files
from tests.models.hub_stand_in import TOKEN, HubStandIn, hub_stand_in

BIG = 3_000_000
NAME = "acme/small-llama"
ALLOWED = {"HF_TOKEN": TOKEN}
STRANGER = {"HF_TOKEN": "hf_of_another"}
NO_TOKEN: dict[str, str] = {}


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubStandIn]:
    with hub_stand_in() as hub:
        hub.repositories[NAME] = write_files(tmp_path / "shelf", needed_files(BIG))
        yield hub


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_fetches_what_a_conversion_needs_and_nothing_else(hub: HubStandIn, tmp_path: Path) -> None:
    shelf = hub.repositories[NAME]
    needed = _contents(shelf)
    others = ["pytorch_model.bin", "original/consolidated.00.pth", "onnx/model.onnx", "q4.gguf", "logo.png"]
    write_files(shelf, dict.fromkeys(others, b"not needed"))
    result = fetch(hub.endpoint, NAME, tmp_path / "model")
    assert result.path == str(tmp_path / "model")
    assert _contents(tmp_path / "model") == needed
    assert hub.fetched() == sorted(needed)
    assert result.fractions == sorted(result.fractions)
    assert result.fractions[-1] == 1.0
    assert sum(fraction < 1 for fraction in result.fractions) > 5
    assert result.stderr == ""
    # No telemetry, no hf_xet.
    first, *then = hub.log
    assert first.path == f"/api/models/{NAME}/revision/main"
    assert {request.path.split("/")[1] for request in then} == {"acme", "cdn"}


def test_what_is_there_is_not_fetched_again_but_checked(hub: HubStandIn, tmp_path: Path) -> None:
    fetch(hub.endpoint, NAME, tmp_path)
    hub.log.clear()
    assert fetch(hub.endpoint, NAME, tmp_path).fractions[-1] == 1.0
    assert hub.fetched() == []
    (tmp_path / "model.safetensors").write_bytes(bytes(BIG))
    assert fetch(hub.endpoint, NAME, tmp_path).error == ""
    assert (tmp_path / "model.safetensors").read_bytes() == noise(BIG)
    assert hub.fetched() == ["model.safetensors"]


def test_shards_are_those_of_the_index(hub: HubStandIn, tmp_path: Path) -> None:
    shards = {f"model-0000{i}-of-00002.safetensors": noise(i * 1000) for i in (1, 2)}
    index = {"weight_map": {f"tensor{i}": name for i, name in enumerate(shards)}}
    files = needed_files() | shards | {"model.safetensors.index.json": index}
    del files["model.safetensors"]
    shelf = write_files(tmp_path / "sharded", files)
    write_files(shelf, {"extra-00001-of-00001.safetensors": b"not in the index"})
    hub.repositories["acme/sharded"] = shelf
    assert fetch(hub.endpoint, "acme/sharded", tmp_path / "model").fractions[-1] == 1.0
    assert hub.fetched() == sorted(files)


def test_a_dropped_connection_is_taken_up_where_it_broke(hub: HubStandIn, tmp_path: Path) -> None:
    hub.troubles.drops = {"model.safetensors"}
    result = fetch(hub.endpoint, NAME, tmp_path)
    assert (tmp_path / "model.safetensors").read_bytes() == noise(BIG)
    assert hub.ranges("model.safetensors") == [None, f"bytes={BIG // 2}-"]
    assert result.fractions == sorted(result.fractions)


def test_a_killed_process_is_taken_up_where_it_was(hub: HubStandIn, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    hub.troubles.hangs = {"model.safetensors"}
    with start_fetch(hub.endpoint, NAME, folder) as process:
        assert process.stdout is not None
        assert any(json.loads(line) > 0.2 for line in process.stdout)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    hub.log.clear()
    result = fetch(hub.endpoint, NAME, folder)
    (rest,) = hub.ranges("model.safetensors")
    assert rest is not None
    assert int(rest.removeprefix("bytes=").rstrip("-")) > BIG // 5
    assert _contents(folder).keys() == needed_files().keys()
    assert (folder / "model.safetensors").read_bytes() == noise(BIG)
    assert result.fractions[-1] == 1.0


def test_progress_that_raises_leaves_what_the_next_call_goes_on_from(hub: HubStandIn, tmp_path: Path) -> None:
    assert fetch(hub.endpoint, NAME, tmp_path, stop_after=0.4).error == "stopped"
    assert not (tmp_path / "model.safetensors").exists()
    result = fetch(hub.endpoint, NAME, tmp_path)
    assert result.error == ""
    whole, rest = hub.ranges("model.safetensors")
    assert whole is None
    assert rest is not None
    assert int(rest.removeprefix("bytes=").rstrip("-")) > BIG // 3
    assert (tmp_path / "model.safetensors").read_bytes() == noise(BIG)


def test_a_server_that_hangs_is_asked_again(hub: HubStandIn, tmp_path: Path) -> None:
    hub.troubles.hangs = {"model.safetensors"}
    assert fetch(hub.endpoint, NAME, tmp_path / "model", {"HF_HUB_DOWNLOAD_TIMEOUT": "1"}).error == ""
    assert hub.ranges("model.safetensors") == [None, f"bytes={BIG // 2}-"]
    assert (tmp_path / "model" / "model.safetensors").read_bytes() == noise(BIG)


def test_wrong_bytes_are_refused_and_removed(hub: HubStandIn, tmp_path: Path) -> None:
    hub.troubles.corrupt = {"model.safetensors"}
    result = fetch(hub.endpoint, NAME, tmp_path)
    assert result.error.startswith(f"cannot fetch {NAME}: model.safetensors arrived damaged (wrong hash)")
    assert not list(tmp_path.glob("*model.safetensors*"))
    hub.troubles.corrupt = {"config.json"}
    (tmp_path / "config.json").unlink()
    assert "config.json arrived damaged" in fetch(hub.endpoint, NAME, tmp_path).error


def test_another_architecture_is_refused_before_its_weights_are_fetched(
    hub: HubStandIn, tmp_path: Path
) -> None:
    write_files(hub.repositories[NAME], {"config.json": LLAMA_CONFIG | {"model_type": "mistral"}})
    result = fetch(hub.endpoint, NAME, tmp_path)
    assert result.error.startswith(
        f"cannot fetch {NAME}: config.json: architectures is 'LlamaForCausalLM', model_type 'mis"
    )
    assert hub.fetched() == ["config.json"]


def test_the_only_gguf_file_is_taken_and_one_of_several_by_its_name(hub: HubStandIn, tmp_path: Path) -> None:
    shelf = write_files(tmp_path / "gguf", {"tiny.Q8_0.gguf": noise(5000), "README.md": b"x"})
    hub.repositories["acme/gguf"] = shelf
    result = fetch(hub.endpoint, "acme/gguf", tmp_path / "one")
    assert result.path == str(tmp_path / "one" / "tiny.Q8_0.gguf")
    write_files(shelf, {"small/tiny.Q4 0.gguf": noise(3000)})
    error = fetch(hub.endpoint, "acme/gguf", tmp_path / "two").error
    assert error.startswith("cannot fetch acme/gguf: it has 2 GGUF files; name one, as in acme/gguf:small/")
    assert "tiny.Q8_0.gguf (0.00 GB)" in error
    named = fetch(hub.endpoint, "acme/gguf:small/tiny.Q4 0.gguf", tmp_path / "two")
    assert _contents(tmp_path / "two") == {"tiny.Q4 0.gguf": noise(3000)}
    assert named.path == str(tmp_path / "two" / "tiny.Q4 0.gguf")


def test_a_ready_ctranslate2_model_is_taken(hub: HubStandIn, tmp_path: Path) -> None:
    config = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}
    files = {"config.json": config, "model.bin": noise(900), "vocabulary.json": ["a"], "tokenizer.json": {}}
    hub.repositories["acme/ct2"] = write_files(tmp_path / "ct2", files)
    write_files(tmp_path / "ct2", {"notes.txt": b"not needed"})
    assert fetch(hub.endpoint, "acme/ct2", tmp_path / "model").error == ""
    assert _contents(tmp_path / "model").keys() == files.keys()


def test_a_gated_repository_needs_a_token_of_an_account_with_access(hub: HubStandIn, tmp_path: Path) -> None:
    hub.gated = {NAME}
    advice = f"accept the licence on the page of {NAME} and set HF_TOKEN to a token of that account"
    for settings in (NO_TOKEN, STRANGER):
        error = fetch(hub.endpoint, NAME, tmp_path, settings).error
        assert error == f"cannot fetch {NAME}: it is gated: {advice}"
    hub.log.clear()
    assert fetch(hub.endpoint, NAME, tmp_path, ALLOWED).error == ""
    for request in hub.log:
        assert request.authorization == (None if request.path.startswith("/cdn/") else f"Bearer {TOKEN}")


def test_what_the_hub_does_not_show(hub: HubStandIn, tmp_path: Path) -> None:
    hub.private = {"acme/private"}
    hub.repositories["acme/private"] = hub.repositories[NAME]
    for name, settings in (("acme/none", NO_TOKEN), ("acme/private", STRANGER)):
        error = fetch(hub.endpoint, name, tmp_path, settings).error
        assert error.startswith(f"cannot fetch {name}: the hub shows no {name}; check the name, or if")
    assert (
        "refuses your token; set HF_TOKEN" in fetch(hub.endpoint, NAME, tmp_path, {"HF_TOKEN": "bad"}).error
    )
    error = fetch(hub.endpoint, NAME, tmp_path, {"HF_TOKEN": "hf_secret\vtoken"}).error
    assert error == f"cannot fetch {NAME}: HF_TOKEN holds characters that no token has"
    error = fetch(hub.endpoint, f"{NAME}@v9", tmp_path).error
    assert error == f"cannot fetch {NAME}@v9: {NAME} has no revision v9"
    error = fetch(hub.endpoint, f"{NAME}:none.gguf", tmp_path).error
    assert error == f"cannot fetch {NAME}:none.gguf: {NAME} has no none.gguf; it has no GGUF file at all"


def test_without_a_network(tmp_path: Path) -> None:
    error = fetch("http://127.0.0.1:9", NAME, tmp_path).error
    assert error.startswith(f"cannot fetch {NAME}: the hub does not answer (")
    assert error.endswith("; connect, or a folder with the model's files can be given instead of its name")
    error = fetch("http://127.0.0.1:9", NAME, tmp_path, {"HF_HUB_OFFLINE": "1"}).error
    assert error.startswith(f"cannot fetch {NAME}: HF_HUB_OFFLINE is set; unset it, or a folder with")
    assert (
        "HF_... of the environment"
        in fetch("http://x", NAME, tmp_path, {"HF_HUB_DOWNLOAD_TIMEOUT": "?"}).error
    )


def test_an_answer_that_is_no_listing(hub: HubStandIn, tmp_path: Path) -> None:
    hub.listings = {NAME: b"<html>Log in to this network</html>"}
    assert "the hub's list of files is not readable (" in fetch(hub.endpoint, NAME, tmp_path).error
    hub.listings = {NAME: bytes(LISTING_MAX_BYTES + 1)}
    error = fetch(hub.endpoint, NAME, tmp_path).error
    assert error == f"cannot fetch {NAME}: its list of files is longer than 16 MB"


def test_no_room_is_found_out_before_the_weights(hub: HubStandIn, tmp_path: Path) -> None:
    hub.troubles.stated_sizes = {"model.safetensors": 1 << 49}
    error = fetch(hub.endpoint, NAME, tmp_path).error
    assert error.startswith(f"cannot fetch {NAME}: {tmp_path} has room for ")
    assert "but 562949.95 GB are needed" in error
    assert hub.fetched() == ["config.json"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="RLIMIT_FSIZE as Linux has it")
def test_a_disk_that_fills_up_keeps_what_is_there(hub: HubStandIn, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    error = fetch(hub.endpoint, NAME, folder, largest_file=BIG // 3).error
    assert error == f"cannot fetch {NAME}: {folder}: the disk is full; free some room or name another folder"
    assert fetch(hub.endpoint, NAME, folder).error == ""
    assert hub.ranges("model.safetensors")[-1] == f"bytes={BIG // 3}-"
    assert (folder / "model.safetensors").read_bytes() == noise(BIG)


def test_a_folder_that_cannot_be_made(hub: HubStandIn, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    error = fetch(hub.endpoint, NAME, tmp_path / "file" / "model").error
    assert error.startswith(f"cannot fetch {NAME}: {tmp_path / 'file' / 'model'}: ")
    assert error.endswith("; free some room or name another folder")
