"""Offices that the tagger marks where the grammar of offices sees none, with their holders and bodies."""

from collections.abc import Iterator, Sequence

from communique.extract import predicates
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set, word_sets
from communique.extract.holders import Held
from communique.extract.mentions import Mention
from communique.extract.offices import Office, Words, status
from communique.extract.tagger import Labelled, Tagged

_ROLE = "role:"


def in_sentence(analysis: Analysis, number: int, words: Words, known: Sequence[Held]) -> Iterator[Held]:
    """The offices that the tagger marks in a sentence and that are not among those known."""
    tagged = analysis.tagged[number]
    taken = {i for held in known if held.person for i in range(held.office.first, held.office.last)}
    for role in (span for span in tagged.spans if span.label.startswith(_ROLE) and span.score >= 0.6):
        holders = _hanging(analysis.tagged, "holder", (number, role.start))
        if _no_office(words, role, tagged) or not holders or not taken.isdisjoint(range(role.start, role.end)):
            continue
        of = next(iter(_hanging(analysis.tagged, "of", (number, role.start))), None)
        for at, holder in holders:
            person = _mention(analysis, at, holder, "person")
            if person:
                yield Held(office=_office(words, role), person=person, of=_body(analysis, of), last=role.end)


def _no_office(words: Words, role: Labelled, tagged: Tagged) -> bool:
    """Whether a marked role is only what an office is for ("Justice", "foreign", "central"), or none that is held."""
    if tagged.upos[role.end - 1] == "ADJ" or predicates.unreal(tagged, role.start, role.end):
        return True
    last = words.lower[role.end - 1]
    parts = word_sets(("offices", "portfolios"), ("offices", "modifiers"), ("names", "body_heads"))
    only_part = last in parts and last not in word_set("offices", "heads")
    return only_part or words.lower[role.start : role.end] == ("justice",)


def _hanging(tagged: Sequence[Tagged], label: str, anchor: tuple[int, int]) -> list[tuple[int, Labelled]]:
    """The runs of a label near a role that hang on it, with the numbers of their sentences."""
    near = range(max(0, anchor[0] - 1), min(len(tagged), anchor[0] + 2))
    return [(n, span) for n in near for span in tagged[n].spans if span.label == label and span.anchor == anchor]


def _body(analysis: Analysis, found: tuple[int, Labelled] | None) -> Mention | None:
    return _mention(analysis, *found, "body") if found else None


def _mention(analysis: Analysis, number: int, span: Labelled, type: str) -> Mention | None:
    tokens = analysis.tagged[number].sentence.tokens
    start, end = tokens[span.start].start, tokens[span.end - 1].end
    items = analysis.mentions.within(start - 30, end + 30)
    return next((m for m in items if m.type == type and m.start < end and start < m.end), None)


def _office(words: Words, role: Labelled) -> Office:
    told, at, before = status(words, role.start, role.end)
    held = told if at is not None else role.label.removeprefix(_ROLE)
    return Office(sentence=words.sentence, first=role.start, last=role.end, status=held, status_at=at, before=before)
