"""Conversations: who asks and who answers in turns; law: a question gives no statement, an answer one, all direct.

Labels are words such as "Q" and "Answer", names, initials of names, or offices. Labelled paragraphs are taken for a
conversation only where some of them are labelled as questions, or where the same names come back.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract import turns
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.focus import Focus, Speaker
from communique.extract.mentions import Mention
from communique.extract.turns import Turn
from communique.languages import pattern
from communique.languages.naming import fold, person_words
from communique.model.entity import Entity, Reference

_ASKS, _ANSWERS, _NAMED = "asks", "answers", "named"
_NEAR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A turn that is somebody's words; `guessed` says that no label names the speaker."""

    turn: Turn
    speaker: Speaker
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """Who a label stands for: one who asks or answers, unnamed, or somebody by name; `known` if it is an entity."""

    does: str
    name: str
    speaker: Speaker | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class _People:
    """The persons of a document by their last names and their initials; `None` where several share them."""

    surnames: dict[str, Entity | None]
    initials: dict[str, Entity | None]

    @classmethod
    def of(cls, people: Sequence[Entity]) -> "_People":
        """The persons by what they can be called."""
        surnames: dict[str, Entity | None] = {}
        initials: dict[str, Entity | None] = {}
        for person in people:
            last = person_words(person.name)[-1]
            surnames[last] = None if last in surnames else person
            if " " in person.name:
                for letters in {_initials(person.name.split()), _initials(re.split(r"[\s-]", person.name))}:
                    initials[letters] = None if letters in initials else person
        return cls(surnames, initials)

    def surnamed(self, label: str) -> Entity | None:
        """The one person whose last name ends a label."""
        return self.surnames.get(person_words(label)[-1])

    def abbreviated(self, label: str) -> Entity | None:
        """The one person whose initials a label is, with both parts of a double name or the first alone."""
        letters = label.replace(".", "")
        return self.initials.get(letters) if letters.isupper() and 1 < len(letters) < 5 else None


def answers(analysis: Analysis, focus: Focus) -> tuple[Answer, ...]:
    """The answers in a document's conversation, in order."""
    found, people = turns.labelled(analysis.document), _People.of(analysis.mentions.people)
    sides = [_side(analysis, focus, people, turn) for turn in found]
    if _is_conversation(analysis, list(zip(found, sides, strict=True))):
        return tuple(_labelled(analysis, focus, found, sides))
    below = turns.quoted(analysis.document, analysis.quotations) or turns.dashed(analysis.document)
    if not below:
        plain = turns.plain(analysis.document)
        below = tuple(_ended(analysis, turn, last=turn is plain[-1]) for turn in plain)
    asked = _asked(analysis, focus, below) if below else None
    return tuple(Answer(turn=turn, speaker=asked, guessed=True) for turn in below) if asked else ()


def headline(analysis: Analysis, found: Sequence[Answer]) -> Answer | None:
    """The quotation in the title of a conversation in which one person answers."""
    speakers = {answer.speaker.reference: answer.speaker for answer in found}
    end = analysis.document.body_start
    said = next((q for q in analysis.quotations if q.end <= end and q.speech), None)
    if said is None or len(speakers) != 1:
        return None
    (speaker,) = speakers.values()
    turn = Turn(start=said.start, label=None, spans=((said.inner_start, said.inner_end),))
    return Answer(turn=turn, speaker=speaker)


def _side(analysis: Analysis, focus: Focus, people: _People, turn: Turn) -> _Side:
    start, end = turn.label or (turn.start, turn.start)
    label = analysis.document.text[start:end].strip()
    words = fold(label).replace("-", " ").split()
    plain = [word.strip(".0123456789") for word in words]
    if {plain[0], plain[-1]} & word_set("interview", "asking"):
        return _Side(does=_ASKS, name=label)
    if len(plain) < 3 and plain[0] in word_set("interview", "answering"):
        return _Side(does=_ANSWERS, name=label)
    named = people.abbreviated(label), people.surnamed(label)
    entity, number = _entity(analysis, focus, (start, end), named)
    if entity is not None:
        speaker = Speaker(reference=entity.reference, number=number, start=start, end=end)
        return _Side(does=_NAMED, name=entity.id, speaker=speaker, known=number == "person" or entity.kind == "state")
    speaker = Speaker(reference=Reference(id=None, name=label), number="person", start=start, end=end)
    return _Side(does=_NAMED, name=fold(label), speaker=speaker)


def _entity(
    analysis: Analysis, focus: Focus, at: tuple[int, int], called: tuple[Entity | None, Entity | None]
) -> tuple[Entity | None, str]:
    """The person or body of a label, and which it is: by initials, by name, by last name, or by an office."""
    inside = [m for m in analysis.mentions.within(*at) if m.entity]
    named = next((analysis.mentions.of(m) for m in inside if m.type == "person"), None)
    person = called[0] or named or called[1]
    words = frozenset(fold(analysis.document.text[slice(*at)]).replace("-", " ").split())
    if person is None and words & word_set("offices", "heads"):
        person = focus.in_office(words, None, at[0])
    if person is not None:
        return person, "person"
    return next((analysis.mentions.of(m) for m in inside), None), "body"


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word[:1].isupper())


def _is_conversation(analysis: Analysis, found: Sequence[tuple[Turn, _Side]]) -> bool:
    does = {side.does for _, side in found}
    if _ASKS in does and len(does) > 1:
        return True
    named = [side for turn, side in found if side.does == _NAMED and turns.is_sentence(analysis.document, turn)]
    counts = Counter(side.name for side in named)
    back = any(counts[side.name] > 1 for side in named if side.known)
    return back and len(named) > 2 and len(counts) > 1


def _labelled(analysis: Analysis, focus: Focus, found: Sequence[Turn], sides: Sequence[_Side]) -> Iterator[Answer]:
    """The turns of those who answer, without what stands below the last of them in nobody's words."""
    asking = _asking(analysis, found, sides)
    kept = [_ended(analysis, turn, last=turn is found[-1]) for turn in found]
    asked = _asked(analysis, focus, kept) if any(side.does == _ANSWERS for side in sides) else None
    for turn, side in zip(kept, sides, strict=True):
        if side.does == _ANSWERS and asked is not None:
            yield Answer(turn=turn, speaker=asked)
        elif side.does == _NAMED and side.name not in asking and side.speaker is not None:
            yield Answer(turn=turn, speaker=side.speaker)


def _asking(analysis: Analysis, found: Sequence[Turn], sides: Sequence[_Side]) -> frozenset[str]:
    """Those who ask: half of whose turns or more are questions; where somebody asks, also all who are no persons."""
    turned, asked = Counter(side.name for side in sides), Counter[str]()
    for turn, side in zip(found, sides, strict=True):
        asked[side.name] += turns.asks(analysis.document, turn)
    asking = {side.name for side in sides if 2 * asked[side.name] >= turned[side.name] > 0}
    if asking or any(side.does == _ASKS for side in sides):
        asking |= {side.name for side in sides if side.does == _NAMED and not side.known}
    return frozenset(asking)


def _ended(analysis: Analysis, turn: Turn, *, last: bool) -> Turn:
    """A turn up to a remark in brackets; the last one without paragraphs in which nobody speaks of himself."""
    text, kept = analysis.document.text, [turn.spans[0]]
    for start, end in turn.spans[1:]:
        if text[start] in "([" or (last and not pattern("interview", "own").search(text, start, end)):
            break
        kept.append((start, end))
    return replace(turn, spans=tuple(kept))


def _asked(analysis: Analysis, focus: Focus, inside: Sequence[Turn]) -> Speaker | None:
    """Who is asked: of those named outside of the turns, in an office if any is, who is named there most."""
    starts = [turn.start for turn in inside]
    persons = [m for m in analysis.mentions.items if m.type == "person" and m.entity]
    outside = [m for m in persons if not _within(m, inside, starts)]
    asking = {m.entity for i, m in enumerate(outside) if _asker(analysis, m, outside[i + 1 : i + 2])}
    counts = Counter(m.entity for m in outside if m.entity not in asking)
    first = {m.entity: m for m in reversed(outside)}
    best = min(counts, key=lambda id: (not focus.roles.get(id or ""), -counts[id], first[id].start), default=None)
    entity = analysis.mentions.of(first[best]) if best else None
    if entity is None:
        return None
    mention = first[best]
    return Speaker(reference=entity.reference, number="person", start=mention.start, end=mention.end)


def _within(mention: Mention, inside: Sequence[Turn], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, mention.start) - 1
    return at >= 0 and mention.start < inside[at].end


def _asker(analysis: Analysis, mention: Mention, following: Sequence[Mention]) -> bool:
    """Whether the words around a name say that its bearer asked: "questions put by Orr", "Orr spoke to …"."""
    text = analysis.document.text
    if pattern("interview", "asked_by").search(text[max(0, mention.start - _NEAR) : mention.start]):
        return True
    near = any(0 < other.start - mention.end < _NEAR for other in following)
    return near and bool(pattern("interview", "asked_after").match(text, mention.end))
