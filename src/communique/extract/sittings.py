"""Sittings: the meeting of a text at which an act reaches a stage that no date stands with.

Law: only a meeting that has a date of its own is taken, one that the sentence tells of or that those hold who act.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.doers import actors, doers
from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.stages import Stage
from communique.languages import pattern
from communique.model.claim import Claim
from communique.model.entity import Reference
from communique.model.span import Span
from communique.model.times import TimeExpression

_BEGUN = frozenset({"held", "ongoing"})
_WORDS = word_set("instruments", "sitting_words", "words")
_AT = word_set("instruments", "sitting_words", "at")
_OF_MEETINGS = word_set("instruments", "sitting_words", "results")
_NEAR, _BACK = 9, 3


def is_at_one(analysis: Analysis, look: Look, stage: Stage) -> bool:
    """Whether the sentence of a stage says that it is reached at a meeting with a date."""
    if _at_its_end(analysis, look, stage):
        return True
    return _is_at(look, stage) and any(m["date"] and _tells(m, look) for m in analysis.meetings)


def at_which(analysis: Analysis, look: Look, stage: Stage) -> TimeExpression | None:
    """The whole date of the meeting at which a stage is reached: "signed at the summit", "the council adopted".

    What only may be reached has none.
    """
    if stage.certainty == "possible":
        return None
    dated = [m for m in analysis.meetings if m["date"]]
    here = next((m for m in dated if _tells(m, look)), None) if _is_at(look, stage) else None
    if here is None and (ending := _at_its_end(analysis, look, stage)):
        last = _date(analysis, ending)
        return replace(last, edtf=str(ending["date"]).rpartition("/")[2]) if last else None
    found = here or _held_by_them(analysis, look, stage, dated)
    return _date(analysis, found) if found else None


def days(analysis: Analysis, look: Look, stage: Stage) -> Iterator[tuple[TimeExpression, tuple[str, ...]]]:
    """The dates of the meetings that a text tells of, and their last days, with how each meeting lies to a stage."""
    dated = [m for m in analysis.meetings if m["date"]]
    if not dated:
        return
    near = _near(analysis, look, stage, dated)
    chosen = at_which(analysis, look, stage)
    for claim in dated:
        date = _date(analysis, claim)
        if date is None:
            continue
        lying, alone = _lying(analysis, look, stage, claim), _standing(analysis, stage, claim, dated)
        rule = ("sit:rule",) if chosen and chosen.day == date.day else ()
        marks = (*lying, *near.get(claim.id, ()), *alone, *rule)
        yield date, marks
        _, _, last = (date.day or "").partition("/")
        if last not in ("", ".."):
            yield replace(date, edtf=last), (*marks, "sit:last-day")


def body_of(analysis: Analysis, look: Look, stage: Stage) -> tuple[Reference, Span] | None:
    """The body whose meeting was told of last, where those who meet are said to act: "the ministers adopted"."""
    if not any(look.words.lower[i] in _WORDS for i in actors(look.parsed, stage.at)):
        return None
    sat = [m for m in analysis.meetings if m["status"] in _BEGUN and m["kind"] in _SITTINGS]
    near = _nearest(analysis, stage, [m for m in sat if isinstance(m["body"], Reference)])
    body = near[-1]["body"] if near else None
    return (body, near[-1].spans["body"][0]) if isinstance(body, Reference) and near[-1].spans.get("body") else None


def named_for(analysis: Analysis, phrase: NounPhrase) -> TimeExpression | None:
    """The date of the one meeting held at the place that an act is named for: "the Jeddah Declaration"."""
    if phrase.bare or (phrase.named and phrase.words.lower[phrase.head] not in _OF_MEETINGS):
        return None
    name = {t.text for t in phrase.words.sentence.tokens[phrase.first : phrase.last]}
    held = [m for m in analysis.meetings if m["date"] and m["status"] in _BEGUN and m["place"] in name]
    return _date(analysis, held[0]) if len(held) == 1 else None


def _fit(stage: Stage, claim: Claim) -> str:
    """Whether a meeting has begun where a stage was reached, and has not where it is only planned."""
    return "fits" if (claim["status"] in _BEGUN) != stage.planned else "unfit"


def _standing(analysis: Analysis, stage: Stage, claim: Claim, dated: list[Claim]) -> Iterator[str]:
    """What a meeting is by itself and among those of its text."""
    fits = _fit(stage, claim)
    yield from ("sit", f"sit:{claim['kind']}", f"sit:{claim['status']}", f"sit:{fits}")
    yield f"sit:length{len(str(claim['date']))}"
    yield f"sit:of{min(len(dated), 3)}-{fits}"
    if claim is dated[0]:
        yield from ("sit:first", f"sit:first-{fits}")
    if any(e.start < analysis.document.body_start for e in claim.evidence):
        yield from ("sit:title", f"sit:title-{fits}")


def _lying(analysis: Analysis, look: Look, stage: Stage, claim: Claim) -> Iterator[str]:
    """Whether a stage's own sentence tells of a meeting, and whether those who act are whose it is."""
    fits, agents = _fit(stage, claim), {entity.id for _, entity in doers(analysis, look, stage.at)}
    if _tells(claim, look):
        yield from ("sit:here", f"sit:here-at{_is_at(look, stage)}", f"sit:here-{fits}")
    if isinstance(body := claim["body"], Reference) and body.id in agents:
        yield from ("sit:theirs", f"sit:theirs-{fits}")
    who = claim["participants"]
    if isinstance(who, tuple) and any(isinstance(p, Reference) and p.id in agents for p in who):
        yield from ("sit:took-part", f"sit:took-part-{fits}")


def _near(analysis: Analysis, look: Look, stage: Stage, dated: list[Claim]) -> dict[str, tuple[str, ...]]:
    """The marks of the meetings told of last, by their id: also by who is said to act."""
    sitting = any(look.words.lower[i] in _WORDS for i in actors(look.parsed, stage.at))
    who = "sitting" if sitting else "agents" if doers(analysis, look, stage.at) else "nobody"
    return {
        m.id: ("sit:near", f"sit:near-{_fit(stage, m)}", f"sit:near-{who}") for m in _nearest(analysis, stage, dated)
    }


def _at_its_end(analysis: Analysis, look: Look, stage: Stage) -> Claim | None:
    """The meeting told of before at whose end a stage is to be reached: "It is to be signed on the final day"."""
    if not (stage.planned and _AT_END.search(look.text, stage.end, look.words.sentence.end)):
        return None
    ahead = [m for m in analysis.meetings if m["date"] and m["status"] != "held" and m["kind"] in _SITTINGS]
    near = _nearest(analysis, stage, ahead)
    return near[-1] if near else None


_AT_END = pattern("instruments", "at_end")


def _tells(claim: Claim, look: Look) -> bool:
    sentence = look.words.sentence
    return any(e.start < sentence.end and e.end > sentence.start for e in claim.evidence)


def _is_at(look: Look, stage: Stage) -> bool:
    """Whether the words behind those of a stage say at what it is reached: "at their next summit"."""
    lower = look.words.lower
    behind = range(stage.at + 1, min(stage.at + 1 + _NEAR, len(lower)))
    first = next((i for i in behind if lower[i] in _AT), len(lower))
    return any(lower[i] in _WORDS for i in range(first, min(first + _NEAR, len(lower))))


def _held_by_them(analysis: Analysis, look: Look, stage: Stage, dated: list[Claim]) -> Claim | None:
    """The meeting of the body that acts, or the one told of last before of those who act: "the meeting adopted"."""
    fitting = [m for m in dated if (m["status"] in _BEGUN) != stage.planned and m["kind"] in _SITTINGS]
    if not fitting:
        return None
    agents = {entity.id for _, entity in doers(analysis, look, stage.at)}
    theirs = [m for m in fitting if isinstance(body := m["body"], Reference) and body.id in agents]
    if agents:
        return theirs[0] if len(theirs) == 1 else None
    near = _nearest(analysis, stage, fitting)
    if any(look.words.lower[i] in _WORDS for i in actors(look.parsed, stage.at)):
        return near[-1] if near else None
    return near[0] if len(near) == 1 and _is_passive(look, stage) else None


_SITTINGS = frozenset({"session", "summit", "conference", "talks", "consultation"})


def _is_passive(look: Look, stage: Stage) -> bool:
    """Whether a stage was reached with nobody said to have done it: "the conclusions were adopted"."""
    parsed = look.parsed
    return (
        not stage.planned and bool(parsed.children(stage.at, "aux:pass")) and not parsed.children(stage.at, "obl:agent")
    )


def _nearest(analysis: Analysis, stage: Stage, fitting: list[Claim]) -> list[Claim]:
    """The meetings that the nearest of the few sentences before tells of, in text order."""
    number = _sentence(analysis, stage.start)
    away = [(number - _sentence(analysis, e.start), m) for m in fitting for e in m.evidence]
    near = [(far, m) for far, m in away if 0 <= far <= _BACK]
    least = min((far for far, _ in near), default=0)
    return list({m.id: m for far, m in near if far == least}.values())


def _sentence(analysis: Analysis, start: int) -> int:
    return bisect_left(analysis.tagged, start + 1, key=lambda t: t.sentence.start) - 1


def _date(analysis: Analysis, claim: Claim) -> TimeExpression | None:
    start = claim.spans["date"][0].start
    at = bisect_left(analysis.dates, start, key=lambda d: d.start)
    found = analysis.dates[at] if at < len(analysis.dates) and analysis.dates[at].start == start else None
    return replace(found, edtf=str(claim["date"]), relation=None) if found else None
