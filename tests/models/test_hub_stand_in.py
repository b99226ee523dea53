"""The stand-in against the client's own download: what it answers is what the client understands."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.models.hub_repositories import environment, needed_files, write_files
from tests.models.hub_stand_in import COMMIT, hub_stand_in

_SCRIPT = """
import json, sys
from huggingface_hub import HfApi, hf_hub_download, snapshot_download
from huggingface_hub.errors import GatedRepoError, RevisionNotFoundError
info = HfApi().model_info("acme/model", files_metadata=True)
snapshot_download("acme/model", local_dir=sys.argv[1])
raised = []
for name, revision in (("acme/gated", "main"), ("acme/model", "v9")):
    try: hf_hub_download(name, "config.json", revision=revision, local_dir=sys.argv[1] + "-none")
    except (GatedRepoError, RevisionNotFoundError) as error: raised.append(type(error).__name__)
print(json.dumps([info.sha, sorted(file.rfilename for file in info.siblings), raised]))
"""


def test_the_client_downloads_whole_repositories_from_it(tmp_path: Path) -> None:
    files = needed_files() | {"folder/note.txt": b"in a folder"}
    with hub_stand_in() as hub:
        hub.repositories |= dict.fromkeys(
            ("acme/model", "acme/gated"), write_files(tmp_path / "shelf", files)
        )
        hub.gated = {"acme/gated"}
        settings = {"HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
        run = subprocess.run(
            [sys.executable, "-c", _SCRIPT, str(tmp_path / "model")],
            env=environment(hub.endpoint, tmp_path / "home", settings),
            capture_output=True,
            text=True,
            check=False,
        )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == [COMMIT, sorted(files), ["GatedRepoError", "RevisionNotFoundError"]]
    for name in files:
        assert (tmp_path / "model" / name).read_bytes() == (tmp_path / "shelf" / name).read_bytes()
