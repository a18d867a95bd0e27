"""Print how far two independent readings of training documents agree, and each with the gold decided from both."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "train" / "data"
SCORER = ROOT.parent / "shared" / "score" / "score.py"
FIRST = ("wikinews", "official", "invented-1")
LATER = ("invented-2", "wikinews-2")
LATEST = ("invented-3",)
NEWEST = ("invented-4",)
KINDS = ("posts", "memberships", "meetings", "programmes", "acts", "statements")
PAIRS = (("first", "second"), ("gold", "first"), ("gold", "second"))


def main() -> None:
    """Read the arguments and print a table for each pair of readings."""
    parser = argparse.ArgumentParser(prog="python -m bench.agreement", description=__doc__)
    parser.add_argument("--show", choices=KINDS, help="list the claims of a kind that only one reading has")
    parser.add_argument("--doc", help="only this document")
    given = parser.parse_args()
    options = [word for name in ("show", "doc") if (value := getattr(given, name)) for word in (f"--{name}", value)]
    if options:
        print(agreement((*FIRST, *LATER, *LATEST, *NEWEST), "first", "second", options))
        return
    for one, other in PAIRS:
        print(f"{one} and {other}")
        for folders in (*((folder,) for folder in (*FIRST, *LATER)), FIRST, LATER, LATEST, NEWEST):
            print(_line(folders, one, other))
        for folders in (FIRST, LATER, LATEST, NEWEST):
            print(agreement(folders, one, other))


def agreement(folders: Sequence[str], one: str, other: str, options: Sequence[str] = ()) -> str:
    """What the scorer prints of the documents read twice, one reading as gold, the other as prediction."""
    with tempfile.TemporaryDirectory() as place:
        gold, predicted = Path(place) / "gold", Path(place) / "predicted.jsonl"
        gold.mkdir()
        lines = []
        for folder in folders:
            for path in sorted((DATA / folder / "second").glob("*.json")):
                (gold / path.name).write_bytes((DATA / folder / one / path.name).read_bytes())
                reading = json.loads((DATA / folder / other / path.name).read_text(encoding="utf-8"))
                lines.append(json.dumps({"document": {"id": path.stem}, **reading}) + "\n")
        predicted.write_text("".join(lines), encoding="utf-8")
        command = [sys.executable, str(SCORER), str(gold), str(predicted), *options]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _line(folders: Sequence[str], one: str, other: str) -> str:
    figures = json.loads(agreement(folders, one, other, ("--json",)))
    kinds = ", ".join(f"{kind} {figures[kind]['f1']:.3f}" for kind in KINDS if figures[kind]["gold"])
    shared = sum(figures[kind]["recall"] * figures[kind]["gold"] for kind in KINDS)
    together = 2 * shared / (_claims(folders, one) + _claims(folders, other))
    means = f"mean F1 {figures['mean_f1']:.3f}, mean slot F1 {figures['mean_slot_f1']:.3f}"
    return f"{', '.join(folders)}: all claims F1 {together:.3f}, {means} ({kinds})"


def _claims(folders: Sequence[str], reading: str) -> int:
    twice = [DATA / folder / reading / path.name for folder in folders for path in (DATA / folder / "second").glob("*")]
    return sum(len(json.loads(path.read_text(encoding="utf-8")).get(kind, ())) for path in twice for kind in KINDS)


if __name__ == "__main__":
    main()
