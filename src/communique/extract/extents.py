"""Extents: on which days an occasion is, by what all its mentions say of its first day, its last and how many."""

from collections.abc import Sequence

from communique.extract.nearness import is_day
from communique.extract.slots import Slots
from communique.extract.when import days_from
from communique.model import edtf
from communique.model.span import Span


def end_to_end(ordered: Sequence[Slots]) -> tuple[str, tuple[Span, ...]] | None:
    """All the days of an occasion whose first day one mention gives, and another the last or how many they are."""
    edges = {s.edge: s for s in reversed(ordered) if s.edge and is_day(s.date or "")}
    first, last = edges.get("begins"), edges.get("ends")
    if not (first and last) and not any("/" in (s.date or "") for s in ordered):
        whole = next((s for s in ordered if is_day(s.date or "")), None)
        return _by_length(ordered, first or last or whole)
    if not (first and last and first.date and last.date) or not first.date < last.date:
        return None
    if edtf.parse(last.date).days[0] - edtf.parse(first.date).days[0] > _FORTNIGHT:
        return None
    return f"{first.date}/{last.date}", (*first.spans["date"], *last.spans["date"])


def _by_length(ordered: Sequence[Slots], known: Slots | None) -> tuple[str, tuple[Span, ...]] | None:
    """All the days of an occasion of which a mention gives the first or the last, and another how many there are."""
    days = max((s.days for s in ordered), default=0)
    if days < 2 or known is None or not known.date:
        return None
    over = known.standing.status == "held" and known.kind != "visit"
    side = known.edge or ("ends" if over else "begins")
    return days_from(known.date, side, days), known.spans["date"]


def width(said: Slots) -> int:
    """How many days the date of a mention can mean; a fortnight or less is as good as a day."""
    first, last = edtf.parse(said.date or "").days
    return max(_FORTNIGHT, last - first)


_FORTNIGHT = 14


def since(date: str, written: str | None) -> str | None:
    """From when talks go on of which only the beginning is told, some time ago."""
    if not (date and written and "/" not in date and date[:4].isdigit()):
        return None
    return f"{date}/.." if edtf.parse(date).days[1] < edtf.parse(written).days[0] else None


def lately(day: str, published: str | None) -> bool:
    """Whether a day is that of publication or the one before."""
    known = [edtf.parse(text).days[0] for text in (day, published or "") if is_day(text)]
    return len(known) == 2 and 0 <= known[1] - known[0] <= 1
