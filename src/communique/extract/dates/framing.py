"""Years that frame a sentence: "Next year they meet in Riga, in May" is of a day next year."""

from collections.abc import Iterable
from dataclasses import replace

from communique.extract.dates.drafts import Draft
from communique.extract.dates.lexicon import Lexicon
from communique.extract.dates.values import Value
from communique.model.times import Anchor, Step

_STOPS = (".", "\n", "!", "?", "")
Unfolded = tuple[tuple[Step, ...], Anchor, Value]


def in_framed_year(text: str, lexicon: Lexicon, draft: Draft, spoken: tuple[Value | None, Anchor]) -> Unfolded | None:
    """A day or month without a year as one of the year, spoken of last, with which the words before it begin.

    `text` is that up to the draft.
    """
    value, anchor = spoken
    first = draft.steps[0] if draft.steps else None
    if draft.base != "now" or first is None or first.verb != "pick" or first.side or anchor.start is None:
        return None
    if value is None or value.cell is None or value.cell.unit != "year" or value.end:
        return None
    said, framing = text[anchor.start :].lower(), lexicon.group("framing")
    opens = text[: anchor.start].rstrip(" ")[-1:] in _STOPS
    if not opens or not said.startswith(tuple(framing)) or ". " in said or _is_owner(said, framing):
        return None
    return (replace(first, side="this"), *draft.steps[1:]), anchor, value


def _is_owner(said: str, framing: Iterable[str]) -> bool:
    """Whether a year is one of which something is: "next year's summit"."""
    return any(said.startswith((f"{words}'s", f"{words}’s")) for words in framing)
