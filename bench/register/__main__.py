"""Print the figures of the register over clusters of reports, the shared ones and our own, from our own reading.

`--only j01 j02` takes the clusters whose names begin so, in each set that has any.
"""

import argparse
import json
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
    parser = argparse.ArgumentParser(prog="python -m bench.register", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="NAME", default=[""], help="clusters whose names begin so")
    only = tuple(parser.parse_args().only)
    for name, gold in GOLDS.items():
        if any(path.stem.startswith(only) for path in (gold / "docs").glob("*.txt")):
            print(f"{name}:")
            print(scored(gold, only))


def scored(gold: Path, only: tuple[str, ...] = ("",)) -> str:
    """What the scorer says of a register that holds exactly a gold's reports, those of some clusters alone."""
    paths = [str(path) for path in sorted((gold / "docs").glob("*.txt")) if path.stem.startswith(only)]
    wanted = {
        kind: [one for one in listed if kind == "duplicates" or one["id"].startswith(only)]
        for kind, listed in json.loads((gold / "gold.json").read_text(encoding="utf-8")).items()
    }
    readings = [reading for reading in read(paths) if isinstance(reading, Reading)]
    with tempfile.TemporaryDirectory() as place:
        files = []
        for kind in ("meetings", "people", "bodies"):
            file = Path(place) / f"{kind}.jsonl"
            file.write_text("".join(line(record) + "\n" for record in records(kind, readings)), encoding="utf-8")
            files.append(str(file))
        expected = Path(place) / "gold.json"
        expected.write_text(json.dumps(wanted), encoding="utf-8")
        command = [sys.executable, str(SHARED / "score" / "register.py"), str(expected), *files]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
