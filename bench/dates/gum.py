"""GUM: dates in many genres, resolved by hand; how many of those that are found have the right value."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.errors import BadDate
from communique.extract.dates import find
from communique.model.edtf import parse
from communique.model.times import TimeExpression

_DATE = re.compile(r"<date ([^>]*)>|</date>")
_SAID = re.compile(r'(\w+):::"([^"]*)"')


@dataclass
class Resolved:
    """Gold dates, those that we find, and those of them that have the right value."""

    gold: int = 0
    found: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"value right {100 * self.right / max(1, self.found):.1f} % of {self.found} found ({self.gold} gold)"


@dataclass
class _Document:
    name: str
    published: str | None = None
    text: str = ""
    dates: list[tuple[int, int, dict[str, str]]] = field(default_factory=list)


def run(folder: Path, *, test: bool) -> Resolved:
    """The figures over the test part or over all the rest."""
    held_out = _test_names(folder / "splits.md")
    result = Resolved()
    for document in _documents(folder / "gum-permissive.conllu.gz"):
        if (document.name in held_out) == test:
            _judge(document, result)
    return result


def _test_names(path: Path) -> set[str]:
    section = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)
    return {name for part in section if part.startswith("test") for name in re.findall(r"GUM_\w+|GENTLE_\w+", part)}


def _documents(path: Path) -> Iterator[_Document]:
    document = _Document("")
    opened: list[tuple[int, dict[str, str]]] = []
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines(keepends=True):
        if line.startswith("# newdoc id = "):
            if document.name:
                yield document
            document, opened = _Document(line.split("= ", 1)[1].strip()), []
        elif line.startswith("# meta::dateCreated = "):
            day = line.split("= ", 1)[1].strip()
            document.published = day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and day > "1990" else None
        elif line.startswith("# newpar") or not line.strip():
            document.text = document.text.rstrip(" ") + ("\n" if line.startswith("# newpar") else " ")
        elif line[0] != "#":
            _add(document, line.rstrip("\n").split("\t"), opened)
    yield document


def _add(document: _Document, columns: list[str], opened: list[tuple[int, dict[str, str]]]) -> None:
    if "." in columns[0] or "-" in columns[0]:
        return
    start = len(document.text)
    end = start + len(columns[1])
    document.text += columns[1] + ("" if "SpaceAfter=No" in columns[9] else " ")
    for tag in _DATE.finditer(columns[9].replace("%3A", ":")):
        if tag[1]:
            opened.append((start, dict(_SAID.findall(tag[1]))))
        elif opened:
            first, said = opened.pop()
            document.dates.append((first, end, said))


def _judge(document: _Document, result: Resolved) -> None:
    whole = find(document.text, published=document.published)
    found = [e for w in whole for e in (w, *w.parts) if e.edtf and e.kind in ("date", "time")]
    for start, end, said in document.dates:
        result.gold += 1
        meeting = [e for e in found if e.start < end and start < e.end]
        if not meeting:
            continue
        result.found += 1
        if any(_right(e, said) for e in meeting):
            result.right += 1
        else:
            got = [(e.text, e.edtf) for e in meeting]
            around = " ".join(document.text[max(0, start - 60) : end + 30].split())
            result.misses.append(f"{document.name} {document.published}: {around!r} {said} {got}")


def _right(expression: TimeExpression, said: dict[str, str]) -> bool:
    edtf = expression.edtf or ""
    if "when" in said:
        wanted = said["when"].partition("T")[0]
        if re.fullmatch(r"-\d+", wanted):  # GUM counts no year 0
            wanted = f"-{int(wanted[1:]) - 1:04}"
        elif wanted.isdigit():
            wanted = wanted.zfill(4)
        return edtf.partition("T")[0].rstrip("~?") == (f"XXXX{wanted[1:]}" if wanted.startswith("--") else wanted)
    first, last = said.get("from", said.get("notBefore", "")), said.get("to", said.get("notAfter", ""))
    if first.startswith("--") or last.startswith("--"):
        return edtf == f"XXXX{first[1:]}/XXXX{last[1:]}"
    try:
        ours = parse(edtf).days
        wide = parse(f"{first or '..'}/{last or '..'}").days
    except BadDate:
        return False
    exact = "from" in said and "to" in said
    return ours == wide if exact else wide[0] <= ours[0] and ours[1] <= wide[1]
