"""Speakers: who the words before a verb of saying stand for, through pronouns, offices, papers and descriptions."""

from dataclasses import replace
from itertools import pairwise

from communique import knowledge
from communique.extract.chunks import word_set, word_sets
from communique.extract.cues import Cue
from communique.extract.focus import Focus, Question, Speaker
from communique.extract.lines import Line, phrase_after
from communique.extract.mentions import Mention
from communique.extract.unnamed import described, written
from communique.model.entity import Reference

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_OF = frozenset({"of", "by", "from"})
_BOUNDS = frozenset({",", ";", ":", ".", "(", "and", "that", "which"})
_AFTER = 5  # words
_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they", "himself": "he", "herself": "she"}


def resolve(line: Line, first: int, last: int, focus: Focus) -> Speaker | None:
    """Who the words `first` to `last` (exclusive) of a line stand for; `None` where nobody speaks ("figures show")."""
    if line.lower[last - 1] == "own" and last - first > 1:
        last -= 2 if line.lower[last - 2] in _POSSESSIVE and last - first > 2 else 1
    word = line.lower[last - 1]
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    if last - first == 1 and (word in word_set("saying", "personal") or word in _OWNERS):
        rule = _pronoun(_OWNERS.get(word, word), start, end, line, focus)
        word = {"him": "he", "them": "they"}.get(word, _OWNERS.get(word, word))
        if word in ("he", "she", "it", "they"):
            return focus.choose(Question(line=line, first=first, head=last, last=last, word=word, rule=rule))
        return rule
    if last - first == 1 and word in ("my", "our"):
        return None
    head = _head(line, first, last)
    if (pair := together(line, first, last, focus)) is not None:
        return pair
    named = line.owner[last - 1]
    if head < last and named is not None and named.type == "person" and not _governed(line, first, named):
        return _mentioned(named, focus)
    people = _entities(line, first, head, "person")
    alone = len(people) == 1 or (len(people) > 1 and not _joined(line, people[-2], people[-1]))
    if alone and (line.owner[head - 1] is people[-1] or (len(people) == 1 and _appended(line, first, head))):
        return _mentioned(people[-1], focus)
    paper = _paper(line, first, head, last, focus)
    if paper is not None:
        return paper
    named = _added(line, head, last) or _side(line, first, head, focus)
    if named is not None:
        return _mentioned(named, focus) if named.type == "person" else _body(line, named, head, head, focus)
    if line.lower[head - 1] in word_set("saying", "gatherings"):
        rule = focus.last_union(start)
        own = written(line, first, head, last)
        return focus.choose(Question(line=line, first=first, head=head, last=last, written=own, rule=rule))
    owner = line.owner[head - 1]
    if owner is None and line.lower[head - 1] in word_set("saying", "data"):
        return None
    if owner is not None and not people and "and" not in line.lower[first:head] and _whole(line, first, head):
        return _body(line, owner, first, head, focus)
    rule, own = described(line, first, head, last, focus), written(line, first, head, last)
    if rule is not None and rule.via is not None and line.lower[head - 1] in word_set("saying", "interviewed"):
        return rule
    return focus.choose(Question(line=line, first=first, head=head, last=last, written=own, rule=rule))


def _pronoun(word: str, start: int, end: int, line: Line, focus: Focus) -> Speaker | None:
    if word in ("he", "she", "him", "her"):
        before = line.introduced(next(i for i, t in enumerate(line.tokens) if t.start == start))
        return _mentioned(before[1], focus) if before else focus.last_person(word, start)
    if word == "it":
        return focus.last_body(start)
    if word == "they":
        return focus.last_several(start)
    if word in ("who", "which", "we", "i", "you", "nobody", "none", "me", "us", "all", "them"):
        return None
    number = "several" if word in ("both", "many", "others", "some") else "person"
    return Speaker(reference=Reference(id=None, name=line.text(start, end)), number=number, start=start, end=end)


def together(line: Line, first: int, last: int, focus: Focus) -> Speaker | None:
    """Two or more persons named side by side, by their full names."""
    people = _entities(line, first, last, "person")
    if len(people) < 2 or not all(_joined(line, a, b) for a, b in pairwise(people)) or line.owner[last - 1] is None:
        return None
    names = [_mentioned(mention, focus).reference.name for mention in people]
    name = f"{', '.join(names[:-1])} and {names[-1]}"
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    return Speaker(reference=Reference(id=None, name=name), number="several", start=start, end=end)


def _head(line: Line, first: int, last: int) -> int:
    """Past the head of a phrase: before the first "of", "for" or "at" that stands outside a name."""
    for i in range(first + 1, last):
        if line.lower[i] in word_set("saying", "inside") and not (
            line.owner[i] is not None and line.owner[i] is line.owner[i - 1]
        ):
            return i
    return last


def _entities(line: Line, first: int, last: int, type: str) -> list[Mention]:
    found: list[Mention] = []
    for owner in line.owner[first:last]:
        if owner is not None and owner.type == type and (not found or found[-1] is not owner):
            found.append(owner)
    return found


def _appended(line: Line, first: int, head: int) -> bool:
    """Whether after a person's name only a bracket or an initial follows in the phrase."""
    at = max(i for i, o in enumerate(line.owner[first:head], first) if o is not None and o.type == "person")
    return line.lower[at + 1] == "(" if at + 1 < head else True


def _mentioned(mention: Mention, focus: Focus) -> Speaker:
    entity = focus.analysis.mentions.of(mention)
    reference = entity.reference if entity else Reference(id=None, name=mention.name)
    return Speaker(reference=reference, number=mention.type, start=mention.start, end=mention.end)


def _governed(line: Line, first: int, named: Mention) -> bool:
    """Whether a name hangs on a preposition or conjunction before it: "a spokesman for Orr"."""
    at = next(i for i in range(len(line)) if line.owner[i] is named)
    before = line.lower[at - 1] if at > first else ""
    return before in word_set("saying", "inside") or before in ("and", "or", ",", ".")


def _joined(line: Line, a: Mention, b: Mention) -> bool:
    """Whether "and" alone stands between two names, offices aside."""
    between = [w for w, token in zip(line.lower, line.tokens, strict=True) if a.end <= token.start < b.start]
    return bool(between) and between[0] in ("and", ",", "&")


def _whole(line: Line, first: int, head: int) -> bool:
    """Whether a name makes up its phrase, articles, possessives and other bodies aside."""
    return all(
        o.type != "person" if o is not None else line.determiner(i) or line.lower[i] in _POSSESSIVE
        for i, o in enumerate(line.owner[first:head], first)
    )


def _body(line: Line, owner: Mention, first: int, head: int, focus: Focus) -> Speaker:
    entity = focus.analysis.mentions.of(owner)
    if entity is None and (person := focus.surnamed(owner)) is not None:
        return Speaker(reference=person.reference, number="person", start=owner.start, end=owner.end)
    if entity is None:
        state = knowledge.country_of(owner.name) if owner.type == "place" else None
        reference = Reference(id=None, name=state.name if state else owner.name)
        return Speaker(reference=reference, number="body", start=owner.start, end=owner.end)
    start = line.tokens[first].start if first < head and not line.determiner(first) else owner.start
    return Speaker(reference=entity.reference, number=entity.type, start=start, end=owner.end)


def _paper(line: Line, first: int, head: int, last: int, focus: Focus) -> Speaker | None:
    """Who issued the statement, letter or plan that a phrase names; the paper is what it was said in."""
    if line.lower[head - 1] not in word_set("saying", "papers"):
        return None
    via = (line.tokens[first].start, line.tokens[head - 1].end)
    issuer = _issuer(line, first, head, last, focus)
    if issuer is not None:
        focus.papers[line.lower[head - 1]] = issuer
    new = line.lower[first] in ("a", "an") and line.lower[head - 1] in word_set("saying", "unsigned_papers")
    owned = any(word in _OWNERS for word in line.lower[first:last])
    start, end = line.tokens[first + (line.determiner(first) and not new)].start, line.tokens[last - 1].end
    own = Speaker(reference=Reference(id=None, name=line.text(start, end)), number="body", start=start, end=end)
    by_itself = issuer is None and (_titled(line, first, head) or (new and not owned))
    rule = issuer
    if by_itself:
        rule = own
    elif issuer is None:
        issuer = focus.papers.get(line.lower[head - 1])
        if issuer is None and line.lower[head - 1] in word_set("saying", "papers_of_bodies"):
            issuer = focus.last_union(line.tokens[first].start)
        rule = issuer or focus.latest(line.tokens[first].start)
    else:
        return replace(issuer, via=via)
    chosen = focus.choose(Question(line=line, first=first, head=head, last=last, written=own, rule=rule))
    return chosen if chosen is None or chosen.reference == own.reference else replace(chosen, via=via)


def _titled(line: Line, first: int, head: int) -> bool:
    """Whether a paper goes by a name of its own: "the Tirana Declaration"."""
    words = [t.text for t in line.tokens[first:head] if t.text.lower() not in ("the", "a", "an")]
    return len(words) > 1 and all(w[0].isupper() for w in words) and not all(w.isupper() for w in words)


def _added(line: Line, head: int, last: int) -> Mention | None:
    """The person named after an office: "the Executive Secretary, Mr Abara"."""
    if line.lower[head - 1] not in word_sets(("offices", "heads"), ("saying", "generic")):
        return None
    if last >= len(line) or line.lower[last] != ",":
        return None
    for owner in line.owner[last + 1 : last + 6]:
        if owner is not None and owner.type == "person":
            return owner
    return None


def _side(line: Line, first: int, head: int, focus: Focus) -> Mention | None:
    """The state or body meant by "the Vietnamese side"."""
    if head - first < 2 or line.lower[head - 1] not in word_set("saying", "sides"):
        return None
    owner = line.owner[head - 2]
    return owner if owner is not None and owner.type != "person" and focus.analysis.mentions.of(owner) else None


def _issuer(line: Line, first: int, head: int, last: int, focus: Focus) -> Speaker | None:
    for i in range(first, head):
        owner = line.owner[i]
        if line.lower[i] in ("his", "her"):
            return focus.last_person("he" if line.lower[i] == "his" else "she", line.tokens[i].start)
        if line.lower[i] in ("its", "their"):
            return (
                focus.last_body(line.tokens[i].start)
                if line.lower[i] == "its"
                else focus.last_several(line.tokens[i].start)
            )
        if owner is not None and owner.entity and i + 1 < head and line.owner[i + 1] is not owner:
            return _mentioned(owner, focus)
    past = head if head < last and line.lower[head] in _OF else _by(line, last)
    if past is None:
        return None
    named = [o for o in line.owner[past : max(last, phrase_after(line, past + 1))] if o is not None and o.entity]
    return next((_mentioned(o, focus) for o in sorted(named, key=lambda o: o.type != "person")), None)


def _by(line: Line, last: int) -> int | None:
    """The word "by" or "from" shortly after a paper: "a tweet on Monday by the minister"."""
    for i in range(last, min(last + _AFTER, len(line))):
        if line.lower[i] in ("by", "from"):
            return i
        if line.lower[i] in _BOUNDS or line.is_mark(i) or line.upos(i) == "AUX":
            break
    return None


def plausible(cue: Cue, speaker: Speaker) -> bool:
    """Whether somebody can be reported by such a cue."""
    name = speaker.reference.name.lower().split()
    undated = [w for w in name if not w[0].isdigit() and w not in word_set("names", "months_and_days")]
    data = name[-1] in word_set("saying", "data") and (len(name) == 1 or name[-1] not in ("it", "there"))
    if not undated or (data and speaker.reference.id is None):
        return False
    return bool(speaker.reference.id) or cue.may("say", "tell") or cue.form in ("phrase", "own") or len(name) < 12
