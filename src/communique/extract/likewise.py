"""Posts that the text gives by another's: those of counterparts, and those that pass from one holder to the next."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.tenures import Post
from communique.languages import pattern, words

_SIDE = re.compile(r"from the \w+ side")
_OF = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?|\s+\(")
_RECENT = 40
"""Of the posts before a counterpart no more are looked at, which keeps the time linear."""
_FAR = 400
"""How far before a successor is named the office may be that passes on, in characters."""


def find(analysis: Analysis, readings: Sequence[Post]) -> Iterator[Post]:
    """The further posts that follow from those read."""
    if not readings:
        return
    yield from _counterparts(analysis, readings)
    yield from _successions(analysis, readings)


def _counterparts(analysis: Analysis, readings: Sequence[Post]) -> Iterator[Post]:
    """The posts of those called another's counterpart: the office named last before, of the state before the word."""
    found = pattern("offices", "counterpart")
    for tagged in analysis.tagged:
        start, end = tagged.sentence.start, tagged.sentence.end
        for match in found.finditer(analysis.document.text, start, end):
            yield from _alike(analysis, readings, (start, match.start(), match.end(), end))


def _alike(analysis: Analysis, readings: Sequence[Post], at: tuple[int, int, int, int]) -> Iterator[Post]:
    start, word, after, end = at
    mentions, text = analysis.mentions, analysis.document.text
    known = _compared(analysis, [post for post in readings if post.role.end <= word], (start, word))
    states = [m for m in mentions.within(max(start, word - 60), word) if _is_state(analysis, m, word)]
    people = [m for m in mentions.within(after, min(end, after + 150)) if m.type == "person"]
    if not known or not people or not _next(text[after : people[0].start]):
        return
    if not text[word:after].endswith("s"):
        people, states = people[:1], states[-1:]
    for mention, state in _paired(analysis, people, states):
        person, of = mentions.of(mention), mentions.of(state)
        if person and of:
            yield replace(
                known, person=person, of=of.reference, of_span=analysis.document.span(state.start, state.end),
                basis=f"{text[state.start : state.end]} {text[word:after]} of {known.person.name}", status="current",
                status_span=None,
                evidence=analysis.document.span(min(state.start, mention.start), max(state.end, mention.end)),
            )  # fmt: skip


def _is_state(analysis: Analysis, mention: Mention, word: int) -> bool:
    """Whether a mention says whose counterpart it is: "Danish", or a state's name right before the word."""
    entity = analysis.mentions.of(mention)
    beside = entity is not None and entity.kind == "state" and mention.end + 1 == word
    return mention.form == "adjective" or beside


def _next(between: str) -> bool:
    """Whether only honorifics, a comma and "from the other side" stand between a counterpart and a name."""
    rest = _SIDE.sub("", between).lower().replace(",", " ").split()
    return between.count(",") < 3 and all(word in word_set("names", "honorifics") for word in rest)


def _compared(analysis: Analysis, before: Sequence[Post], within: tuple[int, int]) -> Post | None:
    """Of the posts before, that of a state which another state's is like: of who is named beside it, else the last."""
    entities, before = analysis.mentions.entities, before[-_RECENT:]
    own = [p for p in before if p.of and (e := entities.get(p.of.id or "")) and e.kind == "state"] or list(before)
    here = [p for p in own if any(within[0] <= m.start < within[1] for m in p.person.mentions)]
    if not own:
        return None
    last = (here or own)[-1]
    fuller = [p for p in own if p.person.id == last.person.id and p.name.lower().startswith(last.name.lower())]
    return max(fuller, key=lambda p: len(p.name))


def _paired(
    analysis: Analysis, people: Sequence[Mention], states: Sequence[Mention]
) -> Iterator[tuple[Mention, Mention]]:
    """Persons with their states: those before the word in order, or each one's own behind the name."""
    if states:
        yield from zip(people, states[-len(people) :], strict=False)
        return
    for mention in people:
        after = _OF.match(analysis.document.text, mention.end)
        behind = analysis.mentions.within(after.end(), after.end() + 40) if after else ()
        if after and behind and behind[0].start == after.end() and behind[0].type in ("body", "place"):
            yield mention, behind[0]


def _successions(analysis: Analysis, readings: Sequence[Post]) -> Iterator[Post]:
    """The posts of those who are succeeded, or succeed: the office named last before, held as the word says."""
    text, found = analysis.document.text, pattern("offices", "succession")
    if not any(word in text for word in words("en", "offices")["succeeding"]):
        return
    told = {p.evidence.start: p.evidence.end for p in readings}
    named = sorted(readings, key=_named_at)
    for tagged in analysis.tagged:
        for match in found.finditer(text, tagged.sentence.start, tagged.sentence.end):
            person = next(iter(analysis.mentions.within(match.end(), match.end() + 60)), None)
            at = bisect_left(named, match.start(), key=_named_at)
            near = at > 0 and match.start() - _FAR < named[at - 1].role.start
            if person and near and person.start == match.end() and not _own(told, person):
                yield from _passed_on(analysis, named[at - 1], person, match)


def _named_at(post: Post) -> int:
    return post.role.start


def _own(told: Mapping[int, int], mention: Mention) -> bool:
    """Whether a post is read at a mention itself, be it before or after."""
    return any(told.get(start, 0) >= mention.end for start in range(mention.start - _FAR, mention.start + 1))


def _passed_on(analysis: Analysis, post: Post, mention: Mention, match: re.Match[str]) -> Iterator[Post]:
    status = match.lastgroup or "current"
    person = analysis.mentions.of(mention)
    document = analysis.document
    callings = word_set("offices", "callings")
    if mention.type != "person" or person is None or person.id == post.person.id or post.of is None:
        return
    if post.name.split()[-1].lower() in callings or document.text[mention.end :].lstrip().startswith("as "):
        return
    yield replace(
        post, person=person, status=status, basis=f"the office of {post.person.name}",
        status_span=None if status == "current" else document.span(*match.span(status)),
        evidence=document.span(match.start(), mention.end), told=False,
    )  # fmt: skip
