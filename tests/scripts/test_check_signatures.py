"""scripts/check-signatures on the stand-in game, whole and without a class."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "fabric-mod" / "testgame" / "target"
REMOVED = "net/minecraft/world/entity/Entity.class"


def game() -> Path:
    return next(BUILT.glob("metabgm-testgame-*.jar"))


def check(jar: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "scripts" / "check-signatures", jar], capture_output=True, text=True, check=False, timeout=300
    )


def test_the_stand_in_has_all_that_the_mod_uses() -> None:
    told = check(game())
    assert told.returncode == 0, told.stdout + told.stderr
    assert "0 faults" in told.stdout


def test_a_class_that_is_gone_is_told(tmp_path: Path) -> None:
    altered = tmp_path / "game.jar"
    with zipfile.ZipFile(game()) as whole, zipfile.ZipFile(altered, "w") as copy:
        for name in whole.namelist():
            if name != REMOVED:
                copy.writestr(name, whole.read(name))
    told = check(altered)
    assert told.returncode == 1
    assert "-> net.minecraft.world.entity.Entity: no such class" in told.stdout


def test_what_is_no_jar_is_told(tmp_path: Path) -> None:
    text = tmp_path / "text.jar"
    text.write_text("no jar")
    told = check(text)
    assert told.returncode == 2
    assert str(text) in told.stderr
