"""Fits the weights by which the date of a place in a body is chosen (`extract/seat_days.py`).

`python -m train.seat_days` reads `../shared/gold/train` and `train/data`, prints what five-fold cross-validation over
documents finds beside what the rules alone find, and writes `extract/models/dates-of-seats.json`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from communique.extract import analyse, memberships, seat_days
from communique.extract.analysis import Analysis
from communique.model.document import Document
from communique.run import documents
from communique.settings import Settings
from train import moments
from train.moments import Asked
from train.owners import FOLDERS, SCORER, fit

PENALTY = 0.004
"""Of the squared weights, beside the mean loss a place; chosen by cross-validation."""
LEAST = 4
"""A mark that fewer dates bear than this gets no weight."""


MOST = 2
"""How many states of a list that have one date among the same ones are learned from."""


def asked() -> Iterator[Asked]:
    """All places of the training documents that the gold has."""
    for folder in FOLDERS:
        for path in sorted((folder / "docs").glob("*.txt")) if folder.is_dir() else ():
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            for document in documents([str(path)], Settings()):
                if isinstance(document, Document) and gold["memberships"]:
                    yield from _places(analyse(document), gold["memberships"], f"{folder.name}/{path.stem}")


def _places(analysis: Analysis, gold: Sequence[dict[str, Any]], name: str) -> Iterator[Asked]:
    """The places that the gold has once, with the same state and relation."""
    for links in memberships.places(analysis):
        link = links[0]
        alike = [g for g in gold if g["status"] == link.status and _same(g["member"], link.member[1].name)]
        same = [g for g in alike if _same(g["body"], link.body[1].name)]
        if len(same) != 1:
            continue
        told = memberships.told(analysis, links)
        found = seat_days.asked(analysis, links, told)
        values = tuple(o.date.day if o.date else None for o in found)
        yield moments.question(name, found, values, told.day if told else None, same[0].get("date"))


def _same(gold: Any, said: str) -> bool:
    return bool(SCORER["same_name"](gold.get("name") if isinstance(gold, dict) else gold, said))


def fitted(given: Sequence[Asked]) -> dict[str, float]:
    """The weights of some places."""
    alike = Counter[tuple[object, ...]]()
    few = []
    for question in given:
        key = (question.example.document, question.values, question.gold)
        alike[key] += 1
        few += [question.example] if alike[key] <= MOST else []
    return fit(few, PENALTY, LEAST)


def main() -> None:
    """Print what cross-validation finds, and write the weights of all examples."""
    moments.learned(list(asked()), fitted, seat_days.LIKELY, seat_days.DAYS)


if __name__ == "__main__":
    main()
