"""Print the figures of the register over the clusters of reports in the gold, from our own reading."""

import subprocess
import sys
import tempfile
from pathlib import Path

from communique.export.records import line
from communique.model.reading import Reading
from communique.reconcile import records
from communique.run import read

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "gold" / "register"


def main() -> None:
    """Read the reports, join them, and print what the scorer says."""
    paths = [str(path) for path in sorted((GOLD / "docs").glob("*.txt"))]
    readings = [reading for reading in read(paths) if isinstance(reading, Reading)]
    with tempfile.TemporaryDirectory() as place:
        files = []
        for kind in ("meetings", "people", "bodies"):
            file = Path(place) / f"{kind}.jsonl"
            file.write_text("".join(line(record) + "\n" for record in records(kind, readings)), encoding="utf-8")
            files.append(str(file))
        command = [sys.executable, str(SHARED / "score" / "register.py"), str(GOLD / "gold.json"), *files]
        print(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
