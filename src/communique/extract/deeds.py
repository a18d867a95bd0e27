"""Deeds: what is done with what a phrase names, by the nearest verb above it in the parse: how, when, by whom."""

from dataclasses import dataclass

from communique.extract.chunks import word_set
from communique.extract.parse import Tree

_HOPS = 4


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb, how a phrase hangs on it, its tense, and the head word of who does it, if that is said."""

    word: str
    how: str
    tense: str
    doer: int | None


def deed_of(tree: Tree, head: int) -> Deed | None:
    """What is done with what a phrase names, by the index of its head word."""
    at, steps = head, list[str]()
    while len(steps) < _HOPS:
        steps.append(f"{tree.relations[at]}:{tree.case(at)}")
        at = tree.heads[at]
        if at < 0:
            return None
        if tree.upos[at] in ("VERB", "AUX"):
            return Deed(tree.lower[at], "<".join(steps), _tense(tree, at), tree.subject(at))
    return None


def _tense(tree: Tree, verb: int) -> str:
    near = {tree.lower[k] for k in tree.kids(verb, "aux", "aux:pass", "mark", "cop")}
    if near & word_set("agenda", "ahead"):
        return "ahead"
    if near & word_set("agenda", "now"):
        return "now"
    return "past" if tree.lower[verb].endswith("ed") or near & word_set("agenda", "then") else "open"
