"""factRuEval-2016, facts: documents of its archive, and the matching of its own comparator in its easy mode.

A fact of ours may go to one of theirs where an argument other than the position agrees; of all such assignments the one
of the best F1 of the document counts. A pair is worth the share of the arguments that agree, a position half as much as
another. Words agree where all ways of naming an object hold one that differs in at most a letter, or two where it is
long. Facts marked as difficult count neither way.
"""

import tarfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from pathlib import Path

_WEIGHTS = {"position": 0.5}
_SAME = {"job": "position"}
_SPECIAL = {"модальность", "сложность", "фаза"}
_MOST = 20_000  # assignments tried in full; beyond that they are improved one by one
_TYPES = ("firstname", "lastname", "patronymic", "nickname")
_ORDERS = ("lfp", "fpl", "fp", "fl", "lf", "n", "f", "p", "l", "fn")


@dataclass(frozen=True, slots=True)
class Argument:
    """A role in a fact and the ways in which it may be written."""

    name: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of some kind; an `ignored` one is difficult."""

    kind: str
    arguments: tuple[Argument, ...]
    ignored: bool = False


@dataclass(slots=True)
class Score:
    """Sums over documents."""

    gained: float = 0.0
    theirs: int = 0
    ours: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = self.gained / max(self.ours, 1), self.gained / max(self.theirs, 1)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def __str__(self) -> str:
        precision, recall = self.gained / max(self.ours, 1), self.gained / max(self.theirs, 1)
        figures = f"F1 {self.f1:.3f}  precision {precision:.3f}  recall {recall:.3f}"
        return f"{figures}  ({self.theirs} facts, {self.ours} found)"


def documents(archive: Path, part: str) -> Iterator[tuple[str, str, list[Fact]]]:
    """The name, text and facts of the documents of `devset` or `testset` that have facts."""
    with tarfile.open(archive) as tar:
        files = {m.name: m for m in tar.getmembers() if m.name.startswith(f"{part}/")}
        for name in sorted(n for n in files if n.endswith(".facts")):
            stem = name.removesuffix(".facts")
            read = {
                e: _read(tar, files[f"{stem}.{e}"]) if f"{stem}.{e}" in files else ""
                for e in ("txt", "tokens", "spans", "objects", "coref", "facts")
            }
            yield Path(stem).name, read["txt"], _facts(read)


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    file = tar.extractfile(member)
    return file.read().decode("utf-8-sig").replace("\r\n", "\n") if file else ""


def normal(text: str) -> str:
    """A text as it is compared: small letters, one sort of marks, no blanks beside marks."""
    text = text.lower().strip(" \r\n\t").replace("ё", "е")
    for marks, one in (("«»“”„", '"'), ("’`", "'"), ("-‐−‒–—―", "-")):
        for mark in marks:
            text = text.replace(mark, one)
    for old, new in ((" ,", ","), (" .", "."), (" -", "-"), ("- ", "-"), ("( ", "("), (" )", ")")):
        text = text.replace(old, new)
    return text


def _facts(read: Mapping[str, str]) -> list[Fact]:
    text = read["txt"]
    spans = {}
    for line in read["spans"].splitlines():
        if line.strip():
            id, _, start, size, *_ = line.split()
            spans[id] = (
                int(start),
                int(start) + int(size),
                normal(line.split("  # ")[1].split(None, int(line.split()[5]))[-1]),
            )
    mentions = {}
    for line in read["objects"].splitlines():
        if line.strip():
            id, kind, *rest = line.split(" # ")[0].split()
            mentions[id] = (kind, [spans[s] for s in rest if s in spans])
    entities = {e.partition(" ")[0]: _names(e, mentions, spans, text) for e in _blocks(read["coref"])}
    raw = [block.split("\n") for block in _blocks(read["facts"])]
    parts = _parts(raw)
    return [_fact(lines, entities, spans, parts) for lines in raw if lines[0].split()[1].lower() != "ispartof"]


def _blocks(text: str) -> Iterator[str]:
    yield from (block.strip() for block in text.replace("\r", "").split("\n\n") if block.strip())


def _names(block: str, mentions: Mapping, spans: Mapping, text: str) -> frozenset[str]:
    """All ways of naming an object."""
    first, *rest = block.split("\n")
    said: dict[str, list[str]] = {}
    for line in rest:
        name, _, value = line.strip().partition(" ")
        said.setdefault(name.strip("1234567890").lower(), []).append(normal(value))
    found: set[str] = set()
    pieces = []
    for id in first.split()[1:]:
        if id in mentions:
            own = sorted(mentions[id][1])
            pieces += own
            tokens = _tokens(own, text)
            found |= {" ".join(tokens), normal(text[own[0][0] : max(b for _, b, _ in own)])} if own else set()
        elif id in spans:
            pieces.append(spans[id])
    described = [d for key in said if key.endswith(("descr", "descriptor")) for d in said[key]]
    names = set(said.get("name", ()))
    names |= {q + n + w for n in names for a, b, _ in pieces if normal(text[a:b]) == n for q, w in _quoted(text, a, b)}
    found |= names
    found |= {f"{n} {d}" for n in names for d in described if f" {d} " not in f" {n} "}
    found |= {f"{d} {n}" for n in names for d in described if f" {d} " not in f" {n} "}
    columns = dict(zip("flpn", (said.get(t, []) for t in _TYPES), strict=True))
    for order in _ORDERS:
        found |= {" ".join(row) for row in product(*(columns[c] for c in order)) if row}
    return frozenset(found)


def _tokens(spans: Sequence[tuple[int, int, str]], text: str) -> list[str]:
    """The words of spans, each once, in order."""
    covered = sorted({i for a, b, _ in spans for i in range(a, b)})
    runs: list[str] = []
    for i in covered:
        if runs and i - 1 in covered:
            runs[-1] += text[i]
        else:
            runs.append(text[i])
    return [normal(run) for run in runs]


def _quoted(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    if start and end < len(text) and text[start - 1] + text[end] in ('""', "''", "«»"):
        yield normal(text[start - 1]), normal(text[end])


def _parts(raw: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    """Objects of which one is part of the other, either way."""
    found: dict[str, set[str]] = {}
    for lines in raw:
        if lines[0].split()[1].lower() == "ispartof":
            ids = [line.split()[1].removeprefix("obj") for line in lines[1:] if len(line.split()) > 1]
            for id in ids:
                found.setdefault(id, set()).update(i for i in ids if i != id)
    return found


def _fact(lines: Sequence[str], entities: Mapping, spans: Mapping, parts: Mapping[str, set[str]]) -> Fact:
    arguments, ignored = [], False
    for line in lines[1:]:
        name, _, rest = line.strip().partition(" ")
        name = _SAME.get(name.lower(), name.lower())
        ignored |= name == "сложность" and "повышенная" in rest
        if name not in _SPECIAL and rest:
            arguments.append(Argument(name, frozenset(_values(name, rest, entities, spans, parts))))
    return Fact(lines[0].split()[1].lower(), tuple(arguments), ignored)


def _values(name: str, rest: str, entities: Mapping, spans: Mapping, parts: Mapping[str, set[str]]) -> Iterator[str]:
    id = rest.split()[0]
    if id.startswith("obj"):
        own = id.removeprefix("obj")
        yield normal(rest.partition(" ")[2])
        yield from entities.get(own, ())
        for other in parts.get(own, ()) if name == "where" else ():
            yield from entities.get(other, ())
        return
    for alternative in rest.split("|"):
        id, _, _ = alternative.strip().partition(" ")
        yield spans[id.removeprefix("span")][2] if id.removeprefix("span") in spans else normal(alternative)


def add(score: Score, theirs: Sequence[Fact], ours: Sequence[Fact]) -> None:
    """Add the figures of one document, of facts of one kind."""
    open_to = [[None, *(i for i, fact in enumerate(theirs) if _can(fact, own))] for own in ours]
    best = max(_assignments(open_to, theirs, ours), key=lambda a: _f1(*_figures(a, theirs, ours)), default=())
    gained, wanted, found = _figures(best, theirs, ours)
    score.gained += gained
    score.theirs += wanted
    score.ours += found
    taken = {i for i in best if i is not None}
    score.missed += [f"- {_shown(f)}" for i, f in enumerate(theirs) if i not in taken and not f.ignored]
    score.missed += [f"+ {_shown(own)}" for own, i in zip(ours, best, strict=True) if i is None]
    score.missed += [
        f"~ {_shown(own)}  <>  {_shown(theirs[i])}"
        for own, i in zip(ours, best, strict=True)
        if i is not None and not theirs[i].ignored and _worth(theirs[i], [own]) < 1
    ]


def _shown(fact: Fact) -> str:
    return "; ".join(f"{a.name}: {' | '.join(sorted(a.values, key=len)[:2])}" for a in fact.arguments)


def _assignments(open_to: Sequence[Sequence[int | None]], theirs: Sequence[Fact], ours: Sequence[Fact]) -> Iterator:
    size = 1
    for options in open_to:
        size *= len(options)
    if size <= _MOST:
        yield from product(*open_to)
        return
    current = [options[-1] for options in open_to]
    for _ in range(3):
        for i, options in enumerate(open_to):
            trials = [(*current[:i], option, *current[i + 1 :]) for option in options]
            current = list(max(trials, key=lambda a: _f1(*_figures(a, theirs, ours))))
    yield tuple(current)


def _figures(assigned: Sequence[int | None], theirs: Sequence[Fact], ours: Sequence[Fact]) -> tuple[float, int, int]:
    gained, found = 0.0, sum(i is None for i in assigned)
    for i, fact in enumerate(theirs):
        group = [own for own, to in zip(ours, assigned, strict=True) if to == i]
        if not fact.ignored:
            gained += _worth(fact, group)
            found += len(group)
    return gained, sum(not fact.ignored for fact in theirs), found


def _f1(gained: float, theirs: int, ours: int) -> float:
    return 2 * gained / (theirs + ours) if theirs + ours else 1.0


def _worth(fact: Fact, group: Sequence[Fact]) -> float:
    if not group:
        return 0.0
    matched: set[int] = set()
    spurious = 0.0
    for argument in (a for own in group for a in own.arguments):
        at = next((i for i, b in enumerate(fact.arguments) if _agree(b, argument)), None)
        if at is None:
            spurious += _WEIGHTS.get(argument.name, 1.0)
        else:
            matched.add(at)
    weights = [_WEIGHTS.get(a.name, 1.0) for a in fact.arguments]
    gained = sum(w for i, w in enumerate(weights) if i in matched)
    return gained / (sum(weights) + spurious)


def _can(fact: Fact, own: Fact) -> bool:
    return any(_agree(a, b) for a in fact.arguments for b in own.arguments if b.name != "position")


def _agree(a: Argument, b: Argument) -> bool:
    return a.name == b.name and any(_like(x, y) for x in a.values for y in b.values)


@lru_cache(maxsize=1 << 16)
def _like(a: str, b: str) -> bool:
    longest = max(len(a), len(b))
    least = 0 if longest < 2 else 1 if longest < 9 else 2
    return abs(len(a) - len(b)) <= least and _distance(a, b) <= least


def _distance(a: str, b: str) -> int:
    above = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y)))
        above = row
    return above[-1]
