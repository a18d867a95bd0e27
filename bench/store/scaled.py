"""As many claims as are wanted, from real ones: the same stories told of other persons, bodies and years.

The letters of all names that are not known bodies are changed, so that words stay as long as they were and spans stay
true; known bodies and states stay, dates move by years. Copy 0 is the stories as they are.
"""

import re
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import count, islice
from pathlib import Path
from random import Random
from string import ascii_lowercase
from typing import Any

from communique.model.document import Document
from communique.model.plain import claim_of, claim_plain, entity_of, entity_plain
from communique.model.reading import Reading
from communique.run import read, read_text

STORIES = Path(__file__).resolve().parents[3] / "shared" / "data" / "news" / "reuters-igo.tar.gz"
_ROOT = Path(__file__).resolve().parents[2]
OWN = (_ROOT / "train" / "data", _ROOT / "src" / "communique" / "examples")

Plains = list[dict[str, Any]]

_YEARS = 4 * 27  # leap years stay leap years, and no date reaches 2100
_YEAR = re.compile(r"(?<!\d)(19[89]\d|20[0-4]\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = "aeiou"
_OTHERS = "".join(letter for letter in ascii_lowercase if letter not in _VOWELS)


def stories(wanted: int) -> list[Reading]:
    """What is read from some of the stories of the wire."""
    with tarfile.open(STORIES) as archive:
        members = sorted((m for m in archive.getmembers() if m.isfile()), key=lambda m: m.name)
        texts = [archive.extractfile(m).read().decode() for m in members[:wanted]]  # type: ignore[union-attr]
    return [reading for text in texts if isinstance(reading := read_text(text), Reading) and reading.claims]


def own(wanted: int) -> list[Reading]:
    """What is read from some of our own training documents and of the stories that come with the package."""
    files = sorted(str(file) for place in OWN for file in place.rglob("*.txt"))
    chosen = files[:: max(1, len(files) // wanted)][:wanted]
    return [reading for reading in read(chosen) if isinstance(reading, Reading) and reading.claims]


def scaled(readings: Sequence[Reading], claims: int, first: int = 0) -> Iterator[Reading]:
    """Readings with that many claims or a few more, from the copy with the number `first` on."""
    for document, entities, made in _told(readings, claims, first):
        found = [entity_of(document, plain) for plain in entities]
        yield Reading.of(document, found, (claim_of(document, plain) for plain in made))


def rows(readings: Sequence[Reading], claims: int, added: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same as rows of a backup, some documents at a time."""
    told = _told(readings, claims, 0)
    while batch := list(islice(told, 500)):
        for document, _, _ in batch:
            yield "documents", {"id": document.id, "added": added, **asdict(document)}
        ids = [document.id for document, _, _ in batch]
        for id, (_, entities, _) in zip(ids, batch, strict=True):
            yield from (("entities", {"document": id, "number": n, "data": data}) for n, data in enumerate(entities))
        for id, (_, _, made) in zip(ids, batch, strict=True):
            for number, claim in enumerate(made):
                yield "claims", {"document": id, "number": number, "kind": claim["kind"], "data": claim}


def _told(readings: Sequence[Reading], claims: int, first: int) -> Iterator[tuple[Document, Plains, Plains]]:
    told = [_Story.of(reading) for reading in readings]
    made = 0
    for number in count(first):
        for story in told:
            if made >= claims:
                return
            made += len(story.claims)
            yield _Copy(number).of(story) if number else (story.document, story.entities, story.claims)


@dataclass(frozen=True)
class _Story:
    """A reading as plain values, with the words of its names that may be changed."""

    document: Document
    entities: Plains
    claims: Plains
    words: re.Pattern[str]

    @classmethod
    def of(cls, reading: Reading) -> "_Story":
        words = "|".join(sorted(_name_words(reading), key=len, reverse=True)) or "(?!)"
        entities = [entity_plain(entity) for entity in reading.entities]
        pattern = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
        return cls(reading.document, entities, [claim_plain(claim) for claim in reading.claims], pattern)


@dataclass(frozen=True)
class _Copy:
    """Everything about other persons, bodies and years."""

    number: int

    def of(self, story: _Story) -> tuple[Document, Plains, Plains]:
        old = story.document
        text, title = self._renamed(old.text, story.words), old.title and self._renamed(old.title, story.words)
        text += f"\n\n{self.number}"  # no two copies are the same, even of a story without names
        document = replace(old, text=text, title=title, published=old.published and self._later(old.published))
        claims = [{**claim, "values": self._values(claim["values"], story.words)} for claim in story.claims]
        return document, [self._plain(entity, story.words) for entity in story.entities], claims

    def _values(self, values: dict[str, Any], words: re.Pattern[str]) -> dict[str, Any]:
        dates = {f: self._later(values[f]) for f in ("date", "period") if isinstance(values.get(f), str)}
        return {**self._plain(values, words), **dates}

    def _plain(self, value: Any, words: re.Pattern[str]) -> Any:
        if isinstance(value, str):
            return self._renamed(value, words)
        if isinstance(value, list):
            return [self._plain(item, words) for item in value]
        if isinstance(value, Mapping):
            keep = ("id", "type", "kind", "known", "parent", "status", "stage", "format")
            return {k: v if k in keep else self._plain(v, words) for k, v in value.items()}
        return value

    def _renamed(self, text: str, words: re.Pattern[str]) -> str:
        table = _letters(self.number)
        return words.sub(lambda match: match.group().translate(table), text)

    def _later(self, date: str) -> str:
        years = 4 * (self.number * 5 % (_YEARS // 4))
        return _YEAR.sub(lambda m: str(int(m.group()) + years) if int(m.group()) + years < 2100 else m.group(), date)


def _name_words(reading: Reading) -> frozenset[str]:
    known = {word.lower() for e in reading.bodies if e.known for word in _WORD.findall(e.name)}
    others = [e.name for e in (*reading.people, *reading.bodies) if not e.known]
    words = {word.lower() for name in others for word in _WORD.findall(name) if word[0].isupper()}
    return frozenset(words - known)


@cache
def _letters(number: int) -> dict[int, str]:
    """Vowels to vowels and other letters to others, small and capital."""
    random = Random(number)
    pairs: dict[int, str] = {}
    for letters in (_VOWELS, _OTHERS):
        mixed = random.sample(letters, len(letters))
        for old, new in zip(letters, mixed, strict=True):
            pairs |= {ord(old): new, ord(old.upper()): new.upper()}
    return pairs
