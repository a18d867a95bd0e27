"""Groups: states that a sentence names together, or that a pronoun in it stands for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.views import View

Spot = tuple[Mention, int, int]
"""A mention, and its words from one up to another."""

_LIST = re.compile(
    r"(?i)(?:\s*\([^)]*\))?\s*(?:,|and|, and|as well as|&|or|;)\s+(?:(?:also|later|then|now)\s+)?(?:the\s+)?$"
)
_JOINING = frozenset({"union", "alliance", "organisation", "agency"})


@dataclass(frozen=True, slots=True)
class Group:
    """States that are named together, from one word of a sentence up to another; `stands` says how a pronoun does."""

    mentions: tuple[Mention, ...]
    first: int
    end: int
    tops: tuple[int, ...]
    stands: str = ""


def is_side(analysis: Analysis, mention: Mention) -> bool:
    """Whether a mention is of a state, or of a body that may itself be a member."""
    entity = analysis.mentions.of(mention)
    if entity is None or entity.type != "body":
        return False
    return entity.kind == "state" or (entity.kind in _JOINING and entity.parent is None and mention.form != "noun")


def named(analysis: Analysis, seen: View) -> list[Group]:
    """The groups that a sentence names."""
    spans: list[Spot] = []
    for i, mention in enumerate(seen.owner):
        if mention is None or not is_side(analysis, mention):
            continue
        if spans and spans[-1][0] is mention:
            spans[-1] = (mention, spans[-1][1], i + 1)
        else:
            spans.append((mention, i, i + 1))
    runs: list[list[Spot]] = []
    for span in spans:
        if runs and _goes_on(analysis, seen, runs[-1][-1], span):
            runs[-1].append(span)
        else:
            runs.append([span])
    return [_group(seen, run) for run in runs]


def _goes_on(analysis: Analysis, seen: View, last: Spot, span: Spot) -> bool:
    listed = seen.signs[span[1]] == "ST" and last[0].form != "adjective"
    return listed and bool(_LIST.fullmatch(analysis.document.text[last[0].end : span[0].start]))


def _group(seen: View, run: Sequence[Spot]) -> Group:
    tops = tuple(top for _, start, end in run for top in seen.tops(range(start, end)))
    return Group(tuple(mention for mention, *_ in run), run[0][1], run[-1][2], tops)


def standing(analysis: Analysis, seen: View, here: Sequence[Group], before: Sequence[Group]) -> list[Group]:
    """The groups that pronouns stand for: the last before them in their sentence, else the first of the one before."""
    found = []
    for i, word in enumerate(seen.tree.lower):
        if seen.owner[i] is not None or word not in word_set("seats", "around", "pronouns"):
            continue
        many = word in word_set("seats", "around", "many")
        near = [g for g in here if g.first < i and _is_of_states(analysis, g) and (not many or len(g.mentions) > 1)]
        far = [g for g in before if _is_of_states(analysis, g) and (not many or len(g.mentions) > 1)]
        if near or far:
            where, group = ("same", near[-1]) if near else ("prev", far[0])
            more = "+" if len(near or far) > 1 else ""
            found.append(Group(group.mentions, i, i + 1, (i,), f"{word}:{where}{more}"))
    return found


def _is_of_states(analysis: Analysis, group: Group) -> bool:
    entity = analysis.mentions.of(group.mentions[0])
    return entity is not None and entity.kind == "state" and group.mentions[0].form != "adjective"
