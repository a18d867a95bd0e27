"""Sittings: the meeting of a text at which an act reaches a stage that no date stands with.

Law: only a meeting that has a date of its own is taken, one that the sentence tells of or that those hold who act.
"""

from bisect import bisect_left
from dataclasses import replace

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.doers import doers
from communique.extract.looks import Look
from communique.extract.stages import Stage
from communique.model.claim import Claim
from communique.model.entity import Reference
from communique.model.times import TimeExpression

_BEGUN = frozenset({"held", "ongoing"})
_WORDS = word_set("instruments", "sitting_words", "words")
_AT = word_set("instruments", "sitting_words", "at")
_NEAR, _BACK = 9, 3


def is_at_one(analysis: Analysis, look: Look, stage: Stage) -> bool:
    """Whether the sentence of a stage says that it is reached at a meeting with a date."""
    return _is_at(look, stage) and any(m["date"] and _tells(m, look) for m in analysis.meetings)


def at_which(analysis: Analysis, look: Look, stage: Stage) -> TimeExpression | None:
    """The whole date of the meeting at which a stage is reached: "signed at the summit", "the council adopted".

    What only may be reached has none.
    """
    if stage.certainty == "possible":
        return None
    dated = [m for m in analysis.meetings if m["date"]]
    here = next((m for m in dated if _tells(m, look)), None) if _is_at(look, stage) else None
    found = here or _held_by_them(analysis, look, stage, dated)
    return _date(analysis, found) if found else None


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
    """The meeting, told of in this sentence or the few before, of the body that acts, or that is itself said to act."""
    number = _sentence(analysis, stage.start)
    fitting = [m for m in dated if (m["status"] in _BEGUN) != stage.planned]
    near = [m for m in fitting if any(_is_near(analysis, e.start, number) for e in m.evidence)]
    subject = look.parsed.subject(stage.at) if near else None
    if subject is not None and look.words.lower[subject] in _WORDS:
        return near[-1] if len(near) == 1 else None
    agents = {entity.id for _, entity in doers(analysis, look, stage.at)} if near else set()
    theirs = [m for m in near if isinstance(body := m["body"], Reference) and body.id in agents]
    return theirs[0] if len(theirs) == 1 else None


def _is_near(analysis: Analysis, start: int, number: int) -> bool:
    return 0 <= number - _sentence(analysis, start) <= _BACK


def _sentence(analysis: Analysis, start: int) -> int:
    return bisect_left(analysis.tagged, start + 1, key=lambda t: t.sentence.start) - 1


def _date(analysis: Analysis, claim: Claim) -> TimeExpression | None:
    start = claim.spans["date"][0].start
    at = bisect_left(analysis.dates, start, key=lambda d: d.start)
    found = analysis.dates[at] if at < len(analysis.dates) and analysis.dates[at].start == start else None
    return replace(found, edtf=str(claim["date"]), relation=None) if found else None
