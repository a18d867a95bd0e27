"""Print the figures of reading: the seed story, the development test, unseen documents, and the speed on one core."""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

from communique.export import jsonl
from communique.model.claim import Claim
from communique.model.kinds import KINDS, Field
from communique.model.reading import Reading
from communique.run import read

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "gold"
SETS: dict[str, tuple[str, ...]] = {
    "seed": ("seed",),
    "development test": ("wikinews", "modern", "reuters"),
    "unseen documents": (str(Path(__file__).parent / "unseen"),),
    "training documents": tuple(f"train/{p.name}" for p in sorted((GOLD / "train").glob("*"))),
}


def readings(folders: Iterable[str]) -> list[Reading]:
    """The readings of all documents of some gold folders."""
    paths = [str(path) for folder in folders for path in sorted((GOLD / folder / "docs").glob("*.txt"))]
    return [reading for reading in read(paths) if isinstance(reading, Reading)]


def score(folders: Sequence[str], found: Sequence[Reading], options: Sequence[str] = ()) -> str:
    """What the scorer prints of some readings beside the gold of some folders."""
    with tempfile.TemporaryDirectory() as place:
        gold = Path(place) / "gold"
        gold.mkdir()
        for folder in folders:
            for path in (GOLD / folder / "gold").glob("*.json"):
                (gold / path.name).write_bytes(path.read_bytes())
        predicted = Path(place) / "predicted.jsonl"
        predicted.write_text("".join(jsonl.line(r) + "\n" for r in found), encoding="utf-8")
        command = [sys.executable, str(SHARED / "score" / "score.py"), str(gold), str(predicted), *options]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def unshown(found: Iterable[Reading]) -> Counter[str]:
    """How many values of claims do not show the words that they come from, by kind and field.

    A word of the document (a name, a role, a cue) must stand at one of its spans, or say how it follows from it; any
    other value must have a span, or say what it follows from where that is not the text.
    """
    return Counter(
        f"{claim.kind}.{field.name}"
        for reading in found
        for claim in reading.claims
        for field in KINDS[claim.kind].fields
        if claim[field.name] is not None and not _shown(claim, field)
    )


def _shown(claim: Claim, field: Field) -> bool:
    spans = claim.spans.get(field.name, ())
    if claim.basis.get(field.name):
        return True
    if field.type != "text":
        return bool(spans)
    value = " ".join(str(claim[field.name]).split())
    return any(" ".join(span.quote.split()) == value for span in spans)


def speed(folders: Sequence[str], rounds: int = 5) -> float:
    """Stories of 300 words a second in a warm process, the median of some rounds."""
    words = sum(len(r.document.text.split()) for r in readings(folders))
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        readings(folders)
        times.append(time.perf_counter() - start)
    return words / 300 / median(times)


def main(arguments: Sequence[str]) -> None:
    """Print all figures; `--show KIND` adds the misses and false finds of a claim kind in the development test."""
    for name, folders in SETS.items():
        found = readings(folders)
        options = arguments if name == "development test" else ()
        print(f"== {name}: {len(found)} documents")
        print(score(folders, found, options))
        print(f"values that do not show their words: {dict(unshown(found).most_common())}\n")
    print(f"== speed: {speed(SETS['development test']):.1f} stories of 300 words a second (warm, this process)")


if __name__ == "__main__":
    main(sys.argv[1:])
