"""The scripts are no installed package: their folder is put on the path, as the shell scripts do."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
