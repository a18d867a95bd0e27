"""What the words around one mention of an occasion say of it: body, parties, ordinal, date, place, format, agenda."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from communique.extract import agenda, occasions, offices
from communique.extract.analysis import Analysis
from communique.extract.clauses import Clauses
from communique.extract.holders import in_sentence
from communique.extract.mentions import Mention
from communique.extract.occasions import Standing, Trigger
from communique.extract.offices import Words
from communique.extract.unions import main_body
from communique.languages import pattern
from communique.languages import words as read_words
from communique.model.entity import Entity, Passage, Reference
from communique.model.span import Span

_DEFINITE = frozenset({"the", "this", "that", "its", "their", "these", "those"})
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
_ORDINALS = read_words("en", "meetings")["ordinals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What one mention says of its occasion; `spans` and `basis` by slot."""

    trigger: Trigger
    kind: str
    standing: Standing
    evidence: Span
    clause: int
    definite: bool = False
    body: Reference | None = None
    implied: Reference | None = None
    participants: tuple[Reference, ...] = ()
    ordinal: int | None = None
    date: str | None = None
    place: str | None = None
    format: str | None = None
    agenda: tuple[Passage, ...] = ()
    agenda_count: int | None = None
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    basis: Mapping[str, str] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """How much the mention says."""
        said = (self.body, self.ordinal, self.date, self.place, self.agenda or None)
        return sum(value is not None for value in said) + min(2, len(self.participants))

    @property
    def stands_alone(self) -> bool:
        """Whether the mention says enough to be an occasion of its own."""
        if self.kind == "agenda":
            return False
        if self.body or self.implied or len(self.participants) >= 2 or (self.kind == "visit" and self.participants):
            return True
        return bool(self.participants or self.place) and self.date is not None


@dataclass(frozen=True, slots=True)
class Scene:
    """One trigger with all that is needed to read the words around it."""

    analysis: Analysis
    trigger: Trigger
    parsed: Clauses
    words: Words
    start: int
    end: int
    holding: frozenset[int] = frozenset()

    def mentions(self, *types: str) -> list[Mention]:
        """The mentions of the scene, in order."""
        return [m for m in self.analysis.mentions.within(self.start, self.end) if m.type in types]

    def text(self) -> str:
        """The words of the scene."""
        return self.analysis.document.text[self.start : self.end]


def slots(analysis: Analysis, trigger: Trigger, triggers: Sequence[Trigger], parsed: Clauses, words: Words) -> Slots:
    """What the words around a trigger say of its occasion."""
    scene = _scene(analysis, trigger, triggers, parsed, words)
    spans: dict[str, tuple[Span, ...]] = {}
    basis: dict[str, str] = {}
    date = _date(scene, spans, basis)
    body = _body(scene, spans)
    implied = None if body else _implied(scene)
    participants = _participants(scene, body or implied, spans)
    kind = _kind(scene, body or implied, participants)
    return Slots(
        trigger=trigger, kind=kind, standing=occasions.standing(trigger, parsed, undated(analysis, words), _future(scene, date)),
        evidence=analysis.document.span(scene.start, scene.end), clause=parsed.of[trigger.token],
        definite=_definite(scene),
        body=body.reference if body else None, implied=implied.reference if implied else None,
        participants=tuple(participants), ordinal=_ordinal(scene, spans),
        date=date,
        place=_place(scene, spans), format=_format(scene, spans), agenda=_agenda(scene, spans),
        agenda_count=_count(scene, spans), spans=spans, basis=basis,
    )  # fmt: skip


def undated(analysis: Analysis, words: Words) -> Words:
    """The words without those of dates, so that the month of May is no verb."""
    start, end = words.sentence.start, words.sentence.end
    spans = [(d.start, d.end) for d in analysis.dates if start <= d.start < end]
    inside = [any(a <= token.start < b for a, b in spans) for token in words.sentence.tokens]
    return replace(words, lower=tuple("" if dated else word for dated, word in zip(inside, words.lower, strict=True)))


def _scene(analysis: Analysis, trigger: Trigger, triggers: Sequence[Trigger], parsed: Clauses, words: Words) -> Scene:
    """The stretch of the sentence that belongs to a trigger: its clause, up to the next trigger."""
    tokens = words.sentence.tokens
    text = analysis.document.text
    lefts = [t.end for t in triggers if t.token < trigger.token and not _together(text, t, trigger)]
    rights = [t.start for t in triggers if t.token > trigger.token and not _together(text, trigger, t)]
    start = max([words.sentence.start, *(_break(text, end, trigger.start, last=True) for end in lefts)])
    end = min([words.sentence.end, *(_break(text, trigger.end, begin, last=False) for begin in rights)])
    first = next(t.start for t in tokens if t.end > start)
    last = max(t.end for t in tokens if t.start < end)
    held = in_sentence(words, list(offices.find(words)))
    return Scene(analysis, trigger, parsed, words, first, last, frozenset(h.of.start for h in held if h.of))


_DELEGATES = pattern("meetings", "delegates")
_CUT = pattern("meetings", "cut")


def _together(text: str, a: Trigger, b: Trigger) -> bool:
    """Whether two triggers speak of one occasion: "held talks during a visit" does not, "the summit meeting" does."""
    between = text[a.end : b.start]
    return len(between) < 12 and not _CUT.search(between) and "," not in between


def _break(text: str, start: int, end: int, *, last: bool) -> int:
    """Where the words of one trigger give way to those of the next."""
    cuts = [m.start() for m in _CUT.finditer(text, start, end)]
    if cuts:
        return cuts[-1] if last else cuts[0]
    return start if last else end


def _definite(scene: Scene) -> bool:
    before = scene.words.lower[max(0, scene.trigger.token - 4) : scene.trigger.token]
    return any(w in _DEFINITE for w in before) and not any(w in ("a", "an", "another", "new", "next") for w in before)


def _date(scene: Scene, spans: dict[str, tuple[Span, ...]], basis: dict[str, str]) -> str | None:
    """The date nearest to the trigger in its scene, later words before earlier ones."""
    found = [
        d for d in scene.analysis.dates if scene.start <= d.start and d.end <= scene.end and d.edtf and d.kind == "date"
    ]
    if not found:
        return None
    best = min(found, key=lambda d: (_gap(scene, d.start, d.end), d.start))
    spans["date"] = (scene.analysis.document.span(best.start, best.end),)
    if best.why:
        basis["date"] = best.why
    return best.edtf


def _gap(scene: Scene, start: int, end: int) -> int:
    if start >= scene.trigger.end:
        return start - scene.trigger.end
    return (scene.trigger.start - end) * 2


def _future(scene: Scene, date: str | None) -> bool | None:
    """Whether a date lies after the day on which the document was published, where both are known."""
    published = scene.analysis.document.published
    if not date or not published:
        return None
    first = date.split("/")[0].rstrip("?~%")
    if first[: len(published)] == published[: len(first)] or not first[:4].isdigit():
        return None
    return first > published


def _body(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> Entity | None:
    """The organ whose meeting it is: part of the noun phrase, or the subject of the verb."""
    if scene.trigger.kind == "agenda":
        return _before_which(scene, spans)
    if scene.trigger.kind in ("visit", "call", "ceremony"):
        return None
    for owns in (_owns, _hosts):
        for mention in scene.mentions("body"):
            entity = scene.analysis.mentions.of(mention)
            if entity and entity.kind not in ("state", "outlet", "company") and owns(scene, mention):
                spans["body"] = (scene.analysis.document.span(mention.start, mention.end),)
                return entity
    return None


def _before_which(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> Entity | None:
    """The body that a subject is to come before: the last organ named in the sentence."""
    organs = [
        (mention, entity)
        for mention in scene.mentions("body")
        if mention.start > scene.trigger.start
        and (entity := scene.analysis.mentions.of(mention))
        and entity.kind not in ("state", "outlet", "company")
    ]
    if not organs:
        return None
    mention, entity = organs[-1]
    spans["body"] = (scene.analysis.document.span(mention.start, mention.end),)
    return entity


def _implied(scene: Scene) -> Entity | None:
    """The union that the text is about, for a session of its ministers or leaders or one with a number."""
    trigger, lower = scene.trigger, scene.words.lower
    if trigger.kind not in ("session", "summit", "meeting"):
        return None
    before = lower[max(0, trigger.token - 8) : trigger.token]
    numbered = not trigger.verb and any(_ORDINAL.fullmatch(w) or w in _ORDINALS for w in before[-5:])
    official = bool(_OFFICIALS & set(before)) and not scene.mentions("person")
    main = main_body(scene.analysis.mentions) if numbered or official or trigger.kind == "summit" else None
    return main[1] if main else None


_OFFICIALS = frozenset(
    {
        "ministers",
        "leaders",
        "presidents",
        "heads",
        "governors",
        "delegates",
        "members",
        "ministerial",
        "officials",
        "ambassadors",
        "council",
        "committee",
        "commission",
        "extraordinary",
        "ordinary",
        "plenary",
    }
)
_AFTER = pattern("meetings", "after")
_BEFORE = pattern("meetings", "before")
_VERBLIKE = pattern("meetings", "verblike")
_HELD = pattern("meetings", "held")


def _owns(scene: Scene, mention: Mention) -> bool:
    """Whether a body stands in the noun phrase of the trigger: "the SCO summit", "a session of the Council"."""
    text, trigger = scene.analysis.document.text, scene.trigger
    if mention.start <= trigger.start < mention.end:
        return True
    if mention.start >= trigger.end:
        return not trigger.verb and bool(_AFTER.fullmatch(text[trigger.end : mention.start]))
    between = text[mention.end : trigger.start]
    return bool(_BEFORE.fullmatch(between)) and not _VERBLIKE.search(between)


def _hosts(scene: Scene, mention: Mention) -> bool:
    """Whether a body is what meets or holds the meeting: "the Council will hold its next session"."""
    if mention.start >= scene.trigger.start or scene.trigger.kind in ("talks", "consultation"):
        return False
    return bool(_HELD.fullmatch(scene.analysis.document.text[mention.end : scene.trigger.start]))


_PARTY = pattern("meetings", "party")
_ATTEND = pattern("meetings", "attend")


def _participants(scene: Scene, body: Entity | None, spans: dict[str, tuple[Span, ...]]) -> list[Reference]:
    """The persons, states and bodies that take part, in text order; a person stands for the state as well."""
    found: dict[str, tuple[Reference, Span]] = {}
    document = scene.analysis.document
    if scene.trigger.kind == "agenda" or (body is not None and not _ATTEND.search(scene.text())):
        return []
    for mention in (*_attending(scene), *scene.mentions("person", "body")):
        entity = scene.analysis.mentions.of(mention)
        if entity is None or entity is body or not _takes_part(scene, mention, entity, body):
            continue
        found.setdefault(entity.id, (entity.reference, document.span(mention.start, mention.end)))
    if found:
        spans["participants"] = tuple(span for _, span in found.values())
    return [reference for reference, _ in found.values()]


def _attending(scene: Scene) -> list[Mention]:
    """The person who "takes part in" the occasion, named before its words begin."""
    before = scene.analysis.document.text[scene.start : scene.trigger.start]
    if not _ATTEND.search(before) or any(m.end <= scene.trigger.start for m in scene.mentions("person")):
        return []
    earlier = scene.analysis.mentions.within(scene.words.sentence.start, scene.start)
    return [m for m in earlier if m.type == "person"][-1:]


def _takes_part(scene: Scene, mention: Mention, entity: Entity, body: Entity | None) -> bool:
    text = scene.analysis.document.text
    if entity.type == "person":
        return not re.match(
            r"(?:,[^,]{0,80},)?\s+(?:said|says|told|added|noted|stated|announced)\b",
            text[mention.end : mention.end + 100],
        )
    if mention.form == "adjective":
        return bool(_DELEGATES.match(text, mention.end)) and body is None
    if entity.kind in ("outlet", "company") or body is not None or mention.start in scene.holding:
        return False
    before = text[max(scene.start, mention.start - 60) : mention.start]
    if re.search(r"\b(?:in|at|from)\s+(?:the\s+)?$", before):
        return scene.trigger.kind == "visit" and not re.search(r"from\s+$", before)
    return bool(_PARTY.search(before)) or mention.start < scene.trigger.start


def _kind(scene: Scene, body: Entity | None, participants: Sequence[Reference]) -> str:
    """The word decides; a meeting is its body's session, a summit where leaders meet, else talks between parties."""
    kind = scene.trigger.kind
    if kind == "session" and body is None and len(participants) > 1 and scene.trigger.verb:
        return "talks"
    if kind != "meeting":
        return kind
    if re.search(r"\b(?:leaders|heads of state|presidents)\b", scene.text(), re.I) and (
        body is None or body.kind != "organ"
    ):
        return "summit" if body else "talks"
    return "session" if body else "talks"


def _ordinal(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> int | None:
    tokens, lower, at = scene.words.sentence.tokens, scene.words.lower, scene.trigger.token
    for i in range(at - 1, max(-1, at - 9), -1):
        figure = _ORDINAL.fullmatch(lower[i])
        number = int(figure[1]) if figure else _ORDINALS.get(lower[i])
        if (
            number
            and tokens[i].start >= scene.start
            and not (
                lower[i + 1] in ("day", "half", "quarter", "time", "round", "meeting")
                and number < 3
                and "this" in lower[i:]
            )
        ):
            spans["ordinal"] = (scene.analysis.document.span(tokens[i].start, tokens[i].end),)
            return number
    return None


def _place(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> str | None:
    text = scene.analysis.document.text
    best: tuple[int, Mention] | None = None
    for mention in scene.mentions("place", "body"):
        before = text[max(0, mention.start - 24) : mention.start]
        if (mention.type == "body" and not _is_state(scene, mention)) or mention.form == "adjective":
            continue
        modifier = (
            mention.type == "place"
            and not scene.trigger.verb
            and re.fullmatch(r"\s+(?:\w+\s+)?", text[mention.end : scene.trigger.start])
        )
        locative = modifier or re.search(r"\b(?:in|at|near|outside)\s+(?:the\s+(?:[\w-]+\s+){0,3})?$", before)
        goal = scene.trigger.kind == "visit" and re.search(
            r"\b(?:to|visit|visits|visited|visiting|for|in)\s+(?:the\s+)?$", before
        )
        if locative or goal:
            gap = _gap(scene, mention.start, mention.end) + (40 if mention.type == "body" else 0)
            best = min(filter(None, (best, (gap, mention))), key=lambda x: x[0])
    if best is None:
        return None
    spans["place"] = (scene.analysis.document.span(best[1].start, best[1].end),)
    return scene.analysis.document.text[best[1].start : best[1].end]


def _is_state(scene: Scene, mention: Mention) -> bool:
    entity = scene.analysis.mentions.of(mention)
    return bool(entity and entity.kind == "state")


def _format(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> str | None:
    text = scene.analysis.document.text
    lowered = text[scene.start : scene.end].lower()
    for name in ("hybrid", "online", "in person"):
        for phrase in read_words("en", "meetings")["format"][name]:
            at = lowered.find(phrase)
            if at >= 0:
                start = scene.start + at
                spans["format"] = (scene.analysis.document.span(start, start + len(phrase)),)
                return str(name)
    return None


def _agenda(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> tuple[Passage, ...]:
    document, trigger = scene.analysis.document, scene.trigger
    items = tuple(agenda.submitted(document, scene.words.sentence.start, scene.words.sentence.end))
    items = (
        items if items and trigger.kind == "agenda" else tuple(agenda.after_opener(document, scene.start, scene.end))
    )
    if not items and not trigger.verb:
        items = tuple(agenda.after_noun(document, trigger, scene.end))
    return items


def _count(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> int | None:
    found = agenda.count(scene.analysis.document, scene.start, scene.end)
    if found:
        spans["agenda_count"] = (found[1],)
    return found[0] if found else None
