"""The persons of a Russian text: names in any case brought to the nominative and joined within the document."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.extract.mentions import Mention
from communique.extract.ru.declension import person, plain
from communique.extract.ru.words import Word
from communique.model.document import Document
from communique.model.entity import Entity

_LEAST = 4  # letters that two forms of one surname share at least


@dataclass(slots=True)
class _Person:
    """What a document calls one person: the fullest name so far, and where."""

    name: str
    mentions: list[tuple[int, int]] = field(default_factory=list)


def named(words: Sequence[Word]) -> str:
    """The name that the words of a mention stand for, in the nominative."""
    case = next((w.case for w in words if w.case), "")
    gender = next((w.feats["Gender"] for w in words if w.feats.get("Gender") in ("Masc", "Fem")), "")
    pieces: list[str] = []
    for i, word in enumerate(words):
        joined = i and words[i - 1].end == word.start and (word.text in "-.–" or words[i - 1].text in ("-", "–"))
        if joined:
            pieces[-1] += word.text
        else:
            pieces.append(word.text)
    return person(pieces, case, gender)


def join(document: Document, found: Sequence[tuple[int, int, str]]) -> tuple[list[Mention], list[Entity]]:
    """The mentions `(start, end, name)` as persons: a surname joins the full name that it is a part of."""
    people: list[_Person] = []
    for start, end, name in sorted(found, key=lambda f: (-len(f[2].split()), f[0])):
        home = next((p for p in people if _same(name.split(), p.name.split())), None)
        if home is None:
            people.append(home := _Person(name))
        home.mentions.append((start, end))
    people.sort(key=lambda p: min(p.mentions))
    entities = [
        Entity(
            id=f"p{i}", type="person", name=p.name, mentions=tuple(document.span(*pair) for pair in sorted(p.mentions))
        )
        for i, p in enumerate(people, 1)
    ]
    mentions = [
        Mention(start=s.start, end=s.end, type="person", name=e.name, entity=e.id, form=_form(s.quote))
        for e in entities
        for s in e.mentions
    ]
    return mentions, entities


def _form(quote: str) -> str:
    return "name" if " " in quote else "short"


def _same(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a name of fewer or as many words is that of the fuller one."""
    if len(short) == 1:
        return any(alike(short[0], word) for word in long if len(word) > 2)
    if not alike(short[-1], long[-1]):
        return False
    first, other = plain(short[0]), plain(long[0])
    return alike(first, other) or (first[1:2] in (".", "") and first[:1] == other[:1])


def alike(a: str, b: str) -> bool:
    """Whether two words can be forms of one name: they differ in their endings only."""
    x, y = sorted((plain(a), plain(b)), key=len)
    if x == y:
        return True
    shared = next((i for i, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), len(x))
    return shared >= _LEAST and len(x) - shared <= 2 and len(y) - shared <= 3 and not _of_two(x[shared:], y[shared:])


def _of_two(x: str, y: str) -> bool:
    """Whether the endings are those of two surnames, not of one: "ов" and "ович"."""
    return any(ending in ("ович", "евич", "енко", "ский", "ук", "юк", "ец") for ending in (x, y))
