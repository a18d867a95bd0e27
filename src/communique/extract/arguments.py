"""Who does what at an occasion, by the parse: the head words of the phrases that name its parties.

Law: the parse of a sentence is walked from the occasion's word; no path is longer than `REACH` steps.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.extract.chunks import word_set
from communique.extract.parse import REACH, SUBJECTS, Tree

_MODIFIERS = ("nmod:poss", "compound", "amod", "nmod:desc")
_OBLIQUES = ("obl", "obl:agent", "nmod", "obl:unmarked")


@dataclass(frozen=True, slots=True)
class Argument:
    """A word that heads the phrase of a party, and how it hangs on the occasion: a case word, a relation."""

    head: int
    role: str


def arguments(tree: Tree, word: int, *, verb: bool) -> Iterator[Argument]:
    """The parties of the occasion that a word speaks of."""
    yield from _of_verb(tree, word) if verb else _of_noun(tree, word)
    if not verb:
        yield from _of_governor(tree, word)


def _of_verb(tree: Tree, verb: int) -> Iterator[Argument]:
    verb = tree.heads[verb] if tree.relations[verb] == "cop" else verb
    subject = tree.subject(verb)
    if subject is not None:
        yield Argument(subject, "subject")
    for k in tree.kids(verb, "obj", "iobj"):
        told_of = tree.lower[k] == "whom" and tree.relations[verb] == "acl:relcl"
        yield Argument(tree.heads[verb] if told_of else k, "object")
    yield from _obliques(tree, verb)


def _obliques(tree: Tree, verb: int) -> Iterator[Argument]:
    """Those "with", "between" and "by" whom something is done, or whose presence is spoken of."""
    for k in tree.kids(verb, *_OBLIQUES):
        case = tree.case(k)
        called_on = case == "on" and tree.lower[verb] in word_set("encounters", "forms", "call_on")
        if called_on or case in word_set("parties", "cases", "verb") or case in ("to", "in"):
            yield Argument(k, case)
        if tree.lower[k] in word_set("parties", "cases", "present"):
            yield from (Argument(n, "by") for n in tree.kids(k, "nmod", "nmod:poss"))


def _of_noun(tree: Tree, noun: int) -> Iterator[Argument]:
    for k in tree.kids(noun, "nmod", "obl", "nmod:poss", "compound", "amod", "nmod:desc", "dep"):
        case = tree.case(k) if tree.relations[k] != "nmod:poss" else "'s"
        if case in word_set("parties", "cases", "noun"):
            yield Argument(k, case)
        elif tree.relations[k] in _MODIFIERS:
            yield Argument(k, "'s" if tree.relations[k] == "nmod:poss" else "modifier")
    for k in tree.kids(noun, "acl", "acl:relcl"):
        yield from _obliques(tree, k)
        if tree.relations[k] == "acl:relcl" and tree.lower[k] in word_set("parties", "verbs", "attend"):
            yield from (Argument(s, "subject") for s in tree.kids(k, "nsubj") if tree.upos[s] != "PRON")


def _of_governor(tree: Tree, noun: int) -> Iterator[Argument]:
    """The parties by the verb that an occasion is subject or object of, or takes place along with."""
    word = noun
    for _ in range(REACH):
        above = tree.heads[word]
        if above < 0 or tree.upos[above] in ("VERB", "AUX"):
            break
        measured = tree.relations[word] in ("nmod", "compound") and tree.lower[above] in word_set("parties", "measures")
        if not measured and tree.relations[word] not in ("conj", "appos"):
            break
        word = above
    above, relation, case = tree.heads[word], tree.relations[word], tree.case(word)
    if above < 0:
        return
    if tree.upos[above] not in ("VERB", "AUX"):
        if relation in SUBJECTS:
            yield from _obliques(tree, above)
        if relation == "nmod" and case in ("at", "to", "in"):
            yield Argument(above, "delegate")
        return
    yield from _by_verb(tree, word, above)


def _by_verb(tree: Tree, word: int, verb: int) -> Iterator[Argument]:
    relation, case, said = tree.relations[word], tree.case(word), tree.lower[verb]
    if relation in SUBJECTS:
        yield from _obliques(tree, verb)
        if said in word_set("parties", "verbs", "gather"):
            yield from (Argument(k, "object") for k in tree.kids(verb, "obj"))
        return
    aside = relation == "obl" and case in ("during", "on", "in", "at")
    if relation not in ("obj", "obl", "xcomp", "iobj") or (said in word_set("parties", "verbs", "apart") and not aside):
        return
    if tree.negated(verb) and said in word_set("parties", "verbs", "attend"):
        return
    if relation == "obl" and case not in word_set("parties", "cases", "through"):
        return
    role = _role(relation, case, said)
    subject = tree.subject(verb)
    if subject is not None:
        yield Argument(subject, role)
    yield from _obliques(tree, verb) if role != "saying" else ()


def _role(relation: str, case: str, verb: str) -> str:
    """How the subject of a verb stands to the occasion: it holds it, attends it, speaks at it, or is only near it."""
    if verb in word_set("parties", "verbs", "say") and case:
        return "saying"
    if verb in word_set("parties", "verbs", "attend"):
        return "attending"
    if relation == "obj":
        return "holding" if verb in word_set("parties", "verbs", "hold") else "near"
    return "near"
