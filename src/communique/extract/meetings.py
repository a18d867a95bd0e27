"""Meetings: one claim for each occasion that representatives come together, with all its mentions as evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract import diaries, occasions, same
from communique.extract.analysis import Analysis
from communique.extract.anchors import dates_of, passed_by
from communique.extract.apart import apart
from communique.extract.at_work import at_work, days_within, is_sitting, is_told, may_go_along
from communique.extract.besides import moved_along, pointed
from communique.extract.clauses import clauses
from communique.extract.dealt_with import counts, dealt_with
from communique.extract.extents import end_to_end, since, width
from communique.extract.given_up import counted_from, counted_pair, counting
from communique.extract.hung import hung
from communique.extract.latest import is_within, latest
from communique.extract.newsdays import told_of
from communique.extract.occasion_nouns import FORUMS, is_held
from communique.extract.occasions import Trigger
from communique.extract.offices import Words
from communique.extract.partakers import Gathering, partakers
from communique.extract.retellings import Occasion, kinds_agree
from communique.extract.sequels import arriving, called_off, lasting, renewed
from communique.extract.sharing import joined
from communique.extract.slots import Slots, slots
from communique.extract.trimming import trimmed
from communique.extract.whose_before import OF_BODIES, settled
from communique.languages import pattern
from communique.model.claim import Claim, Value
from communique.model.entity import Passage, Reference
from communique.model.span import Span

EXTRACTOR = "meetings/5"
_SURE = 0.8
_THERE = pattern("besides", "there")


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The meeting claims of a document, in text order."""
    found = spoken_of(analysis)
    dealt = dealt_with(analysis, found)
    many = counts(analysis, found, dealt)
    gathering = Gathering(analysis, found)
    claims = []
    for n, occasion in enumerate(found):
        beyond = Beyond(tuple(partakers(gathering, n)), tuple(dealt.get(n, ())), many.get(n))
        claims.append(_claim(f"m{n + 1}", analysis, occasion, beyond))
    return hung(analysis, found, claims)


@dataclass(frozen=True, slots=True)
class Beyond:
    """What is said of an occasion also without a mention of it: who was `there`, its `subjects`, how many they are."""

    there: tuple[tuple[Reference, Span], ...] = ()
    subjects: tuple[Passage, ...] = ()
    count: tuple[int, Span] | None = None


def events(analysis: Analysis) -> dict[tuple[int, int], str]:
    """The dates of the occasions that other dates hang on ("a month after the council meeting"), by their words."""
    anchors = {d.anchor.pair: d for d in analysis.dates if d.anchor.kind == "event" and d.anchor.pair}
    if not anchors:
        return {}
    return dates_of(analysis.document.text, anchors, spoken_of(analysis))


def spoken_of(analysis: Analysis) -> list[Occasion]:
    """The occasions that a document speaks of, in text order."""
    found: list[Occasion] = []
    passed: list[Slots] = []
    for item in mentioned(analysis):
        if counted := counting(analysis, item.trigger):
            pair = counted_pair(analysis, counted) or (0, 0)
            item = passed_by(analysis.document.text, counted, pair, item, found)
            if any(item is s for o in found for s in o.passing):
                continue
        again = same.again(item, found)
        if again is not None:
            (again.passing if counted and not item.date else again.slots).append(said_of_it(item))
        elif told := retold(analysis, item, found):
            told.slots.append(replace(item, date=None))
        elif opens(item) and not (found and _is_only_counted_from(analysis, item)):
            found.append(Occasion([opened(analysis, placed(item, passed), found)]))
        else:
            passed.append(item)
    lasting(analysis, found)
    renewed(analysis, found)
    moved_along(found)
    arriving(analysis, found)
    called_off(analysis, found)
    told_of(analysis, found)
    return sorted(joined(found), key=lambda o: min(s.trigger.start for s in o.slots))


def _is_only_counted_from(analysis: Analysis, item: Slots) -> bool:
    """Whether a mention only tells from what a day is counted, and nothing of it: "six weeks after the summit"."""
    if not item.definite or item.date or item.place or item.body or item.ordinal:
        return False
    return counted_from(analysis, item.trigger) is not None


def placed(item: Slots, passed: Sequence[Slots]) -> Slots:
    """A mention that opens an occasion, with the place of one in passing: "the Riga summit accord … at the summit"."""
    if item.place or item.body or not item.definite or item.trigger.verb or item.kind not in OF_BODIES:
        return item
    named = next((s for s in reversed(passed) if s.kind == item.kind and s.place and not s.trigger.verb), None)
    return replace(item, place=named.place, spans={**item.spans, "place": named.spans["place"]}) if named else item


def opened(analysis: Analysis, item: Slots, found: Sequence[Occasion]) -> Slots:
    """A mention that opens an occasion, with what it takes from those before."""
    if item.trigger.short and found and found[-1].first.kind in (*OF_BODIES, *_LONG):
        item = replace(item, kind=found[-1].first.kind)
    return pointed(analysis, settled(analysis, item, found), found)


def said_of_it(item: Slots) -> Slots:
    """What a mention adds to its occasion: only the number, where it says what that was ("his first since May")."""
    return replace(item, date=None, place=None, body=None, participants=()) if item.equated else item


def opens(item: Slots) -> bool:
    """Whether a mention that goes back to no other is an occasion of its own, by what it says and the tagger hears."""
    if item.kind == "agenda" or item.equated:
        return False
    if item.trigger.short:
        return bool(item.date or item.place)
    if item.trigger.along:
        return True
    if item.trigger.work:
        return is_told(item)
    if not item.trigger.known:
        if item.again:
            return bool(item.place or item.date)
        return item.stands_alone and (len(item.participants) > 1 or bool(item.date or item.place or item.ordinal))
    if item.trigger.sure >= _SURE:
        return True
    if item.trigger.beside:
        off = item.standing.status == "cancelled"
        where = item.place or off or (item.kind == "visit" and _THERE.search(item.evidence.quote))
        if off and item.participants and not item.trigger.verb:
            return True
        there = bool((item.participants or item.kind == "visit") and where and item.date)
        return there or (len(item.participants) > 1 and (item.kind != "visit" or item.date is not None))
    if item.standing.status == "cancelled" and item.place and not item.trigger.verb:
        return True
    if item.kind == "call" and item.date and not item.trigger.verb:
        return True
    if item.trigger.mark is None and (item.trigger.name or not (item.date or (item.body and not item.trigger.verb))):
        return False
    body = item.body or (item.implied and item.date)
    if is_sitting(item):
        return True
    sits = item.trigger.verb and item.levels and item.kind in OF_BODIES
    where = item.place or sits or (item.trigger.verb and _THERE.search(item.evidence.quote))
    told = body or (where and item.date and (item.trigger.verb or (item.indefinite and _is_of_any(item))))
    enough = item.stands_alone or (where and told)
    return bool(enough) and (item.trigger.mark is not None or bool(told) or len(item.participants) > 1)


def _is_of_any(item: Slots) -> bool:
    """Whether it may be of anybody: talks, and forums that are held."""
    at, end = (place - item.evidence.start for place in (item.trigger.start, item.trigger.end))
    return item.kind == "talks" or item.evidence.quote[at:end].lower() in FORUMS


def retold(analysis: Analysis, item: Slots, found: Sequence[Occasion]) -> Occasion | None:
    """The occasion of the text that a headline speaks of: the first of its body or kind, whatever the day."""
    if item.trigger.start >= analysis.document.body_start:
        return None
    alike = [o for o in found if any(kinds_agree(item.kind, s.kind) for s in o.slots)]
    alike.sort(key=lambda o: all(s.kind != item.kind for s in o.slots))
    return next((o for o in alike if any(s.body and s.body == item.body for s in o.slots)), alike[0] if alike else None)


def mentioned(analysis: Analysis) -> Iterator[Slots]:
    """The mentions of occasions in text order, those of the headline last: it says again what the text says."""
    start = analysis.document.body_start
    numbered = sorted(enumerate(analysis.tagged), key=lambda item: item[1].sentence.start < start)
    for number, tagged in numbered:
        words = analysis.words[number]
        triggers = list(occasions.find(number, tagged, words)) or list(
            _announced(analysis, number, words, tagged.deprels)
        )
        topic = occasions.topic(number, tagged, words)
        days = days_within(analysis, words)
        if triggers or topic or days or may_go_along(words):
            parsed = clauses(tagged)
            triggers = sorted([*triggers, *at_work(number, parsed, words, days, triggers)], key=lambda t: t.token)
            for trigger in triggers or filter(None, (topic,)):
                called = trigger.kind == "call" and not trigger.verb and words.lower[trigger.token] in _CALLS
                if called and not is_held(words, trigger.token) and not _BY_LINE.search(analysis.document.text):
                    continue
                said = slots(analysis, trigger, triggers or [trigger], parsed, words)
                yield from apart(analysis, said, words)


_CALLS = frozenset({"call", "calls"})
_BY_LINE = pattern("meetings", "by_line")


def _announced(analysis: Analysis, number: int, words: Words, relations: Sequence[str]) -> Iterator[Trigger]:
    """The body that a notice of a diary begins with, where no word says that it meets: "Foreign Affairs Council"."""
    sentence = words.sentence
    notice = diaries.at(analysis.diary, sentence.end - 1)
    if notice is None or not sentence.start <= notice.text < sentence.end:
        return
    owner = diaries.announced(notice, words, analysis.mentions)
    last = max((i for i, o in enumerate(words.owner) if o is owner), default=-1) if owner else -1
    if owner is None or relations[last].startswith("nsubj"):
        return
    yield Trigger(sentence=number, token=last, start=owner.start, end=owner.end, kind="session", verb=False)


def _claim(id: str, analysis: Analysis, occasion: Occasion, beyond: Beyond) -> Claim:
    best = occasion.first
    ordered = [best, *(s for s in occasion.slots if s is not best)]
    values: dict[str, Value] = {"kind": _kind(occasion), "status": ""}
    spans: dict[str, tuple[Span, ...]] = {"kind": (analysis.document.span(best.trigger.start, best.trigger.end),)}
    basis: dict[str, str] = {}
    for name in ("body", "ordinal", "date", "place", "format"):
        said = [s for s in ordered if getattr(s, name) is not None]
        source = min(said, key=width) if said and name == "date" else next(iter(said), None)
        if source:
            values[name] = getattr(source, name)
            spans[name] = source.spans[name]
            basis.update({name: source.basis[name]} if name in source.basis else {})
    if whole := end_to_end(ordered):
        values["date"], spans["date"] = whole
        basis["date"] = "from the day that it begins to the day that it ends"
    _add_lists(beyond, values, spans)
    standing = latest(occasion, values.get("date"), analysis.written, within=is_within(spans.get("date", ())))
    values["status"] = standing.status
    going_on = standing.status == "ongoing" and values["kind"] in _LONG
    if going_on and (open_ended := since(str(values.get("date") or ""), analysis.written)):
        values["date"] = open_ended
    return Claim(
        kind="meeting", id=id, values=values, evidence=trimmed(analysis.document, (s.evidence for s in ordered)),
        extractor=EXTRACTOR, spans=spans, basis=basis, certainty=standing.certainty,
    )  # fmt: skip


def _add_lists(beyond: Beyond, values: dict[str, Value], spans: dict[str, tuple[Span, ...]]) -> None:
    """Put in who takes part and what was dealt with."""
    if beyond.count:
        values["agenda_count"], spans["agenda_count"] = beyond.count[0], (beyond.count[1],)
    there = [(p, span) for p, span in beyond.there if p != values.get("body")]
    items = tuple({p.text: p for p in beyond.subjects}.values())
    if there:
        values["participants"] = tuple(p for p, _ in there)
        spans["participants"] = tuple(dict.fromkeys(span for _, span in there))
    if items:
        values["agenda"] = items
        spans["agenda"] = tuple(span for item in items for span in item.spans)


def _kind(occasion: Occasion) -> str:
    """What most surely names an occasion, else what the mention that says most calls it."""
    first = occasion.first
    told = [s for s in (first, *occasion.slots) if s.kind != "agenda"]
    kinds = [s.kind for s in told if s is first or s.aside != "apart"] or [s.kind for s in told]
    goals = [s for s in told if s.told_of is not None and s.participants and s.kind in _LONG]
    if goals and all(s.trigger.verb for s in told if s.kind == "visit"):
        return goals[0].kind
    if kinds[0] == "talks" and "session" in kinds and any(s.body for s in told):
        return "session"
    return next((k for k in ("summit", "call", "visit", "ceremony") if k in kinds), kinds[0])


_LONG = frozenset({"talks", "consultation"})
