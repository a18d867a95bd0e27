"""Who meets: in what way those who do are named at the word for an occasion, by its subject or whose it is.

Law: what is told is the pronoun itself or one word: `pair` of "the two" or "both", `name`, another `noun`, `nobody`.
"""

from collections.abc import Mapping
from itertools import groupby

from communique.extract.chunks import word_set
from communique.extract.offices import Words
from communique.extract.parse import Tree
from communique.extract.profiles import Profile

_HOPS = 4


def named_as(parse: Tree, words: Words, token: int) -> str:
    """In what way those who meet are named at the word for an occasion.

    Examples: "they" of "they met", "his" of "his visit", "pair" of "the two leaders will meet".
    """
    at = token
    for _ in range(_HOPS):
        if parse.upos[at] == "VERB":
            break
        own = next(parse.kids(at, "nmod:poss"), None)
        if own is not None:
            return parse.lower[own] if parse.upos[own] == "PRON" else "owner"
        at = parse.heads[at]
        if at < 0:
            return "nobody"
    subject = parse.subject(at)
    if subject is None:
        return "nobody"
    if parse.upos[subject] == "PRON":
        return parse.lower[subject]
    if not word_set("attendance", "pair").isdisjoint(parse.lower[k] for k in (subject, *parse.below[subject])):
        return "pair"
    return "name" if words.owner[subject] else "noun"


def ranks(profiles: Mapping[str, Profile], at: int) -> Mapping[str, int]:
    """How many other persons are named last between each person and a place, and so for states and bodies."""
    named = (
        (profile.entity.type, max(starts), key)
        for key, profile in profiles.items()
        if (starts := [n.mention.start for n in profile.named if n.mention.start < at])
    )
    ordered = sorted(named, key=lambda told: (told[0], -told[1]))
    return {key: rank for _, those in groupby(ordered, key=lambda t: t[0]) for rank, (*_, key) in enumerate(those)}
