"""Meetings in Russian: the occasions that a text tells of, each once, with all that its mentions say of it.

Law: a mention goes to an earlier occasion only where nothing that both say differs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from communique import knowledge
from communique.extract.mentions import Mention
from communique.extract.ru import occasions, parties, scenes, sides
from communique.extract.ru.analysis import Analysis
from communique.extract.ru.names import nominative
from communique.extract.ru.occasions import Trigger
from communique.extract.ru.scenes import Standing
from communique.extract.ru.words import Sentence
from communique.knowledge import Body
from communique.model.claim import Claim, Value
from communique.model.entity import Passage, Reference
from communique.model.span import Span
from communique.model.times import TimeExpression

EXTRACTOR = "ru.meetings/3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one mention of an occasion says of it."""

    kind: str
    evidence: Span
    word: Span
    body: Mention | None = None
    parties: tuple[Reference, ...] = ()
    seen: tuple[Span, ...] = ()
    ordinal: tuple[int, Span] | None = None
    date: TimeExpression | None = None
    place: tuple[str, Span] | None = None
    online: Span | None = None
    standing: Standing
    agenda: tuple[Passage, ...] = ()
    within: Sentence


@dataclass(slots=True)
class Occasion:
    """One occasion and its mentions, in text order."""

    said: list[Said] = field(default_factory=list)

    @property
    def parties(self) -> dict[str, Reference]:
        """Those who take part, by what makes them one."""
        return {p.id or p.name: p for s in self.said for p in s.parties}

    def first(self, name: str) -> object:
        """The first value that a mention gives."""
        return next((v for s in self.said if (v := getattr(s, name))), None)


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The claims of meetings between states and bodies, in text order."""
    found = [o for o in gatherings(analysis) if _between_states(analysis, o)]
    return tuple(_claim(f"m{i}", analysis, occasion) for i, occasion in enumerate(found, 1))


def gatherings(analysis: Analysis) -> list[Occasion]:
    """All occasions on which those whom a text names come together, also within one state."""
    found: list[Occasion] = []
    start = analysis.document.body_start
    mentions = sorted(_mentioned(analysis), key=lambda s: (s.word.start < start, s.word.start))
    for said in mentions:
        home = next((o for o in reversed(found) if _fits(o, said)), None)
        if home:
            home.said.append(said)
        elif said.body or len(said.parties) > 1 or (said.kind == "visit" and said.parties and said.place):
            found.append(Occasion([said]))
    return sorted(found, key=lambda o: min(s.word.start for s in o.said))


def _mentioned(analysis: Analysis) -> Iterator[Said]:
    for sentence in analysis.sentences:
        for trigger in occasions.find(sentence):
            yield _said(analysis, sentence, trigger)


def _said(analysis: Analysis, sentence: Sentence, trigger: Trigger) -> Said:
    document, words = analysis.document, sentence.words
    named = parties.of(analysis, sentence, trigger)
    body = _body(analysis, sentence, trigger, named)
    joined = parties.states(sentence, trigger)
    refs = [e.reference for m in named if (e := analysis.mentions.of(m)) and (body is None or m.entity != body.entity)]
    refs = _without_own(analysis, refs)
    seen = [document.span(m.start, m.end) for m in named if any(m.entity == r.id for r in refs)]
    if joined:
        refs += [_reference(analysis, id) for id in joined[1]]
        seen.append(document.span(joined[0].start, joined[0].end))
    number = occasions.ordinal(sentence, trigger.at)
    date, place, online = (
        scenes.date_of(analysis, sentence, trigger),
        scenes.place_of(analysis, sentence, trigger),
        scenes.is_online(sentence),
    )
    word = words[trigger.at]
    return Said(
        kind=trigger.kind,
        evidence=document.span(sentence.start, sentence.end),
        word=document.span(word.start, word.end),
        body=body,
        parties=tuple({r.id or r.name: r for r in refs}.values()),
        seen=tuple(seen),
        ordinal=(number[0], document.span(number[1].start, number[1].end)) if number else None,
        date=date,
        place=_place(analysis, sentence, place),
        online=document.span(online.start, online.end) if online else None,
        standing=scenes.standing(sentence, trigger, ahead=_ahead(date, document.published)),
        agenda=tuple(_agenda(analysis, sentence)),
        within=sentence,
    )


def _without_own(analysis: Analysis, refs: Sequence[Reference]) -> list[Reference]:
    """Those who take part without the states that a named person among them stands for."""
    entities = [analysis.mentions.entities[r.id] for r in refs if r.id]
    own = set().union(*(sides.of_person(analysis, e) for e in entities if e.type == "person"))
    return [r for r, e in zip(refs, entities, strict=True) if e.known is None or e.known not in own]


def _reference(analysis: Analysis, id: str) -> Reference:
    entity = next((b for b in analysis.mentions.bodies if b.known == id), None)
    return entity.reference if entity else Reference(id=None, name=parties.state_name(id))


def _place(analysis: Analysis, sentence: Sentence, place: Mention | None) -> tuple[str, Span] | None:
    if place is None:
        return None
    words = [sentence.words[i] for i in sentence.at(place.start, place.end)]
    return nominative(words), analysis.document.span(place.start, place.end)


def _ahead(date: TimeExpression | None, published: str | None) -> bool | None:
    """Whether a date lies after publication; `None` where that cannot be told, or where it is that day."""
    if date is None or not date.day or not published or "X" in date.day or date.day[0] in "[{":
        return None
    first, _, last = date.day.partition("/")
    return True if first > published else False if (last or first) < published[: len(last or first)] else None


def _body(analysis: Analysis, sentence: Sentence, trigger: Trigger, named: Sequence[Mention]) -> Mention | None:
    """The organ whose meeting it is: a body, not a state, that hangs on the word in the genitive."""
    words = sentence.words
    for mention in named:
        entity, at = analysis.mentions.of(mention), sentence.at(mention.start, mention.end)
        if entity is None or entity.type == "person" or entity.kind in ("state", "outlet"):
            continue
        if trigger.verb and trigger.kind == "session":
            return mention
        top = next((i for i in at if words[i].head not in at), at.start)
        if words[top].head == trigger.at and trigger.kind in ("session", "summit", "conference", "talks"):
            return mention
    return None


def _agenda(analysis: Analysis, sentence: Sentence) -> Iterator[Passage]:
    """What is discussed: the objects of "обсудить", one for each that is joined."""
    words = sentence.words
    for i, word in enumerate(words):
        if word.lemma in occasions.listed("discussing", "agenda") and word.pos == "VERB":
            wanted = ("obj",) if not word.lemma.endswith("ся") else ("nsubj",)
            for top in (j for j in sentence.under(i) if words[j].rel in wanted):
                heads = [top, *(j for j in sentence.under(top) if words[j].rel == "conj")]
                for head in heads:
                    yield _passage(analysis, sentence, head, heads)


def _passage(analysis: Analysis, sentence: Sentence, head: int, heads: Sequence[int]) -> Passage:
    others = {k for other in heads if other != head for k in sentence.branch(other)} if head == heads[0] else set()
    own = [k for k in sentence.branch(head) if k not in others]
    while len(own) > 1 and sentence.words[own[0]].pos in ("PUNCT", "CCONJ"):
        own.pop(0)
    while len(own) > 1 and sentence.words[own[-1]].pos in ("PUNCT", "CCONJ"):
        own.pop()
    return Passage(spans=(analysis.document.span(sentence.words[own[0]].start, sentence.words[own[-1]].end),))


def _fits(occasion: Occasion, said: Said) -> bool:
    """Whether a mention can be of an occasion told before."""
    kinds = {s.kind for s in occasion.said}
    if len(said.parties) > 1 and {p.id for p in said.parties} == {p.id for p in occasion.parties.values()}:
        kinds.add(said.kind)
    loose = {"talks", "session", "summit", "conference"}
    if said.kind not in kinds and not (kinds <= loose and said.kind in loose):
        return False
    body = occasion.first("body")
    if isinstance(body, Mention) and said.body and body.entity != said.body.entity:
        return False
    mine, theirs = set(occasion.parties), {p.id or p.name for p in said.parties}
    if mine and theirs and not (theirs <= mine or mine <= theirs):
        return False
    if (len(theirs) > 1 or len(mine) > 1) and (bool(said.body) != bool(body)) and not mine & theirs:
        return False
    date, number = occasion.first("date"), occasion.first("ordinal")
    if isinstance(date, TimeExpression) and said.date and not _one_day(date, said.date):
        return False
    return not (isinstance(number, tuple) and said.ordinal and number[0] != said.ordinal[0])


def _one_day(a: TimeExpression, b: TimeExpression) -> bool:
    x, y = a.day or "", b.day or ""
    return x == y or x.startswith(y) or y.startswith(x) or x in y.split("/") or y in x.split("/")


def _between_states(analysis: Analysis, occasion: Occasion) -> bool:
    """Whether states or a body of states take part: not what one state does by itself."""
    body = occasion.first("body")
    if isinstance(body, Mention) and (entity := analysis.mentions.of(body)):
        return (
            isinstance(knowledge.thing(entity.known or ""), Body) or len(sides.states(analysis, occasion.parties)) > 1
        )
    states = sides.states(analysis, occasion.parties)
    known = any(
        isinstance(knowledge.thing(e.known or ""), Body)
        for p in occasion.parties.values()
        if (e := analysis.mentions.entities.get(p.id or ""))
    )
    place = occasion.first("place")
    abroad = occasion.first("kind") == "visit" and isinstance(place, tuple)
    return known or len(states) > 1 or (abroad and bool(states | {"?"}))


def _claim(id: str, analysis: Analysis, occasion: Occasion) -> Claim:
    said = occasion.said
    best = max(said, key=lambda s: (bool(s.body), len(s.parties), bool(s.date), -s.word.start))
    values: dict[str, Value] = {"kind": _kind(occasion), "status": best.standing.status}
    spans: dict[str, tuple[Span, ...]] = {"kind": (best.word,)}
    basis: dict[str, str] = {}
    firm = next((s.standing for s in said if s.standing.status in ("cancelled", "postponed")), best.standing)
    values["status"] = firm.status
    _add_body(analysis, said, values, spans)
    for name in ("ordinal", "place"):
        if found := next((v for s in said if (v := getattr(s, name))), None):
            values[name], spans[name] = found[0], (found[1],)
    if date := next((s.date for s in (best, *said) if s.date), None):
        values["date"], spans["date"] = date.day or "", (analysis.document.span(date.start, date.end),)
        basis.update({"date": date.why} if date.why else {})
    if online := next((s.online for s in said if s.online), None):
        values["format"], spans["format"] = "online", (online,)
    body = values.get("body")
    others = [p for p in occasion.parties.values() if not (isinstance(body, Reference) and p.id == body.id)]
    if others:
        values["participants"] = tuple(others)
        spans["participants"] = tuple(dict.fromkeys(span for s in said for span in s.seen))
    if items := tuple(dict.fromkeys(p for s in said for p in s.agenda)):
        values["agenda"], spans["agenda"] = items, tuple(span for item in items for span in item.spans)
    ordered = [best, *(s for s in said if s is not best)]
    return Claim(
        kind="meeting", id=id, values=values, spans=spans, basis=basis, certainty=firm.certainty, extractor=EXTRACTOR,
        evidence=tuple(dict.fromkeys(s.evidence for s in ordered)),
    )  # fmt: skip


def _add_body(
    analysis: Analysis, said: Sequence[Said], values: dict[str, Value], spans: dict[str, tuple[Span, ...]]
) -> None:
    mention = next((s.body for s in said if s.body), None)
    entity = analysis.mentions.of(mention) if mention else None
    if mention and entity:
        values["body"] = entity.reference
        spans["body"] = (analysis.document.span(mention.start, mention.end),)


def _kind(occasion: Occasion) -> str:
    """What most surely names an occasion; a meeting of a body is a session."""
    kinds = [s.kind for s in occasion.said]
    found = next((k for k in ("summit", "call", "visit", "ceremony", "session") if k in kinds), kinds[0])
    return "session" if found == "talks" and occasion.first("body") else found
