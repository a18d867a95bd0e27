"""Fits the weights by which the date of an act's stage is chosen among those that a text names (`extract/dating.py`).

`python -m train.moments` reads `../shared/gold/train` and `train/data`, prints what five-fold cross-validation over
documents finds beside what the rules alone find, and writes `extract/models/dates-of-acts.json`.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from communique.extract import act_readings, analyse, dating, meetings, moments, weighing
from communique.extract.about import Moment, dated
from communique.extract.analysis import Analysis
from communique.extract.looks import Look, looks
from communique.extract.stages import Stage
from communique.languages import words
from communique.model.document import Document
from communique.run import documents
from communique.settings import Settings
from train.owners import FOLDERS, SCORER, Example, fit

PENALTY = 0.003
"""Of the squared weights, beside the mean loss a stage; chosen by cross-validation."""
LEAST = 4
"""A mark that fewer dates bear than this gets no weight."""


@dataclass(frozen=True)
class Asked:
    """An occasion or stage with the date that the rules give it, and whether that is right."""

    example: Example
    values: tuple[str | None, ...]
    rule: str | None
    gold: str | None


def asked() -> Iterator[Asked]:
    """All stages of the training documents whose date the gold has."""
    for folder in FOLDERS:
        for path in sorted((folder / "docs").glob("*.txt")) if folder.is_dir() else ():
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            for document in documents([str(path)], Settings()):
                if isinstance(document, Document):
                    yield from _acts(_read(document), gold["acts"], f"{folder.name}/{path.stem}")


def _read(document: Document) -> Analysis:
    analysis = analyse(document)
    return replace(analysis, meetings=meetings.find(analysis))


def _acts(analysis: Analysis, gold: Sequence[dict[str, Any]], name: str) -> Iterator[Asked]:
    """The stages of acts that the gold has by the same name and stage."""
    for look, heads in looks(analysis, words("en", "instruments")["acts"]):
        for head in heads:
            reading = act_readings.read_at(analysis, look, head)
            if reading is None:
                continue
            same = [g for g in gold if SCORER["overlap_f1"](g["name"], reading.name.quote) >= 0.5]
            for said in reading.said:
                alike = [g for g in same if g.get("stage") == said.stage.name]
                dates = {g.get("date") for g in alike or same}
                implied = reading.own is not None and said.words == reading.own[1]
                if len(dates) == 1 and (alike or len(same) == 1) and not implied:
                    yield _act(analysis, look, reading, said.stage, (name, dates.pop()))


def _act(
    analysis: Analysis, look: Look, reading: act_readings.ActReading, stage: Stage, of: tuple[str, str | None]
) -> Asked:
    told = act_readings.told(analysis, look, reading.phrase, stage)
    found = moments.act_options(analysis, look, reading.phrase, stage, told)
    values = tuple(_value(dated(analysis, o.date) if o.date else None) for o in found)
    return question(of[0], found, values, _value(told[0] or told[1]), of[1])


def _value(moment: Moment | None) -> str | None:
    return moment[0] if moment else None


def question(
    name: str, found: Sequence[dating.Option], values: tuple[str | None, ...], rule: str | None, gold: str | None
) -> Asked:
    """What is asked of some dates: which is as the gold has it, or none if it has none or another."""
    right = tuple(_is_right(value, gold) for value in values)
    right = right if any(right) else (*right[:-1], True)
    return Asked(Example(name, tuple(o.marks for o in found), right), values, rule, gold)


def _is_right(value: str | None, gold: str | None) -> bool:
    gold = None if gold is None or gold.startswith("XXXX") else gold.removesuffix("/..")
    return gold is None if value is None else gold is not None and bool(SCORER["same_date"](gold, value))


def chosen(asked: Asked, weights: dict[str, float], least: float = moments.LIKELY) -> str | None:
    """What the weights choose, if it is as likely as the least that counts."""
    chances = weighing.shares(sum(weights.get(m, 0.0) for m in marks) for marks in asked.example.marks)
    likely: dict[str, float] = {}
    for value, chance in zip(asked.values, chances, strict=True):
        if value:
            likely[value] = likely.get(value, 0.0) + chance
    best = max(likely, key=likely.__getitem__, default="")
    return best if best and likely[best] >= least else None


def figures(given: Sequence[Asked], answers: Sequence[str | None]) -> str:
    """How many of some answers are right."""
    right = sum(a is not None and _is_right(a, q.gold) for q, a in zip(given, answers, strict=True))
    said, wanted = sum(a is not None for a in answers), sum(not _is_right(None, q.gold) for q in given)
    return f"{right} of {said} dates given are right, of {wanted} asked for; F1 {2 * right / max(1, said + wanted):.3f}"


def learned(
    given: Sequence[Asked], fitted: Callable[[Sequence[Asked]], dict[str, float]], least: float, name: str
) -> None:
    """Print what cross-validation over documents finds beside the rules, and write the weights of all examples.

    `fitted` gives the weights by some examples, `least` is from how likely on a date is told, `name` that of the file.
    """
    torch.manual_seed(0)
    torch.set_num_threads(1)
    fold = {document: i % 5 for i, document in enumerate(sorted({q.example.document for q in given}))}
    answers: dict[int, str | None] = {}
    for i in range(5):
        weights = fitted([q for q in given if fold[q.example.document] != i])
        answers |= {n: chosen(q, weights, least) for n, q in enumerate(given) if fold[q.example.document] == i}
    print(f"rules: {figures(given, [q.rule for q in given])}")
    print(f"weights: {figures(given, [answers[n] for n in range(len(given))])}")
    weights = fitted(given)
    text = json.dumps(weights, indent=0, sort_keys=True, ensure_ascii=False)
    (weighing.MODELS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(weights)} weights")


def fitted(given: Sequence[Asked]) -> dict[str, float]:
    """The weights under which the right dates of some examples outweigh the others."""
    return fit([q.example for q in given], PENALTY, LEAST)


def main() -> None:
    """Print what cross-validation finds, and write the weights of all examples."""
    learned(list(asked()), fitted, moments.LIKELY, moments.ACTS)


if __name__ == "__main__":
    main()
