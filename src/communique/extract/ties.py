"""Ties: what the clauses of a sentence say of a state's place in a body, by their parse.

Law: what is denied, or only may be, gives none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from communique.extract.chunks import word_set
from communique.extract.moods import outcome
from communique.extract.parse import Tree
from communique.extract.tie_parts import Tie, before, comma_before, tie
from communique.languages import words

SAME = "same"
"""The relation of one that did as the one before: "Azerbaijan followed in August"."""

_UP = 5


@cache
def _entries() -> Mapping[str, tuple[str, str]]:
    """Each word that says a relation, with how it does so and the relation."""
    table = words("en", "ties")
    return {word: (way, status) for way in _WAYS for status, found in table[way].items() for word in found}


def speaks(lower: tuple[str, ...]) -> bool:
    """Whether a sentence has any word that says a relation."""
    return not _entries().keys().isdisjoint(lower)


def find(parse: Tree) -> Iterator[Tie]:
    """What a sentence says of anybody's relation to a body, from left to right."""
    entries = _entries()
    for i, word in enumerate(parse.lower):
        if word in entries:
            way, status = entries[word]
            found = _WAYS[way](parse, i, status)
            if found:
                yield found


def _does(parse: Tree, verb: int, status: str) -> Tie | None:
    ranked = _ranked(parse, verb)
    member = _nominal(parse, parse.heads[verb]) if ranked else parse.subject(verb)
    if parse.upos[verb] != "VERB" or member is None or member == verb or not _wholly(parse, verb, status):
        return None
    if any(parse.kids(verb, "aux:pass")):
        return None
    beneath = _applied(parse, verb) if status == "applicant" else (verb,)
    said = status if ranked else outcome(parse, verb, status)
    found = tie(parse, (member, verb), said, beneath)
    return found and replace(found, lasting=ranked or status == SAME)


def _ranked(parse: Tree, verb: int) -> bool:
    """Whether a verb stands after "the last to" or the like."""
    return parse.relations[verb].startswith(("acl", "advcl")) and parse.lower[parse.heads[verb]] in _words("ranks")


def _wholly(parse: Tree, verb: int, status: str) -> bool:
    """Whether a verb that needs another word has it: "walked out", "did so"."""
    word, after = parse.lower[verb], parse.lower[verb + 1 : verb + 4]
    if word.startswith("follow") and any(parse.kids(verb, "obj", "advcl", "aux:pass", "ccomp")):
        return False
    if status == SAME and not word.startswith("follow"):
        return bool(after) and after[0] == "so"
    return word not in ("walked", "pulled") or "out" in after


def _applied(parse: Tree, verb: int) -> tuple[int, ...]:
    """The words under which stands what is applied to: "to join", "for membership", and the verb itself."""
    inner = (k for k in parse.kids(verb, "xcomp", "advcl", "ccomp", "obl", "nmod"))
    return (*(k for k in inner if parse.relations[k] not in ("obl", "nmod") or parse.case(k) == "for"), verb)


def _undergoes(parse: Tree, verb: int, status: str) -> Tie | None:
    thrown = parse.lower[verb] in _words("out") and "out" not in parse.lower[verb + 1 : verb + 4]
    if parse.upos[verb] not in ("VERB", "ADJ") or thrown:
        return None
    ranked = _ranked(parse, verb)
    member = _nominal(parse, parse.heads[verb]) if ranked else _patient(parse, verb)
    aim = next((k for k in parse.kids(verb, "xcomp", "advcl", "obl") if _taking(parse, k)), None)
    unclear = status == "invited" and aim is None and not parse.relations[verb].startswith("acl")
    if member is None or member == verb or unclear:
        return None
    office = next((k for k in parse.kids(verb, "obl", "xcomp", "nmod") if parse.case(k) == "as"), None)
    if office is not None:
        given = _entries().get(parse.lower[office], ("", ""))
        status = (_qualified(parse, office, given[1]) or "") if given[0] == "is" else status
    beneath = (verb if aim is None else aim, *(() if office is None else (office,)))
    said = status if ranked else outcome(parse, verb, status)
    found = tie(parse, (member, verb), said, beneath, comma_before(parse, verb))
    return found and replace(found, lasting=status in ("member", "suspended"))


def _taking(parse: Tree, word: int) -> bool:
    """Whether a word is one of taking a place: "to join", "to accede", "to become a member"."""
    return _entries().get(parse.lower[word], ("", ""))[1] == "member" or parse.lower[word] in ("become", "membership")


def _patient(parse: Tree, verb: int) -> int | None:
    """Who is taken in or kept out: the subject of a passive, what a participle hangs on, else the object."""
    relation, participle = parse.relations[verb], parse.lower[verb].endswith("ed")
    bare = participle and not any(parse.kids(verb, "nsubj", "aux", "aux:pass", "obj"))
    if any(parse.kids(verb, "aux:pass", "nsubj:pass")):
        return parse.subject(verb)
    if bare and relation in ("acl", "amod", "acl:relcl", "appos"):
        return parse.heads[verb]
    if bare and relation in ("advcl", "conj", "xcomp") and not any(parse.kids(verb, "mark")):
        return parse.subject(verb)
    return next(parse.kids(verb, "obj"), None)


def _is(parse: Tree, noun: int, status: str) -> Tie | None:
    if parse.upos[noun] not in ("NOUN", "PROPN", "ADJ") or parse.negated(noun):
        return None
    said = _qualified(parse, noun, status) or ""
    top = noun
    if parse.lower[parse.heads[noun]] == "status" and parse.relations[noun] in ("compound", "amod", "nmod"):
        top = parse.heads[noun]
    elif status == "member" and parse.relations[noun] in ("compound", "amod"):
        return None
    beneath = (noun,) if top == noun else (noun, top)
    for _ in range(_UP):
        relation, partly = parse.relations[top], parse.lower[parse.heads[top]] in _words("parts")
        alike = relation == "conj" and not any(parse.kids(top, "cop", "nsubj"))
        if not (alike or (relation == "nmod" and parse.case(top) == "of" and partly)):
            break
        top = parse.heads[top]
    return _held(parse, (noun, top), said, beneath)


def _held(parse: Tree, of: tuple[int, int], status: str, beneath: tuple[int, ...]) -> Tie | None:
    noun, top = of
    beside = comma_before(parse, noun, top)
    found = _holder(parse, noun, top)
    if not status or (found is None and beside is None):
        return None
    member, verb = found or (noun, None)
    said = status if verb is None else outcome(parse, verb, status)
    if verb is not None and parse.lower[verb] in _words("asked"):
        said = "applicant"
    return tie(parse, (member, noun), said, beneath, beside if verb is None else None)


def _holder(parse: Tree, noun: int, top: int) -> tuple[int, int | None] | None:
    """Who is a member or observer, and the verb that says so."""
    relation, above = parse.relations[top], parse.heads[top]
    if any(parse.kids(top, "cop")):
        subject = parse.subject(top)
        return None if subject is None else (subject, top)
    if above < 0:
        return None
    if relation == "appos" or (relation == "conj" and any(parse.lower[k] == "other" for k in parse.kids(noun, "amod"))):
        return above, None
    makes = parse.lower[above] in _words("makes") or (parse.lower[top] == "status" and parse.lower[above] in _status())
    if parse.case(top) == "as" and _once(parse, above):
        return None
    if parse.case(top) == "as" or (relation in ("xcomp", "obj", "obl") and makes and not parse.case(top)):
        holder = _made(parse, above, top)
        return None if holder is None else (holder, above)
    return None


def _once(parse: Tree, verb: int) -> bool:
    """Whether a verb tells of one meeting that somebody was at, or will be at."""
    aided = any(parse.kids(verb, "aux", "mark"))
    return parse.lower[verb] in _words("attended") or (aided and parse.lower[verb] in _words("attend"))


def _status() -> frozenset[str]:
    return _words("has") | _words("asked")


def _made(parse: Tree, verb: int, top: int) -> int | None:
    """Whom a verb makes a member or observer: its object where it has one besides, else its subject."""
    given = next(parse.kids(verb, "iobj", "obj"), None)
    passive = any(parse.kids(verb, "aux:pass", "nsubj:pass"))
    if given not in (None, top) and not passive:
        return given
    return parse.heads[verb] if parse.relations[verb] == "acl" else parse.subject(verb)


def _nominal(parse: Tree, noun: int) -> int | None:
    """Who is "the last" or "the first": the subject of its copula, or what it stands beside."""
    if any(parse.kids(noun, "cop")):
        return parse.subject(noun)
    return parse.heads[noun] if parse.relations[noun] == "appos" and parse.heads[noun] >= 0 else None


def _change(parse: Tree, noun: int, status: str) -> Tie | None:
    owner = next(parse.kids(noun, "nmod:poss"), None)
    if owner is None:
        owner = next((k for k in parse.kids(noun, "nmod") if parse.case(k) in ("of", "by")), None)
    bodies = tuple(k for k in parse.kids(noun, "nmod", "obl") if parse.case(k) in ("to", "from", "into"))
    if owner is None or parse.upos[noun] != "NOUN" or not bodies:
        return None
    dates = tuple(k for k in parse.kids(noun, "nmod", "obl") if parse.case(k) in ("in", "on", ""))
    return Tie(owner, noun, status, bodies, dates, change=True)


def _seat(parse: Tree, noun: int, status: str) -> Tie | None:
    """What one does with its seat: "gave up its seat", "whose membership lapsed"."""
    verb = parse.heads[noun]
    verbs = words("en", "ties")["seats"]
    said = next((s for s, found in verbs.items() if verb >= 0 and parse.lower[verb] in found), None)
    owner = next(parse.kids(noun, "nmod:poss"), None)
    if said is None or owner is None or parse.relations[noun] not in ("obj", "nsubj", "nsubj:pass"):
        return None
    own = parse.lower[owner] in ("its", "their", "whose")
    member = (parse.subject(verb) if parse.relations[noun] == "obj" else parse.heads[verb]) if own else owner
    relative = parse.lower[owner] == "whose"
    if member is None or member < 0 or (own and not relative and parse.relations[noun] != "obj"):
        return None
    beside = before(parse, owner) if relative else None
    return tie(parse, (member, verb), outcome(parse, verb, said), (noun, verb), beside)


def _qualified(parse: Tree, noun: int, status: str) -> str | None:
    """The relation that a noun says with the words before it."""
    before = {parse.lower[k] for k in parse.kids(noun, "amod", "compound", "det", "advmod", "nmod", "cc", "cc:preconj")}
    if before & word_set("ties", "qualified", "none"):
        return None
    if before & {"neither", "nor", "not"} or "neither" in parse.lower[max(0, noun - 3) : noun]:
        return None
    if status == "partner":
        since = any(parse.case(k) == "since" for k in parse.kids(noun, "nmod", "obl"))
        return status if since or before & _words("partners") else None
    if status == "associate":
        return "partner"
    table = words("en", "ties")["qualified"]
    return next((s for s, found in table.items() if s != "none" and before & set(found)), status)


def _words(name: str) -> frozenset[str]:
    return word_set("ties", "words", name)


_WAYS = {"does": _does, "undergoes": _undergoes, "is": _is, "change": _change, "seat": _seat}
