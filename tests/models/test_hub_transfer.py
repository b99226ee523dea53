from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from huggingface_hub import hf_raise_for_status
from huggingface_hub.errors import HfHubHTTPError

from metabgm.models import hub_transfer
from metabgm.models.errors import ModelError
from metabgm.models.hub_listing import HubFile
from metabgm.models.hub_transfer import OpenAt, bytes_there, transfer
from tests.models.hub_repositories import noise, write_files
from tests.models.hub_stand_in import HubStandIn, hub_stand_in

CONTENT = noise(700_000)
FILE = HubFile("model.safetensors", len(CONTENT), hashlib.sha256(CONTENT).hexdigest(), "0" * 40)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubStandIn]:
    monkeypatch.setattr(hub_transfer, "PAUSES", (0.0, 0.0, 0.0))
    with hub_stand_in() as hub:
        hub.repositories["acme/model"] = write_files(tmp_path / "shelf", {FILE.name: CONTENT})
        yield hub


@pytest.fixture
def open_at(hub: HubStandIn) -> Iterator[OpenAt]:
    with httpx2.Client(follow_redirects=True, trust_env=False) as client:

        @contextmanager
        def open_at(file: HubFile, start: int) -> Iterator[httpx2.Response]:
            headers = {"range": f"bytes={start}-"} if start else {}
            url = f"{hub.endpoint}/acme/model/resolve/main/{file.path}"
            with client.stream("GET", url, headers=headers) as response:
                hf_raise_for_status(response)
                yield response

        yield open_at


def _partials(folder: Path) -> list[Path]:
    return list(folder.glob(".*.partial"))


def test_tells_how_much_is_there_until_all_is(hub: HubStandIn, open_at: OpenAt, tmp_path: Path) -> None:
    told = list(transfer(FILE, tmp_path, open_at))
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1] == FILE.size == bytes_there(FILE, tmp_path)
    assert (tmp_path / FILE.name).read_bytes() == CONTENT
    assert _partials(tmp_path) == []
    assert len(hub.ranges(FILE.name)) == 1


def test_a_server_without_ranges_sends_the_whole_again(
    hub: HubStandIn, open_at: OpenAt, tmp_path: Path
) -> None:
    hub.troubles.drops = {FILE.name}
    hub.troubles.ignores_ranges = {FILE.name}
    list(transfer(FILE, tmp_path, open_at))
    assert hub.ranges(FILE.name) == [None, f"bytes={FILE.size // 2}-"]
    assert (tmp_path / FILE.name).read_bytes() == CONTENT


def test_a_busy_server_is_asked_again(hub: HubStandIn, open_at: OpenAt, tmp_path: Path) -> None:
    hub.troubles.busy_once = {FILE.name}
    list(transfer(FILE, tmp_path, open_at))
    assert hub.ranges(FILE.name) == [None, None]
    assert (tmp_path / FILE.name).read_bytes() == CONTENT


def test_a_server_that_stays_away_is_given_up_and_the_part_kept(
    hub: HubStandIn, open_at: OpenAt, tmp_path: Path
) -> None:
    hub.troubles.drops = {FILE.name}
    asked: list[int] = []

    @contextmanager
    def open_once(file: HubFile, start: int) -> Iterator[httpx2.Response]:
        asked.append(start)
        if len(asked) > 1:
            raise httpx2.ConnectError("gone")
        with open_at(file, start) as response:
            yield response

    with pytest.raises(httpx2.ConnectError):
        list(transfer(FILE, tmp_path, open_once))
    assert asked == [0] + [FILE.size // 2] * 4
    assert bytes_there(FILE, tmp_path) == FILE.size // 2
    list(transfer(FILE, tmp_path, open_at))
    assert (tmp_path / FILE.name).read_bytes() == CONTENT


def test_what_is_missing_is_not_asked_for_again(hub: HubStandIn, open_at: OpenAt, tmp_path: Path) -> None:
    with pytest.raises(HfHubHTTPError):
        list(transfer(HubFile("none", 9, None, "0" * 40), tmp_path, open_at))
    assert len(hub.log) == 1


def test_more_bytes_than_stated_are_not_written(hub: HubStandIn, open_at: OpenAt, tmp_path: Path) -> None:
    hub.troubles.too_long = {FILE.name}
    with pytest.raises(ModelError, match=f"longer than the {FILE.size} bytes that the hub states"):
        list(transfer(FILE, tmp_path, open_at))
    assert bytes_there(FILE, tmp_path) == 0


def test_the_part_of_another_content_is_removed(hub: HubStandIn, open_at: OpenAt, tmp_path: Path) -> None:
    stale = tmp_path / f".{FILE.name}.{'a' * 16}.partial"
    stale.write_bytes(b"of an earlier commit")
    assert bytes_there(FILE, tmp_path) == 0
    list(transfer(FILE, tmp_path, open_at))
    assert hub.ranges(FILE.name) == [None]
    assert _partials(tmp_path) == []


def test_a_part_that_was_damaged_is_found_out_and_removed(
    hub: HubStandIn, open_at: OpenAt, tmp_path: Path
) -> None:
    hub.troubles.drops = {FILE.name}
    steps = transfer(FILE, tmp_path, open_at)
    next(steps)
    steps.close()
    (part,) = _partials(tmp_path)
    part.write_bytes(bytes(part.stat().st_size))
    with pytest.raises(ModelError, match=r"arrived damaged \(wrong hash\) and is removed; start again"):
        list(transfer(FILE, tmp_path, open_at))
    assert bytes_there(FILE, tmp_path) == 0
    list(transfer(FILE, tmp_path, open_at))
    assert (tmp_path / FILE.name).read_bytes() == CONTENT


def test_an_empty_file_needs_no_request(hub: HubStandIn, open_at: OpenAt, tmp_path: Path) -> None:
    # The hash that git gives to every empty file.
    empty = HubFile("README.md", 0, None, "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
    assert list(transfer(empty, tmp_path, open_at)) == [0]
    assert (tmp_path / "README.md").read_bytes() == b""
    assert hub.log == []
