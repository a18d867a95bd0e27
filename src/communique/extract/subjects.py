"""Subjects of cues: which words of a line name the one who is reported."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.extract import quoting
from communique.extract.chunks import word_set, word_sets
from communique.extract.cues import Cue, before_verb
from communique.extract.lines import Line, before_time, phrase_after, phrase_before

_JOINING = frozenset({"and", "but", ",", ";", "or", "then", "-", "--", "–", "—", "before", "after", "while", "when"})
_COORDINATORS = frozenset({"and", "but", "while", "whereas", "although", "though", ";"})
_RELATIVE = frozenset({"who", "which", "that"})
_APART = frozenset({"between", "with", "to", "from", "by", "against"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Words `first` to `last` (exclusive) of a line; the whole group with the verb is `outer` to `past`.

    `side` is `left` or `right` of the cue, or `shared` where it belongs to the clause that the cue goes on from;
    `apart` says that a conjunction or comma sets the group off from what stands before it.
    """

    first: int
    last: int
    outer: int
    past: int
    side: str
    apart: bool = False


def find(line: Line, cue: Cue, earlier: Sequence[tuple[Cue, Subject]]) -> Subject | None:
    """The subject of a cue, given the cues to its left with theirs."""
    if cue.form in ("phrase", "own"):
        return _of_phrase(line, cue)
    if cue.form == "passive":
        return _agent(line, cue)
    if (words := quoting.quoted(line, cue)) is not None:
        return Subject(first=words[0], last=words[1], outer=words[0] - 1, past=cue.first, side="left")
    if cue.form == "ing":
        return _shared(line, cue, earlier, cue.first)
    verb = before_verb(line, cue)
    return _left(line, cue, verb) or _right(line, cue, verb) or _shared(line, cue, earlier, verb)


def _of_phrase(line: Line, cue: Cue) -> Subject | None:
    if cue.form == "own":
        last = cue.last - 2 if line.lower[cue.last - 2] in ("'s", "’s", "'", "’") else cue.last - 1
        return Subject(first=cue.first + 1, last=last, outer=cue.first, past=cue.last, side="right", apart=True)
    end = phrase_after(line, cue.last)
    if end == cue.last:
        return None
    return Subject(first=cue.last, last=end, outer=cue.first, past=_past(line, end), side="right", apart=True)


def _past(line: Line, end: int) -> int:
    """Where an apposition after a phrase ends: before the comma that closes it, if one does."""
    if end < len(line) and line.lower[end] == "(" and ")" in line.lower[end : end + 8]:
        end = line.lower.index(")", end) + 1
    if end + 1 < len(line) and line.lower[end] == "," and not line.is_mark(end + 1):
        following = phrase_after(line, end + 1)
        if following > end + 1 and (following == len(line) or line.lower[following] in (",", ".")):
            office = {line.lower[j] for j in range(end + 1, following)} & word_set("offices", "heads")
            return following if office or following >= len(line) - 1 else end
    return end


def _agent(line: Line, cue: Cue) -> Subject | None:
    """The one after "by" in "it was stated by the minister"."""
    for i in range(cue.last, min(cue.last + 6, len(line))):
        if line.lower[i] == "by":
            end = phrase_after(line, i + 1)
            return Subject(first=i + 1, last=end, outer=cue.first, past=end, side="right") if end > i + 1 else None
    return None


def _left(line: Line, cue: Cue, verb: int) -> Subject | None:
    if verb == 0:
        verb = cue.first
    if verb == 0 or (line.is_mark(verb - 1) and line.owner[verb - 1] is None):
        return None
    if line.lower[verb - 1] in (",", "-", "--", "–", "—"):
        before = _before_aside(line, verb - 1)
        aside = before is not None and line.lower[before.past + 1 : before.past + 2] in (("who",), ("which",))
        return before if aside or not _inverted(line, cue, verb) else None
    if line.lower[verb - 1] in ("who", "which"):
        return _antecedent(line, verb - 1)
    start = phrase_before(line, verb)
    if start is None and verb < cue.first:
        verb = cue.first
        start = phrase_before(line, verb)
    return None if start is None else _group(line, start, verb, start)


def _group(line: Line, start: int, end: int, outer: int) -> Subject:
    if start == outer:
        start = outer = _first_of_all(line, start, end)
    apart = outer > 0 and (line.lower[outer - 1] in _COORDINATORS)
    end = max(before_time(line, end), start + 1)
    return Subject(first=start, last=end, outer=outer, past=end, side="left", apart=apart)


def _first_of_all(line: Line, start: int, end: int) -> int:
    """Where a list of names begins whose last one stands at `start`: "Chile, Peru and Brazil"."""
    heads, relations = line.tagged.heads, line.tagged.deprels
    last = next((i for i in range(start, end) if relations[i] == "conj" and heads[i] < start), None)
    first = None if last is None else heads[last]
    if first is None or first < 0 or line.owner[first] is None or relations[first] != "nsubj":
        return start
    begins = phrase_before(line, first + 1)
    named = all(line.owner[i] is not None or line.lower[i] in (",", "and", "the") for i in range(first, start))
    return begins if begins is not None and named else start


def _antecedent(line: Line, relative: int) -> Subject | None:
    end = relative - 1 if line.lower[relative - 1] == "," else relative
    start = phrase_before(line, end) if end > 0 else None
    if start is not None and line.lower[relative] == "which":
        start = max((i + 1 for i in range(start, end - 1) if line.lower[i] in _APART), default=start)
    return None if start is None else Subject(first=start, last=end, outer=relative, past=relative, side="left")


def _before_aside(line: Line, comma: int) -> Subject | None:
    """The phrase that an aside between commas or dashes stands after: "Orr, head of the bank, said"."""
    mark = line.lower[comma]
    fallback = None
    for i in range(comma - 1, max(0, comma - 40), -1):
        if line.lower[i] != mark or (line.is_mark(i - 1) and line.owner[i - 1] is None):
            continue
        start = phrase_before(line, i)
        if start is None:
            continue
        owner, inner = line.owner[i - 1], line.owner[i + 1]
        subject = _group(line, start, i, start)
        if inner is not None and inner.type == "person" and all(o is inner for o in line.owner[i + 1 : comma]):
            return _group(line, i + 1, comma, start)
        if owner is not None and owner.type == "person":
            return subject
        fallback = fallback or subject
        if comma - i > 1 and (line.lower[i + 1] in _RELATIVE or line.lower[i + 1] in ("however", "meanwhile", "too")):
            return subject
    return fallback


def _inverted(line: Line, cue: Cue, verb: int) -> bool:
    """Whether the subject follows: ", said the minister." """
    end = phrase_after(line, cue.last)
    if (
        end == cue.last
        or verb != cue.first
        or cue.may("tell")
        or cue.lemma in ("call", "urge")
        or line.lower[cue.last] == "that"
        or _before(line, verb)
    ):
        return False
    if (verb > 0 and line.is_mark(verb - 1)) or (verb > 1 and line.is_mark(verb - 2)):
        return True
    if cue.may("object", "name", "as") and not _somebody(line, cue.last, end):
        return False
    if end >= len(line) or line.is_mark(end):
        return True
    return (
        line.lower[end] in (",", ".", ":", "(", "-", "--")
        or line.lower[end] in word_sets(("saying", "between"), ("saying", "days"))
        or line.upos(end) == "ADV"
    )


def _before(line: Line, verb: int) -> bool:
    """Whether the subject of a verb stands before it and its object after it."""
    below = [i for i, head in enumerate(line.tagged.heads) if head == verb]
    subject = any(i < verb and line.tagged.deprels[i] == "nsubj" for i in below)
    return subject and any(i > verb and line.tagged.deprels[i] == "obj" for i in below)


def _somebody(line: Line, first: int, end: int) -> bool:
    """Whether a phrase names a person or body, or somebody in an office."""
    offices = word_sets(("offices", "heads"), ("saying", "generic"))
    return any(line.owner[i] is not None or line.lower[i] in offices for i in range(first, end))


def _right(line: Line, cue: Cue, verb: int) -> Subject | None:
    free = verb == 0 or line.is_mark(verb - 1) or line.lower[verb - 1] in (",", "-", "--", "–", "—", "so")
    if not free or cue.form != "finite" or not _inverted(line, cue, verb):
        return None
    end = phrase_after(line, cue.last)
    return Subject(first=cue.last, last=end, outer=verb, past=_past(line, end), side="right", apart=True)


def _shared(line: Line, cue: Cue, earlier: Sequence[tuple[Cue, Subject]], verb: int) -> Subject | None:
    """The subject of the cue or clause before: "said …, adding", "met and agreed"."""
    if (
        cue.form != "ing"
        and verb > 0
        and line.lower[verb - 1] not in (_JOINING if earlier else _COORDINATORS | {"then"})
    ):
        return None
    outer = verb - 1 if verb > 0 and line.lower[verb - 1] in _JOINING else verb
    outer -= outer > 0 and line.lower[outer] in ("and", "but") and line.lower[outer - 1] == ","
    if earlier:
        before = earlier[-1][1]
        return Subject(first=before.first, last=before.last, outer=outer, past=verb, side="shared", apart=True)
    found = of_clause(line, outer) if outer > 0 else _following(line, cue)
    if found is None:
        return None
    return Subject(first=found[0], last=found[1], outer=outer, past=verb, side="shared", apart=True)


def of_clause(line: Line, limit: int) -> tuple[int, int] | None:
    """The first phrase of a line that a verb follows, before word `limit`; else the first name there."""
    said = line.speech_at(limit)
    for i in (i for i in range(limit) if line.speech_at(i) is said):
        if line.upos(i) in ("VERB", "AUX") and i > 0 and line.lower[i - 1] not in ("to", ","):
            start = phrase_before(line, i)
            if start is not None:
                return start, i
            if i > 1 and line.upos(i - 1) == "ADV" and (start := phrase_before(line, i - 1)) is not None:
                return start, i - 1
    first = next((i for i in range(limit) if line.owner[i] is not None), None)
    if first is None:
        return None
    last = first
    while last < limit and line.owner[last] is line.owner[first]:
        last += 1
    return first, last


def _following(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The subject after an opening participle: "Saying that …, the minister left"."""
    for i in range(cue.last, len(line) - 1):
        if (
            line.lower[i] == ","
            and line.quoted[i + 1] is line.quoted[cue.first]
            and (end := phrase_after(line, i + 1)) > i + 1
        ):
            return i + 1, end
    return None


def coordinate(line: Line, cue: Cue, subject: Subject, later: bool) -> bool:
    """Whether a group goes on beside the one before it, not inside what that reports."""
    if cue.form in ("phrase", "own", "passive"):
        return False
    if subject.side == "shared":
        return cue.form == "ing" or cue.lemma in word_set("saying", "going_on")
    if subject.side == "right":
        return False
    before = line.lower[subject.outer - 1] if subject.outer else ""
    earlier = line.lower[subject.outer - 2] if subject.outer > 1 else ""
    return later and (
        before in ("while", "whereas", ";")
        or (before in ("and", "but") and (earlier in (",", ";") or cue.may("say", "tell")))
    )
