"""The latest news of an occasion among what its mentions say of how it stands."""

from collections.abc import Sequence

from communique.extract.extents import lately
from communique.extract.retellings import Occasion
from communique.extract.standings import Standing
from communique.languages import pattern
from communique.model.span import Span


def is_within(said: Sequence[Span]) -> bool:
    """Whether the words for a date only say in which week or longer it lies: "this week", "in the second half"."""
    return bool(said) and all(_PERIOD.search(span.quote) for span in said)


_PERIOD = pattern("meetings", "period")
_PENCILLED = pattern("meetings", "pencilled")


def latest(occasion: Occasion, date: object, published: str | None, *, within: bool) -> Standing:
    """The latest news of the occasion wins, cancelled and postponed first; days around that of publication go on."""
    standings = [s.standing for s in occasion.slots]
    strong = [s for s in standings if s.status in ("cancelled", "postponed")]
    if strong:
        off = sum(s.status == "cancelled" for s in strong)
        return next(s for s in strong if (s.status == "cancelled") == (2 * off >= len(strong)))
    found = occasion.first.standing
    first, _, last = str(date or "").partition("/")
    if found.status == "scheduled" and any(_PENCILLED.search(s.evidence.quote) for s in occasion.slots if not s.aside):
        return Standing("tentative", "probable")
    if published and last and not within and first <= published < last and found.status in ("held", "scheduled"):
        return Standing("ongoing", "certain")
    if (
        published
        and found.status == "ongoing"
        and last[:4].isdigit()
        and last[: len(published)] < published[: len(last)]
    ):
        return Standing("held", "certain")
    if published and found.status == "held" and first[:4].isdigit() and first[:10] > published:
        return Standing("scheduled", "certain")
    if found.status == "held" and not last and occasion.first.edge == "begins" and lately(first, published):
        return Standing("ongoing", "certain")
    return found
