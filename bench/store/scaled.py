"""As many claims as are wanted, from real ones: the same stories told of other persons, bodies and years.

The letters of all names that are not known bodies are changed, so that words stay as long as they were and spans stay
true; known bodies and states stay, dates move by years. Copy 0 is the stories as they are.
"""

import re
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from string import ascii_lowercase
from typing import Any

from communique.model.document import Document
from communique.model.plain import claim_of, claim_plain, entity_of, entity_plain
from communique.model.reading import Reading
from communique.run import read_text

STORIES = Path(__file__).resolve().parents[3] / "shared" / "data" / "news" / "reuters-igo.tar.gz"

_YEARS = 4 * 27  # leap years stay leap years, and no date reaches 2100
_YEAR = re.compile(r"(?<!\d)(19[89]\d|20[0-4]\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = "aeiou"
_OTHERS = "".join(letter for letter in ascii_lowercase if letter not in _VOWELS)


def stories(count: int) -> list[Reading]:
    """What is read from some of the stories of the wire."""
    with tarfile.open(STORIES) as archive:
        members = sorted((m for m in archive.getmembers() if m.isfile()), key=lambda m: m.name)
        texts = [archive.extractfile(m).read().decode() for m in members[:count]]  # type: ignore[union-attr]
    return [reading for text in texts if isinstance(reading := read_text(text), Reading) and reading.claims]


def scaled(readings: Sequence[Reading], claims: int, first: int = 0) -> Iterator[Reading]:
    """Readings with that many claims or a few more, from the copy with the number `first` on."""
    made, number = 0, first
    while True:
        for reading in readings:
            if made >= claims:
                return
            changed = _Copy(number).of(reading) if number else reading
            made += len(changed.claims)
            yield changed
        number += 1


@dataclass(frozen=True)
class _Copy:
    """Everything about other persons, bodies and years."""

    number: int

    def of(self, reading: Reading) -> Reading:
        document = reading.document
        names = _name_words(reading)
        text, title = self._renamed(document.text, names), document.title and self._renamed(document.title, names)
        told = replace(
            document, text=text, title=title, published=document.published and self._later(document.published)
        )
        entities = [self._plain(entity_plain(e), names) for e in (*reading.people, *reading.bodies)]
        found = [entity_of(told, plain) for plain in entities]
        return Reading(
            document=told,
            people=tuple(e for e in found if e.type == "person"),
            bodies=tuple(e for e in found if e.type == "body"),
            claims=tuple(self._claim(told, claim_plain(claim), names) for claim in reading.claims),
        )

    def _claim(self, document: Document, plain: dict[str, Any], names: frozenset[str]) -> Any:
        values = self._plain(plain["values"], names)
        for field in ("date", "period"):
            if isinstance(values.get(field), str):
                values[field] = self._later(plain["values"][field])
        return claim_of(document, {**plain, "values": values})

    def _plain(self, value: Any, names: frozenset[str]) -> Any:
        if isinstance(value, str):
            return self._renamed(value, names)
        if isinstance(value, list):
            return [self._plain(item, names) for item in value]
        if isinstance(value, Mapping):
            keep = ("id", "type", "kind", "known", "parent", "status", "stage", "format")
            return {k: v if k in keep else self._plain(v, names) for k, v in value.items()}
        return value

    def _renamed(self, text: str, names: frozenset[str]) -> str:
        table = _letters(self.number)
        return _WORD.sub(lambda m: m.group().translate(table) if m.group().lower() in names else m.group(), text)

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
