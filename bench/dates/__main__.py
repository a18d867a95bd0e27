"""Print the figures of dates: `python -m bench.dates`; with `--misses NAME`, what is wrong on one data set."""

import sys
from collections.abc import Callable
from pathlib import Path

from bench.dates import gum, meantime, recognizers, slots, speed, timeml

SHARED = Path(__file__).resolve().parents[3] / "shared"
TIME = SHARED / "data" / "time"
GUM = SHARED / "data" / "names" / "gum"
MEASURES: dict[str, tuple[str, Callable[[], object]]] = {
    "tbaq": ("TimeBank and AQUAINT, 256 documents (rules were made on it)", lambda: timeml.run(TIME / "tbaq")),
    "te3": ("TempEval-3 platinum, 20 documents (test only)", lambda: timeml.run(TIME / "te3-platinum")),
    "meantime": ("MEANTIME, 60 documents, DATE only", lambda: meantime.run(TIME / "meantime")),
    "wikiwars": ("WikiWars, 22 war histories", lambda: timeml.run(TIME / "wikiwars" / "tml")),
    "recognizers": (
        "Recognizers-Text, cases of dates and ranges",
        lambda: recognizers.run(TIME / "recognizers" / "DateTimeModel.json"),
    ),
    "gum": ("GUM, all but its test part", lambda: gum.run(GUM, test=False)),
    "gum-test": ("GUM, its test part (test only)", lambda: gum.run(GUM, test=True)),
}


def main(arguments: list[str]) -> None:
    """Print all figures, or the misses of one measure."""
    if not TIME.is_dir():
        sys.exit(f"There is no {TIME}: the figures need the shared data.")
    if arguments[:1] == ["--misses"]:
        print("\n".join(getattr(MEASURES[arguments[1]][1](), "misses", [])))
        return
    for title, measure in MEASURES.values():
        print(f"{title}\n    {measure()}", flush=True)
    print("Date slot of meetings and acts, where the claim was found")
    for line in slots.lines(SHARED / "gold", SHARED / "score"):
        print(f"    {line}", flush=True)
    print("Speed on 736 wire stories, in CPU seconds; days of MEANTIME that are right")
    for line in speed.table(SHARED / "data" / "news" / "reuters-igo.tar.gz", TIME / "meantime"):
        print(f"    {line}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
