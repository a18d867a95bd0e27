"""Which claims that are no meetings speak of one thing; law: the order of documents does not matter.

Posts are one by person, office and body; memberships by member and body; statements by speaker and words. Acts and
programmes go by many names: shared words, numbers, parties and surroundings tell.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from communique.languages import words
from communique.languages.naming import fold
from communique.reconcile.called import plain_words
from communique.reconcile.days import first_day
from communique.reconcile.entities import Who
from communique.reconcile.groups import Clusters, Key, Link, Rulings
from communique.reconcile.memory import mark
from communique.reconcile.said import Said, values

_ENOUGH = 0.62
# So many of the next ones by date are compared under one word.
_NEXT = 25
_YEARS = 5 * 366


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers in the names of a group; two of different numbers are two things."""

    found: frozenset[str] = frozenset()

    def clashes(self, other: "Numbers") -> bool:
        """Whether both have numbers, and none in common."""
        return bool(self.found and other.found and not self.found & other.found)

    def plus(self, other: "Numbers") -> "Numbers":
        """Both together."""
        return self if self == other else Numbers(self.found | other.found)


_NO_NUMBERS = Numbers()


@dataclass(frozen=True, slots=True)
class Work:
    """One report of an act or programme: the words of its name that tell, its numbers, and who has to do with it.

    `day` is the day number of publication, 0 where it is unknown; `around` are the records of the document's persons
    and bodies.
    """

    key: Key
    voice: str
    group: str
    day: int
    telling: frozenset[str]
    numbers: frozenset[str]
    parties: frozenset[str]
    around: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Same:
    """One report of what is one with all that is of the same: `of` stands for what that is."""

    key: Key
    of: str


_WHY = {
    "post": "the same person in the same office",
    "membership": "the same member of the same body",
    "statement": "the same speaker and words",
}


def cluster(kind: str, items: Iterable[Work | Same], rulings: Rulings) -> Clusters[Numbers]:
    """The claims of one kind, by its name in the singular, in groups."""
    ordered = sorted(items, key=lambda item: item.key)
    works = [item for item in ordered if isinstance(item, Work)]
    clusters = Clusters({i.key: Numbers(i.numbers) if isinstance(i, Work) else _NO_NUMBERS for i in ordered}, rulings)
    clusters.add(_like(works) if works else _same(kind, (item for item in ordered if isinstance(item, Same))))
    return clusters


def _same(kind: str, items: Iterable[Same]) -> Iterator[Link]:
    first: dict[str, Key] = {}
    for item in items:
        if first.setdefault(item.of, item.key) != item.key:
            yield Link(0.95, first[item.of], item.key, _WHY[kind])


def item(said: Said, who: Who, around: frozenset[str]) -> Work | Same:
    """What of a claim tells of which record it is; `around` are the records of the document's persons and bodies."""
    if said.claim.kind in ("act", "programme"):
        return _work(said, who, around)
    return Same(said.key, mark(_identity(said, who)))


def _identity(said: Said, who: Who) -> tuple[Hashable, ...]:
    claim = said.claim

    def of(field: str) -> str | None:
        return who.record(said.document, claim[field])

    if claim.kind == "post":
        return (of("person"), office(str(claim["role"])), of("of"))
    if claim.kind == "membership":
        return (of("member"), of("body"))
    return (of("speaker"), " ".join(_text(said)))


def office(role: str) -> str:
    """An office as words that can be compared.

    >>> office("Vice-President") == office("vice president")
    True
    """
    return " ".join(fold(role).replace("-", " ").split())


def _text(said: Said) -> list[str]:
    return [w for value in values(said.claim["content"]) for w in re.findall(r"\w+", fold(getattr(value, "text", "")))]


def _work(said: Said, who: Who, around: frozenset[str]) -> Work:
    claim = said.claim
    fields = ("body", "parties", "of")
    parties = (who.record(said.document, v) for f in fields if f in claim.values for v in values(claim[f]))
    named = frozenset(filter(None, parties))
    day = first_day(said.published)
    return Work(said.key, said.voice, said.group, day, *name_words(str(claim["name"])), named, around)


@cache
def name_words(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of an act's or programme's name that tell it from others, and its numbers."""
    said = {re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word) for word in plain_words(name)}
    numbers = frozenset(word for word in said if word.isdigit())
    small = frozenset(words("en", "register")["acts"]["small"])
    return frozenset(w for w in said - numbers if w not in small) or frozenset(said - numbers), numbers


def _like(works: Sequence[Work]) -> Iterator[Link]:
    blocks: dict[str, list[Work]] = {}
    for work in works:
        for word in sorted(work.telling) or [""]:
            blocks.setdefault(word, []).append(work)
    seen: set[tuple[Key, Key]] = set()
    for word, block in blocks.items():
        ordered = sorted(block, key=lambda w: (w.day, w.key))
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 : i + 1 + _NEXT] if word else ():
                x, y = sorted((a, b), key=lambda w: w.key)
                if (x.key, y.key) not in seen:
                    seen.add((x.key, y.key))
                    if link := _link(x, y):
                        yield link


def _link(a: Work, b: Work) -> Link | None:
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        return None
    if a.day and b.day and abs(a.day - b.day) > _YEARS:
        return None
    common = len(a.telling & b.telling)
    inside = common / min(len(a.telling), len(b.telling))
    overlap = common / len(a.telling | b.telling)
    if a.voice == b.voice and overlap < 1:
        return None
    near = min(0.18, 0.06 * len(a.around & b.around)) if a.key[0] != b.key[0] else 0.0
    score = 0.3 * inside + 0.35 * overlap + near
    score += 0.15 if a.parties & b.parties else 0.0
    score += 0.15 if a.numbers & b.numbers else 0.0
    score += 0.3 if a.group == b.group and inside == 1 else 0.0
    if score < _ENOUGH or (common < 2 and score < _ENOUGH + 0.1):
        return None
    said = ["names that share words"]
    said += ["the same number"] if a.numbers & b.numbers else []
    said += ["the same body or parties"] if a.parties & b.parties else []
    said += ["the same people and bodies around"] if near else []
    return Link(min(0.95, round(score, 3)), a.key, b.key, ", ".join(said))
