"""Cues: the words of a sentence that report what somebody says, and in which voice they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.extract.chunks import word_set
from communique.extract.keeping import kept
from communique.extract.lines import Line
from communique.languages import words

_ADVERBS = word_set("saying", "adverbs")
_AMBIGUOUS = word_set("saying", "ambiguous")
_AUXILIARIES = word_set("saying", "auxiliaries")
_BEING = word_set("saying", "being")
_MODAL = word_set("saying", "modal")
_NEGATIONS = word_set("saying", "negations")
_PHRASE_NOUNS = word_set("saying", "phrase_nouns")
_UNNAMED = word_set("saying", "unnamed")
CLASSES = ("say", "tell", "ask", "object", "as", "of", "for", "name")
_VOWELS = "aeiou"
_BEFORE_OWNERS = ("in", "by")
_NEAR = 64
"""Lines whose cues are kept: a line is asked again while those next to it are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words `first` to `last` (exclusive) of a line that report something.

    `lemma` is the verb in its plain form, or the phrase; `classes` what can stand after it; `form` is `finite`, `ing`
    (a participle that shares its subject with the clause it hangs on), `passive`, `phrase` ("according to") or `own`
    ("in her words").
    """

    first: int
    last: int
    lemma: str
    classes: frozenset[str]
    form: str
    ending: str = ""

    def may(self, *classes: str) -> bool:
        """Whether one of these constructions can follow."""
        return not self.classes.isdisjoint(classes)


@dataclass(frozen=True, slots=True)
class _Form:
    lemma: str
    classes: frozenset[str]
    ending: str
    rest: tuple[str, ...] = ()


@kept(_NEAR)
def find(line: Line) -> tuple[Cue, ...]:
    """The cues of a line, from left to right."""
    begins = _beginnings()
    found: list[Cue] = []
    for i in [i for i, word in enumerate(line.lower) if word in begins]:
        past = found[-1].last if found else 0
        if i >= past and (cue := _phrase(line, i) or _own_words(line, i) or _verb(line, i)):
            found.append(cue)
    return tuple(found)


@cache
def _beginnings() -> frozenset[str]:
    """The words that a cue may begin with."""
    return frozenset((*_phrases(), *_BEFORE_OWNERS, *_lexicon()))


@cache
def _lexicon() -> dict[str, tuple[_Form, ...]]:
    classes: dict[str, set[str]] = {}
    for name in CLASSES:
        for lemma in words("en", "saying")[name]:
            classes.setdefault(lemma, set()).add(name)
    table: dict[str, list[_Form]] = {}
    for lemma, found in classes.items():
        verb, *rest = lemma.split()
        for form, ending in _forms(verb):
            table.setdefault(form, []).append(_Form(lemma, frozenset(found), ending, tuple(rest)))
    return {form: tuple(sorted(entries, key=lambda e: -len(e.rest))) for form, entries in table.items()}


def _forms(verb: str) -> Iterator[tuple[str, str]]:
    """The forms of a verb, each with its ending: base, s, past or ing."""
    lists = words("en", "saying")
    yield verb, "base"
    hissing = verb.endswith(("s", "sh", "ch", "x", "z", "go"))
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        yield verb[:-1] + "ies", "s"
    else:
        yield verb + ("es" if hissing else "s"), "s"
    for past in lists["irregular"].get(verb, (_past(verb),)):
        yield past, "past"
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    yield lists["participles"].get(verb, stem + "ing"), "ing"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "ed"


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in words("en", "saying")["phrases"]:
        first, *rest = phrase.split()
        table.setdefault(first, []).append((first, *rest))
    return {first: tuple(found) for first, found in table.items()}


def _phrase(line: Line, i: int) -> Cue | None:
    for parts in _phrases().get(line.lower[i], ()):
        if line.lower[i : i + len(parts)] == parts:
            return Cue(first=i, last=i + len(parts), lemma=" ".join(parts), classes=frozenset(), form="phrase")
    return None


def _own_words(line: Line, i: int) -> Cue | None:
    """ "in her words", "in the minister's view"."""
    if line.lower[i] not in _BEFORE_OWNERS:
        return None
    for j in range(i + 2, min(i + 10, len(line))):
        if line.lower[j] in _PHRASE_NOUNS:
            owned = line.lower[j - 1] in ("his", "her", "their", "its", "my", "our", "own") or {
                "'s",
                "’s",
                "'",
                "’",
            } & set(line.lower[j - 2 : j])
            return Cue(first=i, last=j + 1, lemma="in words", classes=frozenset(), form="own") if owned else None
        if line.lower[j] in (",", ".", "of", "the", "and"):
            return None
    return None


def _verb(line: Line, i: int) -> Cue | None:
    for entry in _lexicon().get(line.lower[i], ()):
        last = i + 1 + len(entry.rest)
        if entry.rest and line.lower[i + 1 : last] != entry.rest:
            continue
        form = _voice(line, i, entry)
        if form is None:
            return None
        first = _widened(line, i) if form == "finite" else i
        return Cue(first=first, last=last, lemma=entry.lemma, classes=entry.classes, form=form, ending=entry.ending)
    return None


def _widened(line: Line, i: int) -> int:
    """Where "went on to say" or "was heard to say" begins."""
    if i > 2 and line.lower[i - 2 : i] == ("heard", "to") and line.lower[i - 3] in _BEING:
        return i - 3
    return (
        i - 3 if i >= 3 and line.lower[i - 2 : i] == ("on", "to") and line.lower[i - 3] in ("went", "goes", "go") else i
    )


def _voice(line: Line, i: int, entry: _Form) -> str | None:
    """The voice that a form stands in, or `None` where it reports nothing: a noun, a wish, a denial, a mere plan."""
    if (
        line.tokens[i].text[0].isupper()
        and i
        and (line.owner[i] is not None or line.tokens[i - 1].text[0].isupper())
        and not line.tokens[i].text.isupper()
    ):
        return None
    if is_anonymous(line, i):
        return None
    before = _auxiliaries(line, i)
    if before & _NEGATIONS or (
        before & _MODAL and not (before & {"would", "must", "can"} and entry.lemma in ("say", "add", "note"))
    ):
        return None
    previous = line.lower[i - 1] if i else ""
    if entry.ending == "ing":
        if before & _BEING:
            return "finite"
        return "ing" if _participle(line, i, previous) else None
    if previous == "to":
        return "finite" if _widened(line, i) < i else None
    if entry.ending == "past":
        if before & _BEING:
            return "passive"
        return (
            None
            if line.determiner(i - 1)
            and i
            and line.lower[i - 1] not in ("all", "both", "some")
            and _next_nominal(line, i)
            else "finite"
        )
    if line.upos(i) not in ("VERB", "AUX") and (line.parsed or line.lower[i] in _AMBIGUOUS):
        return "finite" if not line.parsed and _plainly(line, i, entry) else None
    return "finite"


def is_anonymous(line: Line, i: int) -> bool:
    """Whether a verb only asks for anonymity: "asked not to be named"."""
    return line.lower[i + 1 : i + 4] == ("not", "to", "be") and not _UNNAMED.isdisjoint(line.lower[i + 4 : i + 5])


def _next_nominal(line: Line, i: int) -> bool:
    return i + 1 < len(line) and line.nominal(i + 1)


def _plainly(line: Line, i: int, entry: _Form) -> bool:
    """Whether a form that can be a noun stands as a verb: right after a name or pronoun, before what it takes."""
    if i == 0 or i + 1 >= len(line):
        return False
    owner, previous, following = line.owner[i - 1], line.lower[i - 1], line.lower[i + 1]
    if following in ("of", "in", "for", "on", ",", ".", "to", "by", "at", "and") and not entry.rest:
        return False
    if entry.ending == "base":
        return previous in ("they", "we", "i", "you", "who") or (previous.endswith("s") and following == "that")
    return previous in ("he", "she", "it", "who") or (
        owner is not None and owner.form != "adjective" and previous not in ("'s", "’s")
    )


def _participle(line: Line, i: int, previous: str) -> bool:
    """Whether a form in -ing hangs on a clause: after a comma or a name, not after "of" or "by"."""
    if i == 0:
        return line.tokens[0].text[0].isupper() and len(line) > 3
    if previous in (
        ",",
        "and",
        "but",
        "before",
        "after",
        "while",
        ";",
        "-",
        "--",
        "–",
        "—",
        "also",
        "then",
        "when",
        "without",
    ):
        return previous != "without"
    return (
        line.is_mark(i - 1)
        or (line.owner[i - 1] is not None)
        or (line.nominal(i - 1) and i + 1 < len(line) and line.lower[i + 1] == "that")
    )


def _auxiliaries(line: Line, i: int) -> frozenset[str]:
    """The auxiliaries and negations before a verb, past adverbs."""
    found, j = set(), i - 1
    while j >= 0 and i - j < 9:
        word = line.lower[j]
        if word in _AUXILIARIES or word in _NEGATIONS:
            found.add(word)
        elif not is_adverb(line, j):
            break
        j -= 1
    return frozenset(found)


def is_adverb(line: Line, i: int) -> bool:
    """Whether a word can stand between a subject and its verb."""
    return line.owner[i] is None and (
        line.lower[i] in _ADVERBS or line.upos(i) == "ADV" or line.lower[i].endswith("ly")
    )


def before_verb(line: Line, cue: Cue) -> int:
    """The index of the first word of a verb group: its auxiliaries and adverbs before the cue."""
    j = cue.first
    while j > 0 and (line.lower[j - 1] in _AUXILIARIES or line.lower[j - 1] in _NEGATIONS or is_adverb(line, j - 1)):
        j -= 1
    return j
