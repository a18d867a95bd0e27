"""Occasions that somebody only proposed, asked for or offered to hold."""

from communique.extract.clauses import Clauses
from communique.extract.occasions import Trigger
from communique.extract.offices import Words
from communique.extract.ordinals import is_ordinal
from communique.languages import pattern
from communique.languages import words as read_words


def is_wished(trigger: Trigger, parsed: Clauses, words: Words) -> bool:
    """Whether an occasion is what somebody wants, or offers a place for."""
    return _is_asked_for(trigger, parsed) or _is_offered(trigger, words)


def _is_asked_for(trigger: Trigger, parsed: Clauses) -> bool:
    """Whether an occasion is what somebody proposed, asked for or offered to hold: "Sudan proposed a summit"."""
    tree, at = parsed.tree, trigger.token
    beside = {tree.lower[k] for k in tree.kids(at, "det", "nmod:poss", "amod")}
    if beside & DEFINITE and not any(word in _ONE_OF_A_ROW or is_ordinal(word) for word in beside):
        return False
    while (above := tree.heads[at]) >= 0:
        relation, case = tree.relations[at], tree.case(at)
        if tree.lower[above] in _WISHING:
            return relation in ("obj", "ccomp", "xcomp", "nsubj:pass") and not tree.negated(above)
        if tree.lower[above] in _CALLING:
            return relation == "obl" and case == "for" and ("next" in beside or not beside & DEFINITE)
        if tree.lower[above] in _INVITING:
            return relation == "obl" and case == "to" and not beside & DEFINITE
        done = relation in ("nsubj", "nsubj:pass") and any(tree.lower[k] == "to" for k in tree.kids(above, "mark"))
        if not done and not (relation in ("obj", "ccomp", "xcomp") and tree.lower[above] in _HOLD):
            return False
        if done and tree.heads[above] >= 0 and tree.lower[tree.heads[above]] in (_WISHING | _CALLING):
            return not tree.negated(tree.heads[above])
        at = above
    return False


def _is_offered(trigger: Trigger, words: Words) -> bool:
    """Whether an occasion is one for which somebody offers a place: "Lima has offered itself as host of"."""
    before = words.lower[max(0, trigger.token - 14) : trigger.token]
    return not trigger.verb and bool(_OFFERING.search(" ".join(before)))


_OFFERING = pattern("meetings", "offering")
_ONE_OF_A_ROW = frozenset(read_words("en", "meetings")["in_turn"]) - {"last", "previous", "latest"}
_WISHING = frozenset(read_words("en", "meetings")["status"]["wishing"])
_CALLING = frozenset(read_words("en", "meetings")["status"]["calling"])
_INVITING = frozenset(read_words("en", "meetings")["status"]["inviting"])
DEFINITE = frozenset({"the", "its", "their", "this"})
_HOLD = frozenset(read_words("en", "meetings")["status"]["hold"])
