"""The endpoint as the ladder's top step: whatever it does, there are texts, and the player knows whose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from metabgm.describe.endpoint import EndpointWriter
from metabgm.describe.endpoint_exchange import Timeouts
from metabgm.describe.pipeline import PipelineDescriber
from metabgm.describe.template import TemplateDescriber
from metabgm.describe.texts import DescribeRequest, Texts
from metabgm.models.manifest import ModelFolder
from metabgm.server.ladder import DescriberLadder
from tests.describe.characterized import quiet_scene
from tests.describe.endpoint_faults import (
    FAILURES,
    UNUSABLE,
    USABLE,
    endless_stream,
    hangs_before_headers,
    hangs_mid_stream,
    too_many,
)
from tests.describe.endpoint_stand_in import (
    DESCRIPTION,
    NARRATIVE,
    Behaviour,
    StandIn,
    stand_in,
    streaming,
    whole,
)
from tests.server.sidecar_process import Game, game, running_sidecar

SCENE = quiet_scene("minecraft:taiga", weather="Rain", time="Night")
IDLE = DescribeRequest(SCENE, combat=False, seed=1)
LOCAL = "smollm2-135m-instruct"
SHORT = Timeouts(connect_s=0.5, first_byte_s=0.2, silence_s=0.2, whole_s=0.6)


@contextmanager
def ladder_to(
    *behaviours: Behaviour, timeouts: Timeouts = SHORT
) -> Iterator[tuple[DescriberLadder, StandIn]]:
    with stand_in(*behaviours) as server:
        writer = EndpointWriter(server.url, "big", environment={}, timeouts=timeouts)
        ladder = DescriberLadder(TemplateDescriber(), PipelineDescriber(writer))
        ladder.stay_down("")
        yield ladder, server


def described(ladder: DescriberLadder, request: DescribeRequest = IDLE) -> Texts:
    return ladder.describe(request, lambda: False)


@pytest.mark.parametrize("behaviour", [*USABLE, whole])
def test_its_texts_pass_the_guard_and_are_its_own(behaviour: Behaviour) -> None:
    with ladder_to(behaviour) as (ladder, server):
        texts = described(ladder)
    assert (texts.narrative, texts.description, texts.describer) == (NARRATIVE, DESCRIPTION, "big")
    assert (ladder.step, ladder.reason) == ("endpoint", "")
    assert len(server.asked) == 2
    assert NARRATIVE in server.asked[1]["messages"][-1]["content"]


@pytest.mark.parametrize("behaviour", [*FAILURES, too_many("60")])
def test_each_failure_leaves_it_for_the_next_step(behaviour: Behaviour) -> None:
    with ladder_to(behaviour) as (ladder, server):
        texts = described(ladder)
        asked = len(server.asked)
        assert described(ladder).describer == "template"
        assert len(server.asked) == asked
    assert (texts.describer, ladder.step, ladder.name) == ("template", "template", "template")
    assert ladder.reason.startswith(f"127.0.0.1:{server.port} ")
    assert ladder.reason.endswith("; next try in 30 s")
    assert ladder.reason.isprintable()


@pytest.mark.parametrize("behaviour", UNUSABLE)
def test_bad_writing_is_refused_by_the_guard_and_is_no_failure(behaviour: Behaviour) -> None:
    with ladder_to(behaviour) as (ladder, server):
        texts = described(ladder)
    assert texts.describer == "template"
    assert "narrative: from the template" in texts.guard
    assert "description: from the template" in texts.guard
    assert len(server.asked) == 4
    assert ladder.step == "endpoint"


def test_second_try_is_used_when_the_first_is_refused() -> None:
    with ladder_to(UNUSABLE[0], streaming) as (ladder, _):
        texts = described(ladder)
    assert (texts.narrative, texts.description, texts.describer) == (NARRATIVE, DESCRIPTION, "big")
    assert texts.guard[0].startswith("narrative, try 1: ")


def test_endless_text_is_stopped_by_the_stage() -> None:
    with ladder_to(endless_stream, timeouts=Timeouts()) as (ladder, _):
        texts = described(ladder)
    assert texts.describer == "template"


def test_server_that_hangs_takes_no_more_than_its_share_of_the_patience() -> None:
    request = DescribeRequest(SCENE, combat=False, seed=1, patience_s=3.0)
    with ladder_to(hangs_before_headers, timeouts=Timeouts()) as (ladder, server):
        assert described(ladder, request).describer == "template"
        assert "sent nothing within 1." in ladder.reason
    assert len(server.asked) == 1


def test_patience_that_ends_mid_stream_is_no_failure() -> None:
    request = DescribeRequest(SCENE, combat=False, seed=1, patience_s=0.4)
    with ladder_to(hangs_mid_stream, timeouts=Timeouts()) as (ladder, _):
        texts = described(ladder, request)
    assert (texts.describer, ladder.step) == ("template", "endpoint")
    assert any("out of time" in line for line in texts.guard)


def test_endpoint_that_dies_while_music_plays(tmp_path: Path, smollm2_folder: ModelFolder) -> None:
    config = tmp_path / "metabgm.toml"
    config.write_text("[director]\ndwell_s = 0.5\n", encoding="utf-8")
    with stand_in() as server:
        arguments = ["--config", str(config), "--describer", server.url, "--describer-model", "big"]
        arguments += ["--model", str(smollm2_folder.path)]
        with running_sidecar(tmp_path, *arguments) as sidecar, game(sidecar) as connected:
            ready = connected.identify()
            assert (ready["describer"], ready["step"]["texts"], ready["step"]["reason"]) == (
                "big",
                "endpoint",
                "",
            )
            connected.scene("minecraft:taiga")
            provenance = connected.hear("track")["provenance"]
            assert (provenance["describer"], provenance["description"]) == ("big", DESCRIPTION)
            sidecar.wait_for_line("language model ready")
            server.die()
            connected.scene("minecraft:desert")
            fallen = connected.hear("status", lambda message: message["step"]["texts"] == "llama")
            assert f"127.0.0.1:{server.port} cannot be reached" in fallen["step"]["reason"]
            assert fallen["step"]["reason"].endswith("next try in 30 s")
            describers = {played_describer(connected)}
            for biome in ("minecraft:swamp", "minecraft:snowy_plains", "minecraft:dark_forest"):
                connected.scene(biome)
                describers.add(played_describer(connected))
            # What the guard refuses of a small model is the template's.
            assert {LOCAL} <= describers <= {LOCAL, "template"}
            assert not sidecar.logged("Traceback")


def played_describer(connected: Game) -> str:
    track = connected.hear("track", lambda message: message["cause"]["kind"] == "scene")
    assert connected.hear("pcm", lambda message: message["track"] == track["track"])["data"]
    return str(track["provenance"]["describer"])
