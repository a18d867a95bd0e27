"""The day on which a text was written, which "today" means in it, and whether it tells of times long before."""

from dataclasses import replace
from itertools import pairwise

from communique.extract.dates.arithmetic import apply
from communique.extract.dates.dateline import dateline
from communique.extract.dates.drafts import Draft
from communique.extract.dates.lexicon import Tokens
from communique.extract.dates.values import Value, value_of
from communique.model.times import Anchor, Step

# Rules of what is counted from the day of writing.
DEICTIC = (
    *("weekday", "deictics", "unit", "near_weekday", "near_month", "near_part", "weekend", "beyond", "year_ago"),
)  # fmt: skip
_DELAY = 31  # days between a dateline and publication
_OLD, _FEW = 3, 6  # a story has so many dated years, and half of them lie more than three years back


def day_of_writing(tokens: Tokens, drafts: list[Draft], published: str | None) -> tuple[Value | None, Anchor]:
    """The day in the dateline, else that of publication, else that of "today, 5 May 2024". Raises `BadDate`."""
    day = value_of(published) if published else None
    if not (day and day.cell and day.cell.unit == "day" and day.end is None):
        day = None
    anchor = Anchor(kind="published", edtf=day.cell.edtf) if day and day.cell else Anchor()
    day = replace(day, clock="", zone="") if day else None
    return _from_dateline(tokens, drafts, day) or ((day, anchor) if day else _from_today(tokens, drafts))


def _from_dateline(tokens: Tokens, drafts: list[Draft], published: Value | None) -> tuple[Value, Anchor] | None:
    """The day in the dateline, unless it lies far from the day of publication."""
    line = dateline(tokens, drafts)
    if line is None:
        return None
    value = apply((sided(step, "past") for step in line.steps), line.constant or published)
    if not (value and value.cell and value.cell.unit == "day"):
        return None
    if published and published.cell and abs(value.cell.index - published.cell.index) > _DELAY:
        return None
    return value, _anchor("dateline", tokens, line, value.edtf)


def _from_today(tokens: Tokens, drafts: list[Draft]) -> tuple[Value | None, Anchor]:
    """ "Today, 11 October 2023" says which day today is."""
    for a, b in pairwise(drafts):
        step = a.steps[0] if a.rule == "deictics" and len(a.steps) == 1 else None
        full = b.constant.cell if b.constant and not b.steps else None
        if step and full and full.unit == step.unit == "day" and b.first - a.last <= 1:
            return Value(cell=full.shift(-step.amount)), _anchor("expression", tokens, b, full.edtf)
    return None, Anchor()


def _anchor(kind: str, tokens: Tokens, draft: Draft, edtf: str | None) -> Anchor:
    return Anchor(kind=kind, start=tokens.starts[draft.first], end=tokens.end(draft.last - 1), edtf=edtf)


def is_story(drafts: list[Draft], written_on: Value | None, anchor: Anchor) -> bool:
    """Whether the text tells of years long before it was written: then its own dates are what it counts from."""
    if written_on is None or written_on.cell is None:
        return True
    if anchor.kind == "dateline" or sum(d.rule in DEICTIC for d in drafts) * 5 > len(drafts):
        return False
    cells = [d.constant.cell for d in drafts if d.constant and d.constant.cell]
    years, year = sorted(cell.year for cell in cells), written_on.cell.year
    near = any(c.unit in ("day", "month") and abs(c.year - year) <= 1 for c in cells)
    return not near and len(years) >= _FEW and year - years[len(years) // 2] > _OLD


OPEN = "open"
"""The side of a day that is to come where nothing tells that it is past: "this Sunday"."""


def sided(step: Step, side: str | None) -> Step:
    """A step with the side that the tense tells, where its words leave it open."""
    if step.side == OPEN:
        return replace(step, side="past" if side == "past" else "future")
    if step.side or step.verb not in ("pick", "weekday"):
        return step
    if step.verb == "weekday":
        return replace(step, side="future" if side == "future" else "past")
    return replace(step, side=side or "")
