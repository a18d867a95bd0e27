"""Belonging: which body a relation is to, where its words name it, only stand for it, or leave it unsaid."""

from functools import cache

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.masks import Masked
from communique.extract.mentions import Mention
from communique.extract.tokens import Token
from communique.extract.unions import Side, is_union, union

Found = tuple[Side | None, str | None]
"""A body, and how it follows where the words do not name it."""

_JUST = 160  # characters
_BACK = 1500
SPOKEN = "the body that was spoken of before"


def named(analysis: Analysis, mention: Mention) -> Side | None:
    """The body that a mention in the words of a relation names, or that stands above it where it has no members."""
    own = analysis.mentions.of(mention)
    if own is not None and own.name.lower().partition(" of ")[0].endswith(_elected()):
        return mention, own
    side = union(analysis.mentions, mention, any_kind=True)
    if side is None or side[1].known:
        return side
    kind = side[1].name.lower().partition(" of ")[0].split()[-1]
    return None if kind in word_set("memberships", "roles") else side


@cache
def _elected() -> tuple[str, ...]:
    return tuple(word_set("memberships", "elected"))


def is_paper(analysis: Analysis, mention: Mention) -> bool:
    """Whether what is named is a treaty or plan, which has parties and no members."""
    entity = analysis.mentions.of(mention)
    if entity is None or entity.known:
        return False
    kind = entity.name.lower().replace(" on ", " of ").partition(" of ")[0].split()[-1]
    return kind in word_set("memberships", "papers")


def near(analysis: Analysis, masked: Masked, at: int, main: Side | None) -> Found:
    """The known body nearest to a place of a masked sentence, else the one that the text is about."""
    sides = [
        (abs(start - at), side)
        for start, mention in zip(masked.starts, masked.mentions, strict=True)
        if (side := union(analysis.mentions, mention)) and _states_form(side) and side[1].id
    ]
    if sides:
        return min(sides, key=lambda n: n[0])[1], None
    if main is None:
        return spoken_of(analysis, masked.offset, None, None)
    return main, "the body that the text is about"


def spoken_of(analysis: Analysis, at: int, main: Side | None, short: str | None) -> Found:
    """The body that a word stands for: the last with that word in its name, else the one just named, else the main."""
    sides = [
        (mention, entity)
        for mention in analysis.mentions.within(max(0, at - _BACK), at)
        if (entity := analysis.mentions.of(mention)) and mention.form != "adjective"
        if entity.type == "body" and entity.kind != "state" and (short is None or short in entity.name.split())
    ]
    if short or not main or (sides and at - sides[-1][0].start < _JUST):
        return sides[-1] if sides else None, SPOKEN
    return main, SPOKEN


def meant(analysis: Analysis, word: Token, main: Side | None) -> Side | None:
    """The body that "the organisation" or "it" stands for: the text's or the last with that word, else any."""
    own = word.text.lower()
    if main and own in main[1].name.lower().split():
        return main
    before = [m for m in analysis.mentions.within(max(0, word.start - _BACK), word.start) if m.form != "adjective"]
    sides = [side for m in reversed(before) if (side := union(analysis.mentions, m, any_kind=True))]
    named = (side for side in sides if own in side[1].name.lower().split())
    return next(named, None) or main or next((side for side in sides if is_union(side[1])), None)


def _states_form(side: Side) -> bool:
    return bool(side[1].known) and side[1].kind not in ("bank", "fund", "agency", "programme")
