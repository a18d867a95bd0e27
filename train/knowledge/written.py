"""What was written by hand: the lists in `written/`, read into rows that can still be completed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from train.knowledge.spelling import plain, slug

FOLDER = Path(__file__).parent / "written"
_STATUS = {"m": "", "o": "=", "p": "+", "c": "?", "s": "#", "l": "-", "f": "!"}
_HEAD = re.compile(r"^(?P<generic>~?)(?P<name>.+?)(?: \((?P<acronyms>[^()]+)\))?$")


@dataclass(kw_only=True)
class BodyRow:
    """A body while it is being put together."""

    id: str
    name: str
    kind: str
    short: str = ""
    names: list[str] = field(default_factory=list)
    generics: list[str] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)
    parent: str = ""
    members: list[str] = field(default_factory=list)
    seat: str = ""
    founded: str = ""
    ended: str = ""
    successor: str = ""
    wikidata: str = ""
    russian: list[str] = field(default_factory=list)
    french: list[str] = field(default_factory=list)
    spanish: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    weak: set[str] = field(default_factory=set)
    strong: set[str] = field(default_factory=set)
    bare: bool = False


def pieces(cell: str, mark: str = ";") -> list[str]:
    """The parts of a cell of several."""
    return [plain(part) for part in cell.split(mark) if part.strip()]


def written_lines(pattern: str) -> Iterator[str]:
    """The lines of the written files of a pattern, without comments."""
    for path in sorted(FOLDER.glob(pattern)):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.lstrip().startswith("#"):
                yield line


def fields(cells: list[str]) -> dict[str, str]:
    """The keyed fields of a line: `n Other name; another` and so on; a key may come twice."""
    found: dict[str, str] = {}
    for cell in cells:
        key, _, value = cell.strip().partition(" ")
        found[key] = f"{found[key]}; {value}" if key in found else value
    return found


def bodies() -> list[BodyRow]:
    """The bodies that were written down, parents before their organs. Raises `ValueError` for a line that is none."""
    rows: list[BodyRow] = []
    above: list[BodyRow] = []
    macros: dict[str, str] = {}
    for line in written_lines("bodies-*.txt"):
        if line.startswith("@"):
            name, _, codes = line.partition(" = ")
            macros[name] = codes
            continue
        depth = (len(line) - len(line.lstrip(" "))) // 2
        if depth > len(above):
            raise ValueError(f"This line is set in too deep: {line}")
        above = above[:depth]
        row = _body(line.strip(), above[-1] if above else None, macros)
        rows.append(row)
        above.append(row)
    return rows


def _body(line: str, parent: BodyRow | None, macros: dict[str, str]) -> BodyRow:
    head, *cells = line.split(" | ")
    parts = _HEAD.match(head.strip())
    if not parts:
        raise ValueError(f"No body's name: {line}")
    extra = fields(cells)
    name, short = plain(parts["name"]), ""
    if parts["generic"] and parent:
        short, name = name, f"{name} of {'' if parent.bare else 'the '}{parent.name}"
    founded, _, ended = extra.get("y", "").partition("-")
    acronyms = pieces(parts["acronyms"] or "", ",")
    names = pieces(extra.get("n", ""))
    return BodyRow(
        id=extra.get("id") or slug(name),
        name=name,
        short=short,
        kind=extra.get("k") or ("organ" if parent else "union"),
        parent=parent.id if parent else extra.get("of", ""),
        names=[n for n in names if not n.startswith("~")],
        generics=[n[1:] for n in names if n.startswith("~")],
        acronyms=[a.lstrip("!?") for a in acronyms],
        strong={a[1:] for a in acronyms if a.startswith("!")},
        weak={*pieces(extra.get("weak", "")), *(a[1:] for a in acronyms if a.startswith("?"))},
        members=_members(extra, macros),
        seat=extra.get("s", ""),
        founded=founded,
        ended=ended,
        successor=extra.get("next", ""),
        wikidata=extra.get("q", ""),
        russian=pieces(extra.get("ru", "")),
        french=pieces(extra.get("fr", "")),
        spanish=pieces(extra.get("es", "")),
        foreign=pieces(extra.get("x", "")),
        bare="bare" in extra,
    )


def _members(extra: dict[str, str], macros: dict[str, str]) -> list[str]:
    found: list[str] = []
    for key, mark in _STATUS.items():
        text = extra.get(f"M{key}" if key == "s" else key, "").replace(";", " ")
        for macro, codes in macros.items():
            text = re.sub(rf"{re.escape(macro)}\b", codes, text)
        found += [mark + word for word in text.split()]
    return found
