"""Where a body or state stands to the name of an act, and to the word of its stage: marks by their words and parse."""

from collections.abc import Iterator, Sequence

from communique.extract.analysis import Analysis
from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.mentions import Mention
from communique.extract.parse import Tree
from communique.extract.present import lists
from communique.languages import words as read_words

_HOW_MANY = read_words("en", "instruments")["sides"]["how_many"]
_BESIDE = read_words("en", "instruments")["sides"]["how_many_beside"]

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LONGEST = 5


def placed(
    mentions: Sequence[Mention], look: Look, phrase: NounPhrase, stage: int | None
) -> tuple[list[str], Mention | None]:
    """The marks of where one is named nearest to an act, and that mention."""
    sentence = look.words.sentence
    here = [m for m in mentions if sentence.start <= m.start < sentence.end]
    if not here:
        before = [m for m in mentions if m.start < sentence.start]
        near = before[-1] if before else mentions[0] if mentions else None
        return [_away(look, near)] if near else [], near
    near = min(here, key=lambda m: abs(m.start - phrase.words.sentence.tokens[phrase.head].start))
    at = next(i for i, t in enumerate(sentence.tokens) if t.end > near.start)
    last = max(i for i, t in enumerate(sentence.tokens) if t.start < near.end)
    return list(_here(look, phrase, stage, (at, last))), near


def _away(look: Look, mention: Mention) -> str:
    text, start = look.text, look.words.sentence.start
    if mention.start > start:
        return "ahead"
    paragraphs = text.count("\n\n", mention.start, start)
    return f"back{min(paragraphs, 2)}:{min(text.count('. ', mention.start, start), 3)}"


def _here(look: Look, phrase: NounPhrase, stage: int | None, at: tuple[int, int]) -> Iterator[str]:
    lower, owner, tree = look.words.lower, look.words.owner, look.parsed.tree
    first, last = at
    inside = phrase.first <= first < phrase.last
    side = "left" if first < phrase.head else "right"
    between = range(last + 1, phrase.head) if side == "left" else range(phrase.head + 1, first)
    others = len({m.start for i in between if (m := owner[i]) and m.type == "body"})
    yield f"{side}{min(others, 3)}"
    yield f"{side}:{inside}"
    before = lower[first - 1] if first else "^"
    before = lower[first - 2] if before == "the" and first > 1 else before
    yield f"before:{side}:{inside}:{before}"
    after = lower[last + 1] if last + 1 < len(lower) else "$"
    yield f"after:{side}:{inside}:{after}"
    if after in _POSSESSIVE and last + 2 == phrase.first:
        yield "owner"
    words = [lower[i] for i in between if lower[i] in _TELLING]
    yield f"through:{side}:{inside}:{'-'.join(dict.fromkeys(words[-2:]))}"
    form = owner[first].form if owner[first] else ""  # type: ignore[union-attr]
    yield f"form:{side}:{inside}:{form}"
    head = next((i for i in range(first, last + 1) if not first <= tree.heads[i] <= last), first)
    yield f"path:{path(tree, head, phrase.head)}"
    if stage is not None:
        yield f"stage:{path(tree, head, stage)}"


_TELLING = frozenset({"between", "with", "by", "of", "among", "from", "for", "to", "in", "and", "against", "on"})


def path(tree: Tree, one: int, other: int) -> str:
    """The relations from one word up and down to another, with the prepositions between."""
    up, down = _line(tree, one), _line(tree, other)
    meet = next((i for i in up if i in down), None)
    if meet is None:
        return "far"
    steps = [_step(tree, i) for i in up[: up.index(meet)]]
    back = [tree.relations[i] for i in down[: down.index(meet)]]
    if len(steps) + len(back) > _LONGEST:
        return "far"
    return f"{'<'.join(steps)}^{'>'.join(reversed(back))}"


def _step(tree: Tree, word: int) -> str:
    case = tree.case(word)
    return f"{tree.relations[word]}:{case}" if case else tree.relations[word]


def _line(tree: Tree, word: int) -> list[int]:
    found: list[int] = []
    while word >= 0 and len(found) <= _LONGEST * 2:
        found.append(word)
        word = tree.heads[word]
    return found


def how_many(phrase: NounPhrase, look: Look) -> str:
    """The first word of an act's name that tells how many sides it has, else one of the sentence of its stage."""
    lower = phrase.words.lower[max(phrase.first - 1, 0) : phrase.last]
    named = next((word for word in lower if word in _HOW_MANY), "")
    return named or next((f"~{word}" for word in _BESIDE if word in look.words.lower), "")


def in_list(analysis: Analysis, mentions: Sequence[Mention], look: Look) -> int:
    """How many stand in the list of a sentence that names one, where it stands in one."""
    start, end = look.words.sentence.start, look.words.sentence.end
    own = {m.start for m in mentions if start <= m.start < end}
    return next((len(run) for run in lists(analysis, start, end) if any(m.start in own for m in run)), 0) if own else 0
