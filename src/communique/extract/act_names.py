"""Whether a noun phrase names an act: by its words and those around it, by what is said of it, and by the tagger.

Law: the words, the parse, the stages and the rules for names decide, by weights that `train/act_names.py` fits.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from communique.extract import weighing
from communique.extract.about import Moment
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.instruments import POSSESSIVE, NounPhrase, marked
from communique.extract.looks import Look
from communique.extract.mentions import Mention
from communique.extract.naming import counts, points_back
from communique.extract.parse import SUBJECTS
from communique.extract.stages import Stage

WEIGHTS = "names-of-acts"
LIKELY = 0.3
"""From how likely on a phrase is taken to name an act: by cross-validation four in five of those taken do."""
_DETERMINERS = word_set("instruments", "determiners")
_PARTS = frozenset({*SUBJECTS, "obj", "obl", "obl:agent"})
_RUN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A noun phrase that may name an act: the kind that it would have, the stages said of it, and its own date."""

    look: Look
    phrase: NounPhrase
    kind: str
    found: tuple[Stage, ...]
    own: Moment | None

    @property
    def counts(self) -> bool:
        """Whether it names an act by the rules for names alone."""
        return counts(self.look, self.phrase, self.found, self.own)

    @property
    def back(self) -> bool:
        """Whether it points back to an act without naming it."""
        return points_back(self.phrase)


def chance(analysis: Analysis, one: Candidate) -> float:
    """How likely a candidate names an act."""
    said = (*marks(analysis, one), tagged(marks_it=marked(one.look, one.phrase, "act")))
    return 1 / (1 + math.exp(-weighing.weigh(WEIGHTS, said)))


def tagged(*, marks_it: bool) -> str:
    """The mark for whether the tagger takes a phrase for an act."""
    return f"tagger:{marks_it}"


def marks(analysis: Analysis, one: Candidate) -> tuple[str, ...]:
    """What speaks for and against, but for the tagger: alone, with the head word, and with the kind."""
    head, kind = one.phrase.words.lower[one.phrase.head], f"{one.kind}:{one.phrase.named}"
    words = (*_name(analysis, one.phrase), *_beside(analysis, one.phrase))
    plain = dict.fromkeys((*words, *_above(analysis, one), *_said(one)))
    return tuple(m for mark in plain for m in (mark, f"{mark}|{head}", f"{mark}||{kind}"))


def _name(analysis: Analysis, phrase: NounPhrase) -> Iterator[str]:
    """The phrase itself."""
    first, head, last = phrase.first, phrase.head, phrase.last
    signs = [_sign(analysis, phrase, i) for i in range(first, last)]
    before, after = signs[: head - first], signs[head - first + 1 :]
    yield "name"
    yield f"named:{phrase.named}:{phrase.bare}"
    yield f"before{min(len(before), 3)}:after{min((len(after) + 1) // 2, 4)}"
    yield from (f"b={sign}" for sign in before)
    yield from (f"b1={sign}" for sign in before[-1:])
    if after:
        yield f"a1={phrase.words.lower[head + 1]}"
        yield f"a2={' '.join(after[:_RUN])}"
        yield from (f"a:{sign}" for sign in after if sign.isupper())
    yield f"starts:{phrase.start < analysis.document.body_start}"


def _beside(analysis: Analysis, phrase: NounPhrase) -> Iterator[str]:
    """The words around the phrase."""
    lower, before, last = phrase.words.lower, phrase.determiner, phrase.last
    yield f"det={before if before in _DETERMINERS else ''}"
    yield f"l={'START' if not phrase.first else 'NAME' if phrase.words.owner[phrase.first - 1] else before}"
    if before in POSSESSIVE and phrase.first > 1:
        yield f"of={_sign(analysis, phrase, phrase.first - 2)}"
    yield f"r={_sign(analysis, phrase, last) if last < len(lower) else 'END'}"
    yield f"r2={' '.join(lower[last : last + _RUN])}"


def _above(analysis: Analysis, one: Candidate) -> Iterator[str]:
    """What the phrase hangs on, and what hangs on that."""
    tree, head = one.look.parsed.tree, one.phrase.head
    above, relation = tree.heads[head], tree.relations[head]
    case = tree.case(head)
    yield f"rel:{relation}:{case}"
    if above < 0:
        return
    yield f"g={tree.lower[above]}"
    yield f"g={tree.lower[above]}/{relation}:{case}"
    yield f"gu={tree.upos[above]}/{relation}"
    for k in tree.below[above]:
        if k != head and tree.relations[k] in _PARTS:
            sign = _sign(analysis, one.phrase, k) if one.phrase.words.owner[k] else tree.upos[k]
            yield f"gd={tree.relations[k]}:{sign}"


def _said(one: Candidate) -> Iterator[str]:
    """The stages that are said of the phrase, its date, and what the rules for names say."""
    yield f"rules:{one.counts}:{one.back}"
    yield f"stages{min(len(one.found), 2)}"
    for stage in one.found:
        yield f"stage:{stage.name}"
        yield f"stage:{stage.planned}"
        yield f"stage:{stage.name}:{stage.planned}:{stage.certainty}"
    yield f"own:{len(one.own[0]) if one.own else 0}"


def _sign(analysis: Analysis, phrase: NounPhrase, i: int) -> str:
    """A word, or what it stands in the name of."""
    mention: Mention | None = phrase.words.owner[i]
    entity = analysis.mentions.of(mention) if mention else None
    if entity is None:
        word = phrase.words.lower[i]
        return "0" if word[0].isdigit() else word
    if entity.type != "body":
        return entity.type.upper()
    return "STATE" if entity.kind == "state" else "BODY"
