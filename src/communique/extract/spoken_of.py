"""Those whom a text speaks of, line by line: persons and bodies by name, subjects without names, several together."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.focus import Speaker
from communique.extract.lines import Line, phrase_before
from communique.extract.mentions import Mention
from communique.extract.parse import SUBJECTS
from communique.model.entity import Entity, Reference

_LONG = 14
"""A subject without a name that has more words is nobody's description."""
_LISTED = 5
"""More bodies than this in one sentence are no pair."""
_SORTS = (
    ("paper", "saying", "papers"),
    ("gathering", "saying", "gatherings"),
    ("group", "saying", "groups"),
    ("body", "names", "body_heads"),
    ("office", "offices", "heads"),
    ("generic", "saying", "generic"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is spoken of: the line, the offset, the relation of the head word, what stands around it."""

    line: int
    start: int
    relation: str
    quoted: bool = False
    leads: bool = True

    @property
    def subject(self) -> bool:
        """Whether one does there what the line tells."""
        return self.relation in SUBJECTS


@dataclass(slots=True)
class Named:
    """One who is spoken of, of which sort, and where, in the order of the text.

    `key` is what one goes by, `coarse` the sort, of a few.
    """

    speaker: Speaker
    sort: str
    places: list[Place] = field(default_factory=list)
    key: str = field(init=False)
    coarse: str = field(init=False)

    def __post_init__(self) -> None:
        self.key, self.coarse = key_of(self.speaker), _coarse(self.sort)


def _coarse(sort: str) -> str:
    if sort in ("person", "state", "several"):
        return sort
    return "unnamed" if sort.startswith("unnamed") else "body"


def key_of(speaker: Speaker) -> str:
    """What a speaker goes by: the id, else the words."""
    return speaker.reference.id or speaker.reference.name.lower()


def class_of(word: str) -> str:
    """What a head word speaks of."""
    for name, *path in _SORTS:
        if word in word_set(*path):
            return name
    return "plural" if word.endswith("s") else "other"


class SpokenOf:
    """Those whom the lines of a document speak of, each worked out once."""

    def __init__(self, analysis: Analysis, lines: Sequence[Line]) -> None:
        self.analysis = analysis
        self.lines = lines
        self._starts = [line.tokens[0].start for line in lines]
        self._subjects: dict[int, tuple[Named, ...]] = {}
        self._together: dict[tuple[int, int], tuple[Named, ...]] = {}

    @cached_property
    def mentions(self) -> list[tuple[tuple[int, int, Mention], ...]]:
        """The mentions of each line, each with its first word and past its last."""
        return [tuple(_mentions(line)) for line in self.lines]

    @cached_property
    def by_name(self) -> dict[str, Named]:
        """The persons and bodies that are named, by id."""
        found: dict[str, Named] = {}
        for line, mentions in zip(self.lines, self.mentions, strict=True):
            for first, last, mention in mentions:
                entity = self.analysis.mentions.of(mention)
                if entity is None:
                    continue
                if entity.id not in found:
                    found[entity.id] = _named(entity, mention)
                found[entity.id].places.append(_place(line, first, last, mention.form == "adjective"))
        return found

    @cached_property
    def paragraphs(self) -> list[int]:
        """The lines that begin a paragraph, but for the first."""
        text = self.analysis.document.text
        ends = ((i, self.lines[i - 1].tokens[-1].end) for i in range(1, len(self.lines)))
        return [i for i, end in ends if "\n\n" in text[end : self.lines[i].tokens[0].start]]

    def line_at(self, offset: int) -> int:
        """The number of the line in which an offset lies."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def paragraph(self, line: int) -> int:
        """The number of the paragraph in which a line lies."""
        return bisect_right(self.paragraphs, line)

    def subjects(self, number: int) -> tuple[Named, ...]:
        """Those without names who do what a line tells."""
        if number not in self._subjects:
            self._subjects[number] = tuple(_subjects(self.lines[number]))
        return self._subjects[number]

    def together(self, number: int, before: int) -> tuple[Named, ...]:
        """The persons, and the bodies, that a line names together before an offset."""
        asked = number, min(before, self.lines[number].tokens[-1].end)
        if asked not in self._together:
            self._together[asked] = tuple(self._sides(*asked))
        return self._together[asked]

    def _sides(self, number: int, before: int) -> Iterator[Named]:
        for type in ("person", "body"):
            named = {
                m.entity: (m, first, last)
                for first, last, m in reversed(self.mentions[number])
                if m.type == type and m.entity and m.start < before and (type == "person" or m.form != "adjective")
            }
            if len(named) > 1 and (type == "person" or len(named) < _LISTED):
                yield from self._joined(number, sorted(named.values(), key=lambda n: n[0].start))

    def _joined(self, number: int, named: Sequence[tuple[Mention, int, int]]) -> Iterator[Named]:
        names = [self.analysis.mentions.entities[m.entity].name for m, _, _ in named if m.entity]
        first = named[0]
        for count in sorted({2, len(names)}):
            name = f"{', '.join(names[: count - 1])} and {names[count - 1]}"
            end = named[count - 1][0].end
            speaker = Speaker(reference=Reference(id=None, name=name), number="several", start=first[0].start, end=end)
            yield Named(speaker, "several", [_place(self.lines[number], first[1], first[2], False)])


def _named(entity: Entity, mention: Mention) -> Named:
    sort = "person" if entity.type == "person" else entity.kind or "body"
    return Named(Speaker(reference=entity.reference, number=mention.type, start=mention.start, end=mention.end), sort)


def _mentions(line: Line) -> Iterator[tuple[int, int, Mention]]:
    first, owners = 0, line.owner
    for i, owner in enumerate(owners):
        if i + 1 == len(owners) or owners[i + 1] is not owner:
            if owner is not None:
                yield first, i + 1, owner
            first = i + 1


def _place(line: Line, first: int, last: int, adjective: bool) -> Place:
    head = next((k for k in range(first, last) if not first <= line.tagged.heads[k] < last), first)
    relation = "adjective" if adjective else line.tagged.deprels[head]
    return Place(line.number, line.tokens[first].start, relation, line.quoted[first] is not None, _leads(line, first))


def _leads(line: Line, first: int) -> bool:
    """Whether no verb stands before a word."""
    return all(line.upos(k) != "VERB" for k in range(first))


def _subjects(line: Line) -> Iterator[Named]:
    for i, relation in enumerate(line.tagged.deprels):
        if relation in SUBJECTS and line.owner[i] is None and line.upos(i) in ("NOUN", "PROPN"):
            first = phrase_before(line, i + 1)
            if first is None or i - first > _LONG:
                continue
            several = line.lower[i].endswith("s") and not line.lower[i].endswith("ss")
            start, end = line.tokens[first].start, line.tokens[i].end
            speaker = Speaker(
                reference=Reference(id=None, name=line.text(start, end)),
                number="several" if several else "person",
                start=start,
                end=end,
            )
            place = Place(line.number, start, relation, line.quoted[i] is not None, _leads(line, first))
            yield Named(speaker, f"unnamed:{class_of(line.lower[i])}", [place])
