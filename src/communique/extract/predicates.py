"""Offices that a clause gives to its subject or object: "he served as governor", "who succeeded her as minister"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.extract import endings
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.endings import head_of, is_real
from communique.extract.holders import Held
from communique.extract.mentions import Mention
from communique.extract.offices import Words
from communique.extract.parse import SUBJECTS, Tree, tree
from communique.extract.tagger import Tagged
from communique.knowledge import given_names
from communique.languages import words as read_words

_GENDERS = {"he": "m", "she": "f"}
_BACK = 3
"""A pronoun stands for somebody named in one of so many sentences before."""


def held(analysis: Analysis, number: int, words: Words, beside: Sequence[Held]) -> Iterator[Held]:
    """The offices of a sentence; those without a holder beside them have the one that their clause names, if any."""
    beside = [_apposed(analysis.tagged[number], words, office) for office in beside]
    following = not word_set("offices", "verbs", "following").isdisjoint(words.lower)
    parse = tree(analysis.tagged[number]) if following or any(office.person is None for office in beside) else None
    for office in beside:
        if parse and office.person is None:
            yield _said(analysis, number, words, (parse, office)) or office
        elif parse and following and (both := list(_followed(analysis, number, words, (parse, office)))):
            yield from both
        else:
            yield endings.ended(analysis, number, words, office)


def _followed(analysis: Analysis, number: int, words: Words, of: tuple[Tree, Held]) -> Iterator[Held]:
    """The office of one who follows another in it, and of that other: "she took over from Ann Lee as chair"."""
    parse, given = of
    office = given.office
    head = head_of(parse, office.first, office.last)
    verb = parse.heads[head]
    if parse.case(head) != "as" or verb < 0 or parse.lower[verb] not in word_set("offices", "verbs", "following"):
        return
    before = (words.owner[k] for k in parse.kids(verb, "obj", "obl"))
    other = next((owner for owner in before if owner and owner.type == "person"), None)
    subject = parse.subject(verb)
    holder = _holder(analysis, number, words, subject) if subject is not None else None
    if other is None or given.person not in (other, holder):
        return
    if holder is not None and is_real(parse, verb):
        yield replace(given, person=holder, office=replace(office, status=_coming(parse, verb), status_at=verb))
    past = is_real(parse, verb) and parse.lower[verb] in word_set("offices", "verbs", "followed")
    status = replace(office, status="former", status_at=verb) if past else office
    yield replace(given, person=other, office=status)


def _apposed(tagged: Tagged, words: Words, held: Held) -> Held:
    """An office by the subject of a clause is not of who is named before: "at Ann Lee's request, the Queen went"."""
    person, office = held.person, held.office
    if person is None or person.end > office.start or words.lower[office.first - 1] != "the":
        return held
    head = next((i for i in range(office.first, office.last) if not office.first <= tagged.heads[i] < office.last), 0)
    comma = words.lower[office.first - 2] == ","
    return replace(held, person=held.other) if comma and tagged.deprels[head] in SUBJECTS else held


def _said(analysis: Analysis, number: int, words: Words, of: tuple[Tree, Held]) -> Held | None:
    parse, given = of
    office = given.office
    found = _clause(parse, head_of(parse, office.first, office.last))
    holder = _holder(analysis, number, words, found[0]) if found else None
    if found is None or holder is None:
        return None
    if office.status_at is None:
        office = replace(office, status=found[1], status_at=found[2])
    return replace(given, person=holder, office=office)


def unreal(tagged: Tagged, first: int, last: int) -> bool:
    """Whether the office of some words is given by a clause that says no fact: "would become chair", "to be chair"."""
    parse = tree(tagged)
    office = head_of(parse, first, last)
    if any(parse.kids(office, "cop")):
        return not is_real(parse, office)
    verb = parse.heads[office]
    if verb < 0 or parse.relations[office] not in ("xcomp", "obj", "ccomp") or parse.upos[verb] != "VERB":
        return False
    verbs = read_words("en", "offices")["verbs"]
    return any(parse.lower[verb] in verbs[kind] for kind in ("given", "held")) and not is_real(parse, verb)


def _clause(parse: Tree, office: int) -> tuple[int, str, int] | None:
    """Who holds an office by its clause, how, and the word that says so."""
    for _ in range(4):
        if parse.relations[office] != "conj" or any(parse.kids(office, "nsubj", "nsubj:pass", "cop")):
            break
        office = parse.heads[office]
    copula = next(parse.kids(office, "cop"), None)
    if copula is not None:
        subject = parse.subject(office)
        return (
            (subject, _time(parse, office, copula), copula) if subject is not None and is_real(parse, office) else None
        )
    verb = parse.heads[office]
    if verb < 0 or not is_real(parse, verb) or parse.upos[verb] != "VERB":
        return None
    return _by_verb(parse, verb, office)


def _by_verb(parse: Tree, verb: int, office: int) -> tuple[int, str, int] | None:
    kinds = read_words("en", "offices")["verbs"]
    relation, case, word = parse.relations[office], parse.case(office), parse.lower[verb]
    status = next((kind for kind in ("former", "held", "given") if word in kinds[kind]), None)
    if status is None or not (case == "as" or (not case and relation in ("xcomp", "obj", "ccomp"))):
        return None
    passive = any(parse.kids(verb, "aux:pass", "nsubj:pass"))
    taken = word in kinds["self"]
    given = next(parse.kids(verb, "obj"), None) if status == "given" and not (passive or taken) else None
    holder = given if given not in (None, office) else parse.subject(verb)
    if holder is None or (status == "given" and not passive and given is None and not taken):
        return None
    if status == "held":
        return holder, "former" if word.endswith("ed") and not _perfect(parse, verb) else "current", verb
    return holder, "former" if status == "former" else _coming(parse, verb), verb


def _time(parse: Tree, head: int, copula: int) -> str:
    """Whether "is", "was", "will be" an office makes it a present, past or coming one."""
    return "former" if parse.lower[copula] == "was" else _coming(parse, head)


def _coming(parse: Tree, verb: int) -> str:
    return "elect" if any(parse.lower[k] in ("will", "’ll", "'ll") for k in parse.kids(verb, "aux")) else "current"


def _perfect(parse: Tree, verb: int) -> bool:
    return any(parse.lower[k] in ("has", "have", "’s", "'s") for k in parse.kids(verb, "aux"))


def _holder(analysis: Analysis, number: int, words: Words, holder: int) -> Mention | None:
    mention = words.owner[holder]
    if mention is not None:
        return mention if mention.type == "person" else None
    gender = _GENDERS.get(words.lower[holder])
    if gender is None:
        return None
    token = words.sentence.tokens[holder]
    named = _meant(analysis, number, token.start, gender)
    return replace(named, start=token.start, end=token.end, form="noun") if named else None


def _meant(analysis: Analysis, number: int, before: int, gender: str) -> Mention | None:
    """The person that a pronoun stands for: the first named in the nearest sentence before that fits."""
    for back in range(_BACK + 1):
        if number - back < 0:
            return None
        sentence = analysis.tagged[number - back].sentence
        inside = analysis.mentions.within(sentence.start, min(sentence.end, before))
        found = next((m for m in inside if m.type == "person" and _fits(m, gender)), None)
        if found:
            return found
    return None


def _fits(mention: Mention, gender: str) -> bool:
    first = mention.name.split()[0]
    return given_names().get(first, "u") in (gender, "u") and first.lower() not in word_set("names", "honorifics")
