"""Print the figures of the register over clusters of reports, the shared ones and our own, from our own reading."""

import subprocess
import sys
import tempfile
from pathlib import Path

from communique.export.records import line
from communique.model.reading import Reading
from communique.reconcile import records
from communique.run import read

SHARED = Path(__file__).resolve().parents[3] / "shared"
HERE = Path(__file__).parent
GOLDS = {"shared": SHARED / "gold" / "register", "invented": HERE / "invented", "unseen": HERE / "unseen"}


def main() -> None:
    """Read the reports of each gold, join them, and print what the scorer says."""
    for name, gold in GOLDS.items():
        print(f"{name}:")
        print(scored(gold))


def scored(gold: Path) -> str:
    """What the scorer says of a register that holds exactly a gold's reports."""
    paths = [str(path) for path in sorted((gold / "docs").glob("*.txt"))]
    readings = [reading for reading in read(paths) if isinstance(reading, Reading)]
    with tempfile.TemporaryDirectory() as place:
        files = []
        for kind in ("meetings", "people", "bodies"):
            file = Path(place) / f"{kind}.jsonl"
            file.write_text("".join(line(record) + "\n" for record in records(kind, readings)), encoding="utf-8")
            files.append(str(file))
        command = [sys.executable, str(SHARED / "score" / "register.py"), str(gold / "gold.json"), *files]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
