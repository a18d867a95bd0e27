"""How far a programme is where no words of a stage say so: what is told of it, and when it runs, speak for a stage.

Law: a stage is told where it is likely by weights that `train/programme_stages.py` fits.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.extract import weighing
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.parse import SUBJECTS
from communique.extract.progress import Share
from communique.extract.stages import Stage
from communique.extract.views import View, view

WEIGHTS = "stages-of-programmes"
STAGES = ("proposed", "drafted", "approved", "under way", "completed", "suspended", "abandoned")
NONE = ""
LIKELY = 0.4
"""A stage that is less likely than this is not told; chosen by cross-validation."""
_HELPING = frozenset({"aux", "aux:pass", "mark", "advmod", "cop", "cc"})
_PARTS = frozenset({*SUBJECTS, "obj", "obl", "obl:agent", "nmod", "xcomp", "acl", "acl:relcl", "conj", "appos"})
_CONTENT = frozenset({"VERB", "ADJ", "NOUN", "ADV"})
_NEAR = 12
_DETERMINERS = word_set("instruments", "determiners")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One place that names a programme, with what rules find there: the words of its stage, its period and progress."""

    look: Look
    phrase: NounPhrase
    stage: Stage | None
    period: str | None
    progress: Share | None
    count: int | None


def likeliest(analysis: Analysis, told: Sequence[Telling]) -> str:
    """The stage that a programme most likely has; empty where none is likely."""
    return chosen(weighing.weigh(WEIGHTS, marks) for marks in options(analysis, told))


def chosen(weighed: Iterable[float]) -> str:
    """The stage that some weights choose, if it is as likely as the least that counts."""
    chances = weighing.shares(weighed)
    best = max(range(len(chances)), key=chances.__getitem__)
    return (*STAGES, NONE)[best] if chances[best] >= LIKELY else NONE


def options(analysis: Analysis, told: Sequence[Telling]) -> list[tuple[str, ...]]:
    """The marks of each stage and of none, in the order of `STAGES`."""
    plain = tuple(dict.fromkeys(marks(analysis, told)))
    return [tuple(f"{mark}|{stage}" for mark in plain) for stage in (*STAGES, NONE)]


def marks(analysis: Analysis, told: Sequence[Telling]) -> Iterator[str]:
    """What is said of a programme in all places that name it, most of it where it is named first."""
    yield "programme"
    ruled = [one.stage for one in told if one.stage]
    yield f"rule:{ruled[0].name if ruled else ''}"
    yield f"rules:{'+'.join(sorted({stage.name for stage in ruled}))}"
    if ruled:
        yield f"rule:{ruled[0].name}:{ruled[0].planned}:{ruled[0].certainty}"
    yield f"times:{min(len(told), 3)}"
    yield from _measured(analysis, told)
    for number, one in enumerate(told[:_PLACES]):
        found = _place(analysis, one)
        yield from found if not number else (f"again-{mark}" for mark in found)


_PLACES = 3


def _measured(analysis: Analysis, told: Sequence[Telling]) -> Iterator[str]:
    """How much is said to be done, and when it runs beside the day of the text."""
    share = next((one.progress for one in told if one.progress is not None), None)
    if share is None:
        yield "progress:"
    else:
        done = share[0] / share[1] if isinstance(share, tuple) and share[1] else share
        yield f"progress:{'all' if done == 1 else 'some'}"
    yield f"counted:{any(one.count for one in told)}"
    period = next((one.period for one in told if one.period), None)
    yield f"period:{_when(period, (analysis.written or '')[:4])}"


def _when(period: str | None, year: str) -> str:
    """Whether a period has begun, or ended, by the year of the text."""
    if not period or not year:
        return "none" if not period else "undated"
    first, _, last = period.partition("/")
    first, last = first[:4], (last or first)[:4]
    begun = "open" if first == ".." else "before" if first < year else "same" if first == year else "after"
    ended = "open" if last == ".." else "past" if last < year else "same" if last == year else "ahead"
    return f"{begun}:{ended}"


def _place(analysis: Analysis, one: Telling) -> Iterator[str]:
    look, phrase = one.look, one.phrase
    seen, tree, head = view(analysis, look.number), look.parsed.tree, phrase.head
    lower = look.words.lower
    yield f"head:{lower[head]}"
    determiner = phrase.determiner if phrase.determiner in _DETERMINERS else ""
    yield f"det:{determiner}"
    yield f"det:{determiner}:{phrase.named}:{phrase.bare}"
    yield f"rel:{seen.step(head)}"
    if phrase.start < analysis.document.body_start:
        yield "title"
    yield from _governed(seen, head)
    for i in range(max(0, phrase.first - _NEAR), min(len(lower), phrase.last + _NEAR)):
        if not phrase.first <= i < phrase.last and tree.upos[i] in _CONTENT:
            yield f"w={lower[i]}"
            yield f"w={lower[i]}:{'l' if i < phrase.first else 'r'}"
    yield from (f"aux={lower[i]}" for i in range(len(lower)) if tree.relations[i] in ("aux", "aux:pass"))
    if one.stage:
        yield f"sw={lower[one.stage.at]}"


def _governed(seen: View, head: int) -> Iterator[str]:
    """What the name of a programme hangs on, and what hangs on that and on the name."""
    tree = seen.tree
    above = tree.heads[head]
    if above >= 0:
        yield f"g={tree.lower[above]}"
        yield f"g={tree.lower[above]}/{seen.step(head)}"
        yield from (f"gk={tree.lower[k]}" for k in tree.below[above] if tree.relations[k] in _HELPING)
        if tree.heads[above] >= 0:
            yield f"gg={tree.lower[tree.heads[above]]}"
    for child in tree.below[head]:
        if tree.relations[child] in _PARTS:
            yield f"d={tree.lower[child]}/{tree.relations[child]}"
