"""Dealt with: at which occasion of a text each of its topics was or is to be dealt with, if at any.

Law: a topic is of one occasion at most; what the words of both say, the tagger's marks and where they stand decide, by
weights that `train/dealt_with.py` fits.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.extract import agenda_counts, diaries, weighing
from communique.extract.analysis import Analysis
from communique.extract.clauses import Clauses, clauses
from communique.extract.deeds import Deed, deed_of
from communique.extract.retellings import Occasion
from communique.extract.topics import Topic, topics
from communique.extract.whose_places import path
from communique.languages.levels import levels
from communique.model.entity import Passage
from communique.model.span import Span

WEIGHTS = "dealt-with"
LIKELY = 0.3
"""From how likely on a topic is an occasion's; chosen by cross-validation."""
_WORD = re.compile(r"\w+")
_BEFORE, _AFTER = 8, 2
"""So many occasions that are named last before a topic, and first after it, are asked about."""


@dataclass(frozen=True, slots=True)
class Option:
    """An occasion, by its number, with what speaks for and against a topic's being of it."""

    occasion: int
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Near:
    """The occasions around a topic: those named before it, the last one first, and those named after it."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    here: frozenset[int]


class Agendas:
    """The occasions of a text and the topics that may be theirs."""

    def __init__(self, analysis: Analysis, found: Sequence[Occasion]) -> None:
        self._analysis = analysis
        self._found = found
        triggers = [(s.trigger, n) for n, o in enumerate(found) for s in o.slots]
        self._said = sorted((t.start, t.sentence, t.token, n) for t, n in triggers)
        self._own = [[m for m in self._said if m[3] == n] for n in range(len(found))]
        self._at = {(sentence, token): n for _, sentence, token, n in self._said}
        self._in: dict[int, list[tuple[int, int]]] = {}
        for _, sentence, token, n in self._said:
            self._in.setdefault(sentence, []).append((token, n))
        self._noticed: dict[int, set[int]] = {}
        for n, said in ((n, s) for n, o in enumerate(found) for s in o.slots if s.notice is not None):
            self._noticed.setdefault(said.notice or 0, set()).add(n)
        self._words: dict[int, set[str]] = {}
        self._levels = [frozenset[str]().union(*(s.levels for s in o.slots)) for o in found]
        self._parsed: dict[int, Clauses] = {}
        self._most = max((len(o.slots) for o in found), default=0)
        self.topics = topics(analysis, found, self._parse)

    def _parse(self, number: int) -> Clauses:
        if number not in self._parsed:
            self._parsed[number] = clauses(self._analysis.tagged[number])
        return self._parsed[number]

    def options(self, topic: Topic) -> tuple[list[Option], tuple[str, ...]]:
        """The occasions that a topic may be of, and what speaks for its being of none."""
        deed = deed_of(self._parse(topic.number).tree, topic.head)
        at = bisect_left(self._said, (topic.start,))
        before = dict.fromkeys(n for *_, n in reversed(self._said[max(0, at - 4 * _BEFORE) : at]))
        after = dict.fromkeys(n for *_, n in self._said[at : at + 4 * _AFTER])
        near = _Near(
            tuple(before)[:_BEFORE], tuple(after)[:_AFTER], frozenset(n for _, n in self._in.get(topic.number, ()))
        )
        linked = self._at.get(topic.anchor) if topic.anchor else None
        asked = {0, *near.before, *near.after, *topic.claimed, *(() if linked is None else (linked,))}
        notice = diaries.at(self._analysis.diary, topic.start)
        asked = (asked & self._noticed.get(notice.start, set()) if notice else None) or asked
        options = [Option(n, tuple(self._marks(topic, deed, near, n))) for n in sorted(asked)]
        return options, ("none", *(f"none|{mark}" for mark in self._of_topic(topic, deed)))

    def brought(self, topic: Topic) -> int | None:
        """The occasion of the body that a topic is said to come before: "will be submitted to the Council"."""
        told = ((n, s) for n in sorted(topic.claimed) for s in self._found[n].slots if s.kind == "agenda" and s.body)
        return next((n for n, s in told if s.trigger.sentence == topic.number), None)

    def _of_topic(self, topic: Topic, deed: Deed | None) -> Iterator[str]:
        """What a topic is, whatever it is of."""
        words, tagged = self._analysis.words[topic.number], self._analysis.tagged[topic.number]
        owner, text = words.owner[topic.head], topic.passage.text.lower().split()
        yield f"score{_step(topic.score)}"
        yield f"score{_step(topic.score)}:{min(len(topic.claimed), 2)}"
        yield f"linked:{'none' if topic.anchor is None else topic.anchor in self._at}"
        yield f"upos:{tagged.upos[topic.head]}"
        yield f"named:{owner.type if owner else ''}"
        yield f"long{min(len(text), 4)}"
        yield f"begins:{text[0]}"
        yield f"agenda:{'agenda' in words.lower}"
        yield f"word:{words.lower[topic.head]}"
        if deed is None:
            yield "undone"
        else:
            yield from (f"verb:{deed.word}", f"how:{deed.how}", f"tense:{deed.tense}", f"verb:{deed.word}:{deed.how}")

    def _marks(self, topic: Topic, deed: Deed | None, near: _Near, n: int) -> Iterator[str]:
        """What speaks for and against a topic's being of an occasion."""
        occasion = self._found[n]
        status, kind, most = occasion.first.standing.status, occasion.first.kind, len(occasion.slots) == self._most
        where = list(self._where(topic, near, n))
        yield from self._claims(topic, n)
        yield from (f"kind:{kind}", f"status:{status}", f"first:{n == 0}", f"slots{min(len(occasion.slots), 4)}")
        yield f"main:{most}:{n == 0}:{min(len(self._found), 3)}"
        yield f"body:{any(s.body for s in occasion.slots)}"
        yield from (m for mark in where for m in (mark, f"{mark}|{kind}", f"{mark}|{status}"))
        if "agenda" in self._analysis.words[topic.number].lower:
            yield from (f"agenda:{status}", f"agenda:{n == 0}:{most}", f"agenda:{where[0]}:{most}")
        yield from self._beside(topic, n)
        if deed:
            yield from (f"tense:{deed.tense}:{status}", f"verb:{deed.word}:{status}", f"verb:{deed.word}:{kind}")
            for mark in self._doer(topic, deed, n):
                yield from (mark, f"{mark}|{where[0]}", f"{mark}|{deed.tense}:{status}")

    def _claims(self, topic: Topic, n: int) -> Iterator[str]:
        """Whether an occasion's words or the tagger's link claim a topic, or another's do."""
        own, others = n in topic.claimed, bool(topic.claimed - {n})
        here = n in {m for _, m in self._in.get(topic.number, ())}
        yield f"claimed:{own}:{others}"
        yield f"claimed:{own}:{others}:{here}:{topic.score > 0}"
        to = self._at.get(topic.anchor) if topic.anchor else None
        link = "none" if topic.anchor is None else "lost" if to is None else "own" if to == n else "other"
        ahead = topic.anchor is not None and topic.anchor[0] > topic.number
        yield f"link:{link}"
        yield f"link:{link}:{_step(topic.score)}"
        yield f"link:{link}:{ahead}"
        yield f"link:{link}:{own}:{others}"

    def _where(self, topic: Topic, near: _Near, n: int) -> Iterator[str]:
        """Where an occasion is mentioned nearest before and after a topic, and which others are between."""
        own = self._own[n]
        at = bisect_left(own, (topic.start,))
        rank = f"rank{min(near.before.index(n), 3) if n in near.before else -1}"
        back = _far(topic.number - own[at - 1][1]) if at else "never"
        ahead = _far(own[at][1] - topic.number) if at < len(own) else "never"
        here = f"here:{n in near.here}:{min(len(near.here - {n}), 2)}"
        yield from (rank, f"back{back}", f"back{back}:{rank}", f"ahead{ahead}", f"ahead{ahead}:back{back}")
        yield from (here, f"{here}:{back == '1'}:{rank}")
        yield f"titled:{bool(at) and own[0][0] < self._analysis.document.body_start}"

    def _beside(self, topic: Topic, n: int) -> Iterator[str]:
        """How a topic stands in the parse to the word of an occasion in its sentence."""
        tokens = [token for token, m in self._in.get(topic.number, ()) if m == n]
        if not tokens:
            return
        parsed = self._parse(topic.number)
        token = min(tokens, key=lambda t: abs(t - topic.head))
        side = "left" if topic.head < token else "right"
        way = path(parsed.tree, topic.head, token)
        yield f"path:{way}"
        yield f"path:{way}:{n in topic.claimed}:{topic.score > 0}"
        yield f"side:{side}"
        yield f"clause:{side}:{parsed.of[topic.head] == parsed.of[token]}"
        yield f"by:{side}:{parsed.tree.lower[token]}"
        yield f"inside:{topic.start <= parsed.tagged.sentence.tokens[token].start < topic.end}"

    def _doer(self, topic: Topic, deed: Deed, n: int) -> Iterator[str]:
        """Who deals with a topic, and whether it is who meets."""
        if deed.doer is None:
            yield "doer:none"
            return
        words = self._analysis.words[topic.number]
        word, owner = words.lower[deed.doer], words.owner[deed.doer]
        if owner is not None and owner.entity:
            others = any(self._role(owner.entity, m) in ("body", "party") for m in self._others(n))
            yield f"doer:{owner.type}:{self._role(owner.entity, n)}:{others}"
            return
        own = word in self._said_of(n)
        yield f"doer:{word}|{self._found[n].first.kind}"
        yield f"doer:{word}:{own}"
        yield f"doer-in:{own}:{any(word in self._said_of(m) for m in self._others(n))}"
        level = levels(word)
        if level and self._levels[n]:
            yield f"level:{bool(level & self._levels[n])}"

    def _said_of(self, n: int) -> set[str]:
        """The words that tell of an occasion."""
        if n not in self._words:
            self._words[n] = {w for s in self._found[n].slots for w in _WORD.findall(s.evidence.quote.lower())}
        return self._words[n]

    def _others(self, n: int) -> Iterator[int]:
        """The other occasions that are told of around one."""
        return (m for m in range(max(0, n - _BEFORE), min(n + _BEFORE, len(self._found))) if m != n)

    def _role(self, entity: str, n: int) -> str:
        """What one who is named is to an occasion."""
        slots = self._found[n].slots
        if any(b and b.id == entity for s in slots for b in (s.body, s.implied)):
            return "body"
        if any(p.id == entity for s in slots for p in s.participants):
            return "party"
        known = self._analysis.mentions.entities.get(entity)
        return "named" if known and self._said_of(n).issuperset(_WORD.findall(known.name.lower())) else "no"


def _far(sentences: int) -> str:
    return str(bisect_right((0, 1, 2, 4, 8), sentences))


def _step(score: float) -> int:
    return bisect_right((0.01, 0.5, 0.7, 0.9, 0.97), score)


def dealt_with(analysis: Analysis, found: Sequence[Occasion]) -> Mapping[int, list[Passage]]:
    """The topics of the occasions of a text, by the number of each."""
    told: dict[int, list[Passage]] = {}
    if found:
        agendas = Agendas(analysis, found)
        for topic in agendas.topics:
            best = agendas.brought(topic)
            if best is None:
                best = chosen(*agendas.options(topic), weighing.weights(WEIGHTS))
            if best is not None:
                told.setdefault(best, []).append(topic.passage)
    return told


def chosen(options: Sequence[Option], none: Sequence[str], weights: Mapping[str, float]) -> int | None:
    """The number of the occasion that a topic most likely is of, if it is likely enough."""
    weighed = (weighing.total(weights, marks) for marks in (*(o.marks for o in options), none))
    *likely, _ = weighing.shares(weighed)
    best = max(range(len(options)), key=likely.__getitem__)
    return options[best].occasion if likely[best] >= LIKELY else None


def counts(
    analysis: Analysis, found: Sequence[Occasion], dealt: Mapping[int, Sequence[Passage]]
) -> dict[int, tuple[int, Span]]:
    """How many issues each occasion deals with, by its number.

    What stands before subjects in their sentence is of those to which they are given, else what its own words say.
    """
    told = _given(analysis, dealt)
    taken = {span.start for _, span in told.values()}
    for number, occasion in enumerate(found):
        own = next((s for s in occasion.slots if s.agenda_count is not None), None)
        if own and own.agenda_count and number not in told and own.spans["agenda_count"][0].start not in taken:
            told[number] = own.agenda_count, own.spans["agenda_count"][0]
    return told


def _given(analysis: Analysis, dealt: Mapping[int, Sequence[Passage]]) -> dict[int, tuple[int, Span]]:
    """The counts that stand before subjects in their sentences, by the occasion that these are given to."""
    told: dict[int, tuple[int, Span]] = {}
    for occasion, subjects in dealt.items():
        for start in (subject.spans[0].start for subject in subjects):
            number = bisect_right(analysis.tagged, start, key=lambda t: t.sentence.start) - 1
            said = agenda_counts.count(analysis.document, analysis.tagged[number].sentence.start, start)
            if said and occasion not in told:
                told[occasion] = said
    return told
