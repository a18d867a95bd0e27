"""What each piece of evidence counts when two reports are compared; `bench/resolution/fitting.py` fits it."""

import tomllib
from pathlib import Path

WEIGHTS: dict[str, float] = tomllib.loads(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8"))
"""By the names in `weights.toml`: above 0 speaks for one meeting, below it against."""
