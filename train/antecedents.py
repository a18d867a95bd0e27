"""Fits the weights by which it is told for whom a pronoun or description stands that speaks (`extract/antecedents.py`).

`python -m train.antecedents` reads `../shared/gold/train` and `train/data`, prints the share of phrases whose speaker
is found by four-fold cross-validation over documents, beside what plain rules find, and writes
`extract/models/antecedents.json`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from communique.extract import analyse, antecedents, posts, statements
from communique.extract.antecedents import Antecedents, Candidate
from communique.extract.focus import Question, Speaker
from communique.extract.sayings import Saying
from communique.model.document import Document
from communique.run import documents
from communique.settings import Settings
from train import choices
from train.owners import FOLDERS, SCORER, Example, fit, found

PENALTY, LEAST, STEPS, FOLDS = 0.003, 4, 60, 4
"""Of the squared weights, beside the mean loss a phrase; chosen by cross-validation."""
SMALL = 0.02
"""A weight less than this is left out."""
ALIKE = 0.6
"""So far contents overlap that are of one statement."""


@dataclass(frozen=True)
class Phrase:
    """A phrase that speaks, where the gold has what is said: who it may be, and whether the rules are right."""

    example: Example
    kind: str
    ruled: bool


def phrases() -> Iterator[Phrase]:
    """The phrases of all training documents that say what the gold has too."""
    for folder in FOLDERS:
        for path in sorted((folder / "docs").glob("*.txt")) if folder.is_dir() else ():
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            for document in documents([str(path)], Settings()):
                if isinstance(document, Document) and document.language != "ru" and gold["statements"]:
                    yield from _of(document, gold["statements"], f"{folder.name}/{path.stem}")


def _of(document: Document, gold: Sequence[Mapping[str, Any]], name: str) -> Iterator[Phrase]:
    analysis = analyse(document)
    reader = statements.Reader(analysis, posts.find(analysis))
    known = Antecedents(reader.focus, reader.lines)
    asked: list[tuple[Question, list[Candidate]]] = []

    def ruled(question: Question) -> Speaker | None:
        asked.append((question, known.candidates(question)))
        return question.rule

    reader.focus.choose = ruled
    said = reader.read()
    for statement, saying in _matched(document, gold, said):
        pairs = [(q, may) for q, may in asked if q.line.number == saying.line and _meant(q, saying)]
        if saying.cue and pairs:
            question, may = min(pairs, key=lambda pair: abs(pair[0].start - (saying.cue or (0, 0))[0]))
            right = tuple(_same(statement["speaker"], c.speaker) for c in may)
            example = Example(name, tuple(c.all_marks for c in may), right)
            ruled_right = _same(statement["speaker"], saying.speaker)
            yield Phrase(example, question.word or "description", ruled_right)


def _meant(question: Question, saying: Saying) -> bool:
    """Whether a question can be of whom an act of saying has as its speaker."""
    return question.rule is not None and question.rule.reference == saying.speaker.reference


def _matched(
    document: Document, gold: Sequence[Mapping[str, Any]], said: Sequence[Saying]
) -> Iterator[tuple[Mapping[str, Any], Saying]]:
    """The statements of the gold with the acts of saying that have the same content, whoever speaks."""
    contents = [{"content": " ".join(document.text[start:end] for start, end in s.spans)} for s in said]
    for i, j in SCORER["match"](gold, contents, _alike):
        yield gold[i], said[j]


def _alike(gold: Mapping[str, Any], found: Mapping[str, Any]) -> float:
    overlap = float(SCORER["overlap_f1"](SCORER["text_of"](gold["content"]), found["content"]))
    return overlap if overlap >= ALIKE else 0.0


def _same(gold: object, speaker: Speaker) -> bool:
    """Whether a speaker is the gold's, as the scorer compares them."""
    said = [{"content": "said", "speaker": one} for one in (gold, speaker.reference.name)]
    return bool(SCORER["sim_statement"](*said))


def fitted(given: Sequence[Phrase]) -> dict[str, float]:
    """Weights under which those speak whom the gold says to."""
    weights = fit([phrase.example for phrase in given], PENALTY, LEAST, STEPS)
    return {mark: round(weight, 2) for mark, weight in weights.items() if abs(weight) >= SMALL}


def crossed(given: Sequence[Phrase]) -> list[bool]:
    """Whether weights of the other documents find the speaker, for each phrase."""
    fold = {name: i % FOLDS for i, name in enumerate(sorted({p.example.document for p in given}))}
    hits: dict[int, bool] = {}
    for part in range(FOLDS):
        weights = fitted([p for p in given if fold[p.example.document] != part])
        held = [i for i, p in enumerate(given) if fold[p.example.document] == part]
        hits |= dict(zip(held, found([given[i].example for i in held], weights), strict=True))
    return [hits[i] for i in range(len(given))]


def main() -> None:
    """Fit to the training documents."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    given = list(phrases())
    hits = crossed(given)
    for kind in ("he", "she", "it", "they", "description"):
        of = [(phrase, hit) for phrase, hit in zip(given, hits, strict=True) if phrase.kind == kind]
        print(f"{kind}: {len(of)}, rules {_share(p.ruled for p, _ in of)}, weights {_share(hit for _, hit in of)}")
    print(f"all: {len(given)}, rules {_share(p.ruled for p in given)}, weights {_share(hits)}")
    weights = fitted(given)
    choices.write(antecedents.WEIGHTS, weights)
    print(f"{len(weights)} marks")


def _share(hits: Iterable[bool]) -> str:
    given = list(hits)
    return f"{sum(given) / max(1, len(given)):.3f}"


if __name__ == "__main__":
    main()
