from __future__ import annotations

import pytest

from metabgm.models import musicgen_packages
from metabgm.models.errors import ModelError
from metabgm.models.musicgen_packages import require_packages, runtime_of


def test_what_is_stored_tells_what_runs_it() -> None:
    assert runtime_of("graphs", "", "small") == "openvino"
    assert runtime_of("tensors", "", "small") == "torch"
    assert runtime_of("tensors", "audiocraft", "small") == "audiocraft"


@pytest.mark.parametrize(
    ("stored", "wanted", "message"),
    [
        ("graphs", "torch", "musicgen_runtime: torch, but small was added for openvino; add it again with"),
        ("tensors", "openvino", "but small was added for torch or audiocraft; add it again with --runtime"),
        ("graphs", "jax", "musicgen_runtime: 'jax', expected openvino, torch, audiocraft"),
    ],
)
def test_what_can_not_run_it_is_refused(stored: musicgen_packages.Stored, wanted: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        runtime_of(stored, wanted, "small")


@pytest.mark.parametrize(
    ("runtime", "message"),
    [
        ("openvino", r"needs openvino and soxr: pip install 'metabgm-sidecar\[musicgen\]'"),
        ("torch", r"needs torch and soxr: pip install 'metabgm-sidecar\[musicgen-torch\]'"),
        ("audiocraft", r"needs audiocraft and torch and soxr: docs/models\.md says how"),
    ],
)
def test_what_is_not_installed_is_named_with_what_to_type(
    monkeypatch: pytest.MonkeyPatch, runtime: musicgen_packages.MusicGenRuntime, message: str
) -> None:
    monkeypatch.setattr(musicgen_packages, "find_spec", lambda _name: None)
    with pytest.raises(ModelError, match=message):
        require_packages(runtime)
