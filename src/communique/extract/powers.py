"""Groups of leading states: called by their number, or by no more than that they are industrial and great."""

import re
from collections.abc import Iterator

from communique import knowledge
from communique.extract.finds import Found
from communique.languages import pattern

_NUMBERED = re.compile(r"G(?<=\bG)-?\d{1,2}\b")  # what begins with a letter is found fast
_POWERS, _POWERS_MEET = pattern("names", "powers"), pattern("names", "powers_meet")
_GROUPS = pattern("names", "powers_named")


def counted(text: str) -> Iterator[Found]:
    """Where a text has them: "G-6", "the seven leading industrial nations", "major industrial powers will meet"."""
    for found in _NUMBERED.finditer(text):
        yield Found(start=found.start(), end=found.end(), type="body", rank=1)
    if "industrial" not in text.lower():
        return
    for found in _POWERS.finditer(text):
        if group := knowledge.body(f"Group of {found['number'].title()}"):
            yield _described(found.span(), group)
    for found in _POWERS_MEET.finditer(text):
        if group := _meant(text):
            yield _described(found.span("after" if found["after"] else "before"), group)


def _described(at: tuple[int, int], group: knowledge.Body) -> Found:
    entry = knowledge.Entry((knowledge.Sense(group, "noun", False),))
    return Found(start=at[0], end=at[1], type="body", rank=1, entry=entry)


def _meant(text: str) -> knowledge.Body | None:
    """The group that a text means by no number: the only one that it names, or the Seven."""
    named = (knowledge.look_up(found[0]) for found in _GROUPS.finditer(text))
    groups = {n.thing.id: n.thing for n in named if n and isinstance(n.thing, knowledge.Body)}
    return next(iter(groups.values())) if len(groups) == 1 else knowledge.body("Group of Seven")
