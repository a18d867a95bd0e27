"""Memberships, acts and programmes in Russian: how many of the claims of sentences are found, and their values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.extract import extract
from communique.model.claim import Claim
from communique.model.document import Document

FILE = Path("tests/data/russian/claims.tsv")
KINDS = ("membership", "act", "programme")
_ABOUT = {"membership": ("member", "body"), "act": ("name",), "programme": ("name", "count")}
_DAY = "2031-03-04"
Wanted = Mapping[str, str]


@dataclass(slots=True)
class Figures:
    """What was found of one kind: claims wanted, found and right, and values wanted and right."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    values: int = 0
    right_values: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Of finding claims by what they are about."""
        return 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 0.0

    def __str__(self) -> str:
        return (
            f"F1 {self.f1:.3f} ({self.wanted} claims, {self.found} found, {self.right} of them right); "
            f"values {self.right_values} of {self.values}"
        )


def run(file: Path = FILE) -> dict[str, Figures]:
    """The figures of each kind."""
    figures = {kind: Figures() for kind in KINDS}
    for text, wanted in rows(file):
        reading = extract(Document(text=text, published=_DAY, language="ru"))
        for kind in KINDS:
            ours = [claim for claim in reading.claims if claim.kind == kind]
            _count(figures[kind], text, [w for w in wanted if w["kind of claim"] == kind], ours)
    return figures


def rows(file: Path) -> Iterator[tuple[str, list[Wanted]]]:
    """Each sentence with its claims."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, *told = line.split("\t")
            yield text, [_wanted(each) for each in told]


def _wanted(told: str) -> Wanted:
    kind, *parts = told.split(" ")
    found, name = {"kind of claim": kind}, ""
    for part in parts:
        key, equals, value = part.partition("=")
        name = key if equals else name
        found[name] = value if equals else f"{found[name]} {part}"
    return found


def _count(figures: Figures, text: str, wanted: list[Wanted], ours: list[Claim]) -> None:
    figures.wanted += len(wanted)
    figures.found += len(ours)
    left = list(ours)
    for each in wanted:
        keys = [name for name in _ABOUT[each["kind of claim"]] if name in each]
        match = next((claim for claim in left if all(_plain(claim[k]) == each[k].lower() for k in keys)), None)
        values = {name: value for name, value in each.items() if name != "kind of claim"}
        figures.values += len(values)
        if match is None:
            figures.wrong.append(f"- {text}: {each}")
            continue
        left.remove(match)
        figures.right += 1
        wrong = {name: _plain(match[name]) for name, value in values.items() if _plain(match[name]) != value.lower()}
        figures.right_values += len(values) - len(wrong)
        figures.wrong += [f"~ {text}: {wrong}"] if wrong else []
    figures.wrong += [f"+ {text}: { {n: _plain(v) for n, v in claim.values.items()} }" for claim in left]


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(_plain(item) for item in value)
    return str(getattr(value, "name", None) or ("" if value is None else value)).lower()
