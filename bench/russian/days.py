"""A gold of dates in Russian: in how many sentences the expression means what it should."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.extract import dates

GOLD = Path(__file__).resolve().parents[2] / "tests" / "data" / "russian" / "dates.tsv"


@dataclass(slots=True)
class Figures:
    """How many sentences there are, and those that are read otherwise."""

    sentences: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share that is right."""
        return 1 - len(self.wrong) / self.sentences

    def __str__(self) -> str:
        right = self.sentences - len(self.wrong)
        return f"{right} of {self.sentences} sentences resolved as they should be ({self.share:.0%})"


def rows() -> Iterator[tuple[str, str, str, str]]:
    """The day of publication, the sentence, the expression and its meaning."""
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            published, sentence, expression, meaning = line.split("\t")
            yield published, sentence, expression, meaning


def run() -> Figures:
    """Read every sentence: the expression that overlaps with that of the gold must mean the same."""
    figures = Figures()
    for published, sentence, expression, meaning in rows():
        start = sentence.index(expression)
        found = dates.find(sentence, published=published, language="ru")
        near = [e for e in found if e.start < start + len(expression) and start < e.end]
        best = max(near, key=lambda e: min(e.end, start + len(expression)) - max(e.start, start), default=None)
        figures.sentences += 1
        if not best or meaning not in (best.edtf, best.day):
            figures.wrong.append(f"{sentence}  {expression}: {meaning}, read {best.edtf if best else None}")
    return figures
