"""What the words around one mention of an occasion say of it: body, parties, ordinal, date, place, format, agenda."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from communique.extract import agenda, agenda_counts, diaries, occasions, places, wording
from communique.extract.analysis import Analysis
from communique.extract.clauses import Clauses
from communique.extract.conveners import body_of
from communique.extract.diaries import Notice
from communique.extract.edges import edge_of
from communique.extract.implied_bodies import implied_body
from communique.extract.nearness import is_ahead
from communique.extract.numbered import number_of
from communique.extract.occasions import Trigger
from communique.extract.offices import Words
from communique.extract.parties import hyphened, participants_of
from communique.extract.scenes import Scene, scene_of, undated
from communique.extract.standings import Standing, is_past, standing_of
from communique.extract.when import date_of, days_of
from communique.languages import pattern
from communique.languages import words as read_words
from communique.languages.levels import levels
from communique.model.entity import Entity, Passage, Reference
from communique.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What one mention says of its occasion; `spans` and `basis` by slot.

    `equated` says that it only tells what "it" was ("it was his third trip"); `again` that they meet once more; `aside`
    that it only sets another occasion beside its own: as a part of it (`within`), or `apart` in time; `in_turn` that
    talks follow it or it follows a session in a list of what somebody does; `earlier` that it was before; `edge` that
    its day is the one on which the occasion `begins` or `ends`; `days` is how many days it lasts, if that is said;
    `notice` is where the notice of a diary begins that it stands in; `counted` is where another occasion is mentioned
    from whose day its own is counted, and by how many days; `told_of` is the word that its clause says more of ("the
    congress, which was to convene").
    """

    trigger: Trigger
    kind: str
    standing: Standing
    evidence: Span
    clause: int
    definite: bool = False
    fresh: bool = False
    indefinite: bool = False
    equated: bool = False
    told_of: int | None = None
    levels: frozenset[str] = frozenset()
    organ: bool = False
    follows: bool = False
    again: bool = False
    aside: str | None = None
    in_turn: bool = False
    earlier: bool = False
    edge: str | None = None
    days: int = 0
    notice: int | None = None
    counted: tuple[int, int] | None = None
    body: Reference | None = None
    implied: Reference | None = None
    participants: tuple[Reference, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
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


def slots(analysis: Analysis, trigger: Trigger, triggers: Sequence[Trigger], parsed: Clauses, words: Words) -> Slots:
    """What the words around a trigger say of its occasion."""
    scene = scene_of(analysis, trigger, triggers, parsed, words)
    spans: dict[str, tuple[Span, ...]] = {}
    basis: dict[str, str] = {}
    date = date_of(scene, spans, basis)
    notice = diaries.at(analysis.diary, trigger.start)
    body = body_of(scene, spans) or (_announcer(scene, notice, spans) if notice else None)
    implied = None if body or notice else implied_body(scene)
    roles: dict[str, str] = {}
    participants = participants_of(scene, body or implied, spans, roles)
    if notice and participants:
        spoken = [(p, s) for p, s in zip(participants, spans["participants"], strict=True) if s.start >= notice.text]
        participants, spans["participants"] = [p for p, _ in spoken], tuple(s for _, s in spoken)
    kind = _kind(scene, body or implied, participants)
    aside = _aside(scene)
    follows = date is None and "date" in basis and trigger.work and not is_past(words.lower[trigger.token])
    standing = standing_of(trigger, parsed, undated(analysis, words), True if follows else is_ahead(scene, date))
    if notice and (status := diaries.called_off(analysis.document.text, notice)):
        standing = Standing(status, "certain")
    elif aside == "apart" and standing.status == "ongoing":
        standing = Standing("held", standing.certainty)
    evidence = _evidence(scene, triggers)
    near = replace(scene, start=evidence.start, end=evidence.end) if aside == "apart" else scene
    items = _within(agenda.items_of(scene), notice)
    subjects = [span for item in items for span in item.spans]
    return Slots(
        trigger=trigger,
        kind=kind,
        standing=standing,
        evidence=evidence,
        clause=parsed.of[trigger.token],
        definite=wording.is_definite(scene),
        fresh=wording.is_fresh(scene),
        indefinite=wording.is_indefinite(scene),
        equated=wording.is_equated(scene),
        told_of=wording.told_of(scene),
        levels=wording.levels_of(scene) or levels(body.name if body else ""),
        organ=wording.is_of_organ(scene),
        follows=wording.follows(scene) or wording.again(scene),
        again=wording.again(scene),
        aside=aside,
        in_turn=wording.in_turn(scene),
        earlier=wording.is_earlier(words.lower, trigger.token),
        edge=edge_of(scene, spans["date"][0].start) if date else None,
        days=0 if scene.others or trigger.along else days_of(scene),
        notice=notice.start if notice else None,
        body=body.reference if body else None,
        implied=implied.reference if implied else None,
        participants=tuple(participants),
        roles=roles,
        ordinal=number_of(scene, spans),
        date=date,
        place=places.place_of(near, spans, basis, only_there=aside == "apart", subjects=subjects),
        format=_format(scene, spans),
        agenda=items,
        agenda_count=agenda_counts.count_of(scene, spans),
        spans=spans,
        basis=basis,
    )


def _announcer(scene: Scene, notice: Notice, spans: dict[str, tuple[Span, ...]]) -> Entity | None:
    """The body that a notice begins with, for what is no visit, call or ceremony."""
    found = diaries.announced(notice, scene.words, scene.analysis.mentions)
    if found is None or scene.trigger.kind in ("visit", "call", "ceremony", "agenda"):
        return None
    spans["body"] = (scene.analysis.document.span(found.start, found.end),)
    return scene.analysis.mentions.of(found)


def _within(items: tuple[Passage, ...], notice: Notice | None) -> tuple[Passage, ...]:
    """The subjects that stand in a notice itself, if the mention stands in one."""
    return tuple(p for p in items if notice is None or notice.start <= p.spans[0].start < notice.end)


def _aside(scene: Scene) -> str | None:
    """How the words before an occasion set another beside it: "on the margins of the summit", "ahead of the talks"."""
    tokens, at = scene.words.sentence.tokens, scene.trigger.token
    return _set_beside(scene, scene.trigger, tokens[max((i + 1 for i in scene.others if i < at), default=0)].start)


def _set_beside(scene: Scene, trigger: Trigger, first: int) -> str | None:
    text = scene.analysis.document.text
    if _MARGINS.match(text, trigger.end):
        return "within"
    before = text[first : trigger.start].lower()
    return next((name for name, found in _BESIDE.items() if found.search(before)), None)


_MARGINS = re.compile(r" (?:margins|sidelines|fringes)\b")


def _evidence(scene: Scene, triggers: Sequence[Trigger]) -> Span:
    """The words that tell of an occasion: with those on others that only say when it is; of these, few."""
    document, sentence = scene.analysis.document, scene.words.sentence
    if scene.trigger.along and not any(_parts(triggers, scene.trigger, document.text)):
        return document.span(sentence.start, sentence.end)
    ends = [sentence.tokens[0].start, *(t.end for t in triggers)]
    told = [t for t, first in zip(triggers, ends, strict=False) if _set_beside(scene, t, first) != "apart"]
    if len(told) == len(triggers) or not told:
        return document.span(scene.start, scene.end)
    if scene.trigger in told:
        whole = scene_of(scene.analysis, scene.trigger, told, scene.parsed, scene.words)
        return document.span(max(whole.start, _after_stop(document.text, whole.start, scene.trigger.start)), whole.end)
    first = max(end for end in ends if end <= scene.trigger.start)
    found = _BESIDE["apart"].search(document.text[first : scene.trigger.start].lower())
    after = _WHERE.match(document.text, scene.trigger.end)
    start = first + found.end("by") + 1 if found else scene.start
    return document.span(min(start, scene.trigger.start), after.end() if after else scene.trigger.end)


def _parts(triggers: Sequence[Trigger], own: Trigger, text: str) -> Iterator[bool]:
    """Whether a semicolon stands between a trigger and each of the others."""
    for other in triggers:
        first, last = sorted((own, other), key=lambda t: t.start)
        yield ";" in text[first.end : last.start]


def _after_stop(text: str, start: int, end: int) -> int:
    """Where the words begin that follow a semicolon."""
    at = text.rfind("; ", start, end)
    return at + 2 if at >= 0 else start


_WHERE = re.compile(r"(?: (?:in|of|at) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*)*")


_BESIDE = {name: pattern("besides", name) for name in ("within", "apart")}


def _kind(scene: Scene, body: Entity | None, participants: Sequence[Reference]) -> str:
    """The word decides; a meeting is its body's session, a summit where leaders meet, else talks between parties."""
    kind = scene.trigger.kind
    of_parties = scene.trigger.verb and not scene.trigger.along and len(participants) > 1
    if kind == "session" and body is None and of_parties:
        return "talks"
    if kind not in ("meeting", "session"):
        return kind
    if hyphened(scene):
        return "talks"
    heard = scene.trigger.mark.label.removeprefix(occasions.MARK) if scene.trigger.mark else None
    if _of_leaders(scene) and (body is None or body.kind != "organ"):
        return "summit" if body or len(participants) > 2 else "talks"
    return "session" if kind == "session" or body or heard == "session" else "talks"


def _of_leaders(scene: Scene) -> bool:
    """Whether those who meet are heads of state or government, by the words around the trigger."""
    text, at = scene.analysis.document.text, scene.trigger
    last = min(scene.end, at.end + 50)
    if not at.verb:
        tokens, upos = scene.words.sentence.tokens, scene.parsed.tagged.upos
        verbs = (tokens[i].end for i in range(at.token) if upos[i] == "VERB")
        return bool(_LEADERS.search(text, max(scene.start, at.start - 90, *verbs, 0), last))
    return bool(_LEADERS.search(text, max(scene.start, at.start - 90), last))


_LEADERS = pattern("meetings", "leaders")


def _format(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> str | None:
    """Whether those who meet are in one room, by the words; a visit is in person by its nature."""
    text = scene.analysis.document.text
    lowered = text[scene.start : scene.end].lower()
    for name in ("hybrid", "online", "in person"):
        for phrase in read_words("en", "meetings")["format"][name]:
            at = lowered.find(phrase)
            if at >= 0:
                start = scene.start + at
                spans["format"] = (scene.analysis.document.span(start, start + len(phrase)),)
                return str(name)
    if scene.trigger.kind == "visit":
        spans["format"] = (scene.analysis.document.span(scene.trigger.start, scene.trigger.end),)
        return "in person"
    return None
