"""Documents of TimeML corpora: text, publication date and TIMEX3 with offsets; and the matching rules of TempEval-3."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from communique.extract.dates import find
from communique.extract.dates.timex import Timex, timexes

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_VALUE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Annotated:
    """A document with its gold TIMEX3s; `published` is an EDTF day, if the document has one."""

    name: str
    text: str
    published: str | None
    gold: tuple[Timex, ...]


@dataclass
class Score:
    """Counts of TempEval-3: all, found, found with equal extent, found by overlap, and of these with equal value."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    misses: list[str] = field(default_factory=list)

    def f1(self, right: int) -> float:
        """F1 in percent of a count of right ones."""
        return 200 * right / (self.gold + self.found) if self.gold + self.found else 0.0

    def __str__(self) -> str:
        names = ("strict", "relaxed", "value")
        return (
            " ".join(f"{name} F1 {self.f1(getattr(self, name)):.1f}" for name in names)
            + f" ({self.gold} gold, {self.found} found)"
        )


def load(path: Path) -> Annotated:
    """A TimeML file."""
    source = path.read_text(encoding="utf-8", errors="replace")
    dct = re.search(r"<DCT>.*?value=\"([^\"]*)\"", source, re.S) or re.search(
        r'<TIMEX3[^>]*CREATION_TIME[^>]*value="([^"]*)"', source
    )
    if dct is None:
        dct = re.search(r'<TIMEX3[^>]*value="([^"]*)"[^>]*CREATION_TIME', source)
    body = re.search(r"<TEXT[^>]*>(.*)</TEXT>", source, re.S)
    text, gold = untag(body[1] if body else "")
    return Annotated(path.name, text, dct[1][:10] if dct and re.match(r"\d{4}-\d\d-\d\d", dct[1]) else None, gold)


def untag(source: str) -> tuple[str, tuple[Timex, ...]]:
    """Text without tags, and its TIMEX3s."""
    out: list[str] = []
    size = 0
    gold: list[Timex] = []
    opened: list[tuple[int, dict[str, str]]] = []
    at = 0
    for tag in _TAG.finditer(source):
        piece = html.unescape(source[at : tag.start()])
        out.append(piece)
        size += len(piece)
        at = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if not tag[1]:
            opened.append((size, dict(_VALUE.findall(tag[3]))))
            if not tag[3].endswith("/"):
                continue
        start, said = opened.pop()
        if size > start:
            gold.append(Timex(start=start, end=size, type=said.get("type", ""), value=said.get("value", "")))
    out.append(html.unescape(source[at:]))
    return "".join(out), tuple(sorted(gold, key=lambda t: t.start))


def found(document: Annotated) -> list[Timex]:
    """What Communiqué finds in a document."""
    return list(timexes(find(document.text, published=document.published)))


def compare(document: Annotated, system: Sequence[Timex], score: Score) -> None:
    """Add the counts of one document: each TIMEX3 matches at most one of the other side, equal extents first."""
    score.gold += len(document.gold)
    score.found += len(system)
    free = list(system)
    pairs = []
    for same in (True, False):
        for gold in [g for g in document.gold if g not in [p[0] for p in pairs]]:
            match = next(
                (
                    s
                    for s in free
                    if _equal(document, gold, s) or (not same and s.start < gold.end and gold.start < s.end)
                ),
                None,
            )
            if match and (not same or _equal(document, gold, match)):
                free.remove(match)
                pairs.append((gold, match))
                score.strict += same
    score.relaxed += len(pairs)
    score.value += sum(g.value == s.value for g, s in pairs)
    score.misses += _misses(document, pairs, free)


def _equal(document: Annotated, gold: Timex, system: Timex) -> bool:
    """The same tokens: punctuation and space at the edges are no tokens of the expression's own."""
    return _core(document.text, gold) == _core(document.text, system)


def _core(text: str, timex: Timex) -> tuple[int, int]:
    words = text[timex.start : timex.end]
    left = len(words) - len(words.lstrip(" \n\t'\"`"))
    return (timex.start + left, timex.end - (len(words) - len(words.rstrip(" \n\t.,'\""))))


def _misses(document: Annotated, pairs: Sequence[tuple[Timex, Timex]], extra: Iterable[Timex]) -> list[str]:
    def show(t: Timex) -> str:
        return document.text[t.start : t.end].replace("\n", " ")

    def line(kind: str, t: Timex, said: str) -> str:
        return f"{kind}\t{document.name}\t{document.published}\t{_around(document, t)}\t{said}"

    matched = {id(g) for g, _ in pairs}
    lines = [line("MISS", g, f"{g.type} {g.value}") for g in document.gold if id(g) not in matched]
    lines += [line("EXTRA", t, f"{t.type} {t.value}") for t in extra]
    for g, s in pairs:
        if not _equal(document, g, s):
            lines.append(f"EXTENT\t{document.name}\t\t{show(g)!r} | {show(s)!r}")
        if g.value != s.value:
            lines.append(line("VALUE", g, f"{g.type} {g.value} | {s.value}"))
    return lines


def _around(document: Annotated, timex: Timex) -> str:
    text = document.text
    return (
        text[max(0, timex.start - 40) : timex.start]
        + "["
        + text[timex.start : timex.end]
        + "]"
        + text[timex.end : timex.end + 30]
    ).replace("\n", " ")


def run(folder: Path) -> Score:
    """The score of Communiqué on a folder of TimeML files."""
    score = Score()
    for path in sorted(folder.glob("*.tml")):
        document = load(path)
        compare(document, found(document), score)
    return score
