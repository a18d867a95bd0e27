"""Profiles: how a text speaks of each person, state and body in it, mention by mention, worked out once.

Law: a profile says nothing of a particular occasion; what speaks for taking part in one is weighed in `partakers`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.extract.about import about
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.holders import offices_held
from communique.extract.keeping import kept
from communique.extract.mentions import Mention
from communique.extract.parse import SUBJECTS
from communique.extract.present import said
from communique.extract.surroundings import office_class
from communique.extract.tagger import Tagged
from communique.languages import pattern
from communique.model.entity import Entity

_ELSEWHERE = pattern("attendance", "elsewhere")
_ONLOOKER = pattern("attendance", "onlooker")
_JOINED = pattern("parties", "joined")
_OFFICE = 90
_MOST = 12
"""So many mentions of one are looked at."""
_HOPS = 3
_BESIDE = frozenset({"appos", "flat", "nmod:desc", "compound", "conj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A mention: the number of its sentence, its first, last and head words there, and what stands around it."""

    mention: Mention
    number: int
    first: int
    last: int
    head: int
    marks: tuple[str, ...]

    @property
    def speaks(self) -> bool:
        """Whether one is said to say something there."""
        return "speaks" in self.marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A person, state or body of a text with its mentions in order and the marks of what it is there as a whole."""

    entity: Entity
    named: tuple[Named, ...]
    home: str | None
    marks: tuple[str, ...]


@kept(1)
def profiles(analysis: Analysis) -> Mapping[str, Profile]:
    """The persons, states and bodies of a text, but for outlets and companies, by id."""
    named: dict[str, list[Named]] = {}
    for number, tagged in enumerate(analysis.tagged):
        for key, told in _in_sentence(analysis, number, tagged):
            if len(known := named.setdefault(key, [])) < _MOST:
                known.append(told)
    offices, homes = _offices(analysis), about(analysis).homelands
    found = {}
    for key, mentions in named.items():
        entity = analysis.mentions.entities.get(key)
        if entity and entity.kind not in ("outlet", "company"):
            marks = (*_whole(analysis, entity, mentions, offices.get(key, "")), *_abroad(key, homes))
            found[key] = Profile(entity=entity, named=tuple(mentions), home=homes.get(key), marks=marks)
    return found


def _abroad(key: str, homes: Mapping[str, str]) -> tuple[str, ...]:
    return ("has-person",) if key in homes.values() else ()


def _in_sentence(analysis: Analysis, number: int, tagged: Tagged) -> Iterator[tuple[str, Named]]:
    """The mentions of a sentence with the ids of whom they name."""
    words: dict[int, tuple[Mention, int, int]] = {}
    for i, owner in enumerate(analysis.words[number].owner):
        if owner is not None and owner.entity:
            words[owner.start] = owner, words.get(owner.start, (owner, i, i))[1], i
    if not words:
        return
    shared = tuple(_shared(analysis, tagged))
    runs = _runs(analysis, [m for m, _, _ in words.values()])
    for mention, first, last in words.values():
        head = next((i for i in range(first, last + 1) if not first <= tagged.heads[i] <= last), first)
        marks = (*shared, *_around(analysis, tagged, mention, head), f"list{min(runs.get(mention.start, 1), 4)}")
        yield (
            mention.entity or "",
            Named(mention=mention, number=number, first=first, last=last, head=head, marks=marks),
        )


def _runs(analysis: Analysis, mentions: Sequence[Mention]) -> Mapping[int, int]:
    """How many stand in one list with each, by where it starts."""
    text = analysis.document.text
    found: dict[int, int] = {}
    run: list[Mention] = []
    for mention in (m for m in mentions if m.form != "adjective"):
        if run and not (mention.type == run[-1].type and _JOINED.fullmatch(text, run[-1].end, mention.start)):
            run = []
        run.append(mention)
        found |= {m.start: len(run) for m in run}
    return found


def _shared(analysis: Analysis, tagged: Tagged) -> Iterator[str]:
    """What a sentence says of being there, whomever it names."""
    sentence = tagged.sentence
    there, away = said(analysis, sentence)
    if there:
        yield "present"
    if away:
        yield "away"
    if _ELSEWHERE.search(analysis.document.text, sentence.start, sentence.end):
        yield "elsewhere"


def _around(analysis: Analysis, tagged: Tagged, mention: Mention, head: int) -> Iterator[str]:
    """What stands around a mention."""
    text, sentence = analysis.document.text, tagged.sentence
    yield f"form:{mention.form}"
    yield f"is:{tagged.deprels[head]}"
    if _says(tagged, head):
        yield "speaks"
    first, last = max(sentence.start, mention.start - _OFFICE), min(sentence.end, mention.end + _OFFICE)
    if mention.type == "person" and _ONLOOKER.search(text, first, last):
        yield "onlooker"


def _says(tagged: Tagged, head: int) -> bool:
    """Whether a mention, or the office that it stands beside, is the subject of a word of saying."""
    for _ in range(_HOPS):
        verb = tagged.heads[head]
        if tagged.deprels[head] in SUBJECTS and verb >= 0:
            return tagged.sentence.tokens[verb].text.lower() in word_set("attendance", "say")
        if tagged.deprels[head] not in _BESIDE or verb < 0:
            return False
        head = verb
    return False


def _offices(analysis: Analysis) -> Mapping[str, str]:
    """The sorts of the first offices that persons are said to hold, by id."""
    found: dict[str, str] = {}
    for sentence in offices_held(analysis):
        for held in sentence:
            if held.person and held.person.entity:
                found.setdefault(held.person.entity, office_class(held.office.head))
    return found


def _whole(analysis: Analysis, entity: Entity, named: Sequence[Named], office: str) -> Iterator[str]:
    """What one is in the text as a whole."""
    yield f"times{min(len(named), 4)}"
    yield f"kind:{entity.kind}:{bool(entity.known)}"
    if named[0].mention.start < analysis.document.body_start:
        yield "titled"
    yield f"first{bisect_right((0, 1, 3, 8), named[0].number)}"
    yield f"office:{office}"
    yield f"speaking{min(sum(n.speaks for n in named), 3)}"
    if any(n.mention.form != "adjective" for n in named):
        yield "by-name"
