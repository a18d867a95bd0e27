"""What a tie is made of: its member, its word, what may name its body and its date, by the parse of the sentence."""

from dataclasses import dataclass

from communique.extract.chunks import word_set
from communique.extract.parse import SUBJECTS, Tree

_CASES = frozenset({"", "to", "from", "into", "of", "in", "at", "with", "out"})
_RELATIVE = frozenset({"which", "that", "whose", "who"})


@dataclass(frozen=True, slots=True)
class Tie:
    """The tokens of a member and of the word that says its relation, which, and those that may name the body.

    `beside` is the token that is the member by the mere order of words; it goes before `member`. What is in `bare` may
    be something else than the body; `times` may tell the date. What is not `lasting` is done once, and needs a body or
    a date; a `change` needs a date.
    """

    member: int
    at: int
    status: str
    bodies: tuple[int, ...] = ()
    bare: tuple[int, ...] = ()
    beside: int | None = None
    lasting: bool = False
    change: bool = False
    times: tuple[int, ...] = ()


def tie(
    parse: Tree, of: tuple[int, int], status: str | None, beneath: tuple[int, ...], beside: int | None = None
) -> Tie | None:
    """A tie whose body is named under some words, if it has a relation at all."""
    if not status:
        return None
    member, at = of
    named = [(k, word) for word in beneath for k in parse.below[word] if k not in of and _may_name(parse, k)]
    verbal = parse.upos[at] == "VERB"
    firm = tuple(c for k, word in named if _firm(parse, k, verbal) for c in _all_meant(parse, word, k))
    bare = tuple(_meant(parse, word, k) for k, word in named if not _firm(parse, k, verbal))
    beside = _related(parse, at) if beside is None else beside
    return Tie(member, at, status, firm, bare, beside, not verbal, times=times(parse, beneath, at))


def times(parse: Tree, beneath: tuple[int, ...], at: int) -> tuple[int, ...]:
    """The tokens under a word that may be a date: "in 2013", "last July", "since the summer"."""
    governing = (parse.heads[at],) if parse.relations[at] == "xcomp" else ()
    found = (k for word in dict.fromkeys((*beneath, at, *governing)) for k in parse.below[word])
    return tuple(k for k in found if parse.relations[k].startswith(("obl", "nmod", "advmod")))


def comma_before(parse: Tree, *words_of: int) -> int | None:
    """The token before the comma before a phrase such as "at present an observer", if one stands there."""
    for word in words_of:
        left = word
        while left > 0 and (parse.upos[left - 1] in ("DET", "ADJ", "ADV", "NUM") or parse.heads[left - 1] == word):
            if parse.lower[left - 1] in word_set("ties", "words", "owners"):
                return None
            if parse.lower[left - 1] == ",":
                break
            left -= 1
        if left > 1 and parse.lower[left - 1] == ",":
            return left - 2
    return None


def _related(parse: Tree, verb: int) -> int | None:
    """The token before a relative pronoun that is the subject of a verb."""
    below = parse.kids(verb, *SUBJECTS)
    pronoun = next((k for k in below if parse.lower[k] in ("which", "that")), None)
    return None if pronoun is None else before(parse, pronoun)


def before(parse: Tree, word: int) -> int | None:
    """The token before a word and the comma before it."""
    at = word - 2 if word > 1 and parse.lower[word - 1] == "," else word - 1
    return at if at >= 0 else None


def _firm(parse: Tree, word: int, verbal: bool) -> bool:
    """Whether a phrase can be nothing but what is joined or left."""
    return parse.relations[word] == "obj" or parse.case(word) in ("to", "from", "into") + (() if verbal else ("of",))


def _all_meant(parse: Tree, word: int, below: int) -> tuple[int, ...]:
    """What a word under a verb stands for, with what is coordinated with it: "the Bank and the Fund"."""
    meant = _meant(parse, word, below)
    return (meant, *(k for k in parse.kids(below, "conj"))) if meant == below else (meant,)


def _may_name(parse: Tree, word: int) -> bool:
    relation = parse.relations[word]
    if not relation.startswith(("obj", "obl", "nmod", "compound")) or parse.case(word) not in _CASES:
        return False
    return parse.upos[word] in ("PROPN", "NOUN", "PRON", "ADJ", "NUM", "DET")


def _meant(parse: Tree, word: int, below: int) -> int:
    """What a relative pronoun under a verb stands for, else the word itself."""
    relative = parse.lower[below] in _RELATIVE and parse.relations[word].startswith("acl")
    return parse.heads[word] if relative else below
