"""Time expressions: the words, what they do with what they hang on, and the date that comes of it.

Law: the result is operation applied to anchor; when the anchor moves, the result is computed again.
"""

from dataclasses import dataclass, field

KINDS = ("date", "time", "duration", "frequency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an operation, such as `shift -1 day`, `anniversary 25` or `pick XXXX-12-19 past`.

    `side` says which of several days it is, seen from the anchor: `last`, `next`, `this`, `past`, `future` …
    """

    verb: str
    unit: str = ""
    amount: int = 0
    value: str = ""
    side: str = ""

    def __str__(self) -> str:
        amount = f"{self.amount:+}" if self.verb == "shift" else str(self.amount) if self.amount else ""
        return " ".join(part for part in (self.verb, amount, self.value, self.unit, self.side) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What an expression hangs on: its kind, where it stands in the text, if it does, and its own date, if known."""

    kind: str = "none"
    start: int | None = None
    end: int | None = None
    edtf: str | None = None

    @property
    def pair(self) -> tuple[int, int] | None:
        """The offsets of an anchor that stands in the text."""
        return None if self.start is None or self.end is None else (self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression at `[start, end)` of a text.

    `edtf` is what it means, or `None`, and then `why` says what is missing; `why` also says how it was worked out
    where the words alone do not tell. `relation` is `since`, `until`, `by`, `before` or `after` where such a word
    stands before it, `tense` is `past` or `future` where the verbs around tell. `timex` is the value in TIMEX3 and
    `mod` its modifier; `parts` are the ends of a range, or the length of time of a shift from an event.
    """

    start: int
    end: int
    text: str
    kind: str
    edtf: str | None = None
    anchor: Anchor = field(default_factory=Anchor)
    operation: tuple[Step, ...] = ()
    why: str | None = None
    relation: str | None = None
    tense: str | None = None
    timex: str | None = None
    mod: str | None = None
    parts: tuple["TimeExpression", ...] = ()

    @property
    def day(self) -> str | None:
        """The date without its time of day."""
        return self.edtf.partition("T")[0] if self.edtf else None

    @property
    def reach(self) -> str | None:
        """The date with its relation: `2010/..` for "since 2010"; the date itself where there is none."""
        if self.edtf is None or self.relation is None or "/" in self.edtf or self.edtf[0] in "[{":
            return self.edtf
        return f"{self.edtf}/.." if self.relation in ("since", "after") else f"../{self.edtf}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Between which days a text without a publication date was written, as its own dates tell, and those dates.

    It is an inference, never a date: the last day known to be past, the first known to be still to come.
    """

    not_before: str | None = None
    not_after: str | None = None
    evidence: tuple[TimeExpression, ...] = ()
