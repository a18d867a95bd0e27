"""Invented pairs of an English and a Russian report of one meeting: how many join in one register of all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.extract import extract
from communique.model.document import Document, compose
from communique.reconcile import records

PAIRS = Path(__file__).resolve().parents[2] / "tests" / "data" / "russian" / "pairs.txt"


@dataclass(frozen=True, slots=True)
class Figures:
    """How many pairs there are, the numbers of those that do not join, and records that mix several pairs."""

    pairs: int
    apart: tuple[str, ...]
    mixed: int

    def __str__(self) -> str:
        joined = self.pairs - len(self.apart)
        apart = f"; apart: {', '.join(self.apart)}" if self.apart else ""
        return f"{joined} of {self.pairs} joined ({joined / self.pairs:.0%}); {self.mixed} records mix several{apart}"


def documents(text: str) -> Iterator[tuple[str, Document, Document]]:
    """The number, the English and the Russian report of each pair."""
    for block in text.strip().split("\n\n"):
        head, *lines = block.split("\n")
        number, published = (part.strip() for part in head.removeprefix("#").split("|"))
        english, russian = lines[:2], lines[2:]
        yield number, _document(english, published, "en"), _document(russian, published, "ru")


def _document(lines: list[str], published: str, language: str) -> Document:
    title, body = lines
    return Document(text=compose(title, body), title=title, published=published, language=language)


def run() -> Figures:
    """Read all reports, join them, and count."""
    pairs = list(documents(PAIRS.read_text(encoding="utf-8")))
    of = {document.id: number for number, *both in pairs for document in both}
    found = records("meetings", [extract(document) for _, *both in pairs for document in both])
    together = [{report.document for report in record.reports} for record in found]
    apart = [n for n, a, b in pairs if not any({a.id, b.id} <= ids for ids in together)]
    return Figures(len(pairs), tuple(apart), sum(len({of[id] for id in ids}) > 1 for ids in together))
