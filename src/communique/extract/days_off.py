"""Days off: an organ does something so many days before or after what was told of: "does its work there on the eve".

Law: such words are of a verb whose subject is an organ, with no other verb and no day of its own between.
"""

from collections.abc import Sequence

from communique.extract.chunks import word_set
from communique.extract.clauses import Clauses
from communique.extract.offices import Words
from communique.knowledge import country_of
from communique.languages import pattern
from communique.model.times import TimeExpression

Stretch = tuple[int, int]
"""From a word to before another one."""

_PATTERNS = tuple(pattern("besides", name) for name in ("days_beside", "interval", "days_off"))
_SIDES, _EVE = word_set("besides", "sides"), "eve"
_UNITS = frozenset({"day", "days", "week", "weeks"})


def may_be(words: Words) -> bool:
    """Whether a sentence has words that tell of how long before or after something another thing is."""
    lower = words.lower
    return _EVE in lower or not (_UNITS.isdisjoint(lower) or _SIDES.isdisjoint(lower))


def where(words: Words, days: Sequence[TimeExpression]) -> Stretch | None:
    """The words of a sentence that tell how long before or after what was told of, where it names no day besides."""
    if not may_be(words):
        return None
    text = " ".join(words.lower)
    found = next((m for p in _PATTERNS if (m := p.search(text))), None)
    if found is None:
        return None
    first, last = text[: found.start()].count(" "), text[: found.end()].count(" ") + 1
    tokens = words.sentence.tokens
    start, end = tokens[first].start, tokens[min(last, len(tokens)) - 1].end
    part = tokens[next((k for k in range(first, -1, -1) if words.lower[k] == ";"), 0)].start
    within = [d for d in days if d.start < end and start < d.end]
    if any(d.anchor.kind == "event" for d in within) or any(d.start >= part and d not in within for d in days):
        return None
    return first, last


def does(parsed: Clauses, words: Words, verb: int, off: Stretch) -> bool:
    """Whether a verb says what an organ does so long before or after something."""
    tree, subject, lower = parsed.tree, parsed.tree.doer(verb), words.lower
    known = any(lower[verb] in word_set("meetings", name) for name in _VERBS)
    if not known or subject is None or tree.relations[verb].startswith("acl") or not is_organ(words, subject):
        return False
    first, last = off
    between = range(verb + 1, first) if verb <= first else range(last, verb)
    alone = not any(tree.upos[k] == "VERB" and tree.subject(k) != subject for k in between)
    return alone and (verb <= first or first <= _AT_START)


_VERBS = ("work_of_organs", "did_on_a_day", "does_days_off", "following")
_AT_START = 1


def is_organ(words: Words, at: int) -> bool:
    """Whether a word is that of an organ, by itself or as part of a body's name."""
    owner, organs = words.owner[at], word_set("meetings", "organs_at_work")
    if owner is None or owner.type != "body":
        return words.lower[at] in organs
    return not organs.isdisjoint(owner.name.lower().split())


def is_body(words: Words, at: int) -> bool:
    """Whether a word is of a name of a body that is no state."""
    owner = words.owner[at]
    return owner is not None and owner.type == "body" and country_of(owner.name) is None
