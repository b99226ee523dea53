"""``python -m metabgm``: the same as ``metabgm-sidecar``."""

from __future__ import annotations

from metabgm.cli.main import main

main()
