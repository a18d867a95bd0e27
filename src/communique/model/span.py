"""A span of a text with the words that stand there; law: the quote is cut from the text, never supplied."""

from dataclasses import InitVar, dataclass, field

from communique.errors import BadSpan


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open interval of Unicode code points of a text, and its quote.

    Raises `BadSpan` when it is empty or lies outside the text.

    >>> Span("The council met.", 4, 11)
    Span(start=4, end=11, quote='council')
    """

    text: InitVar[str]
    start: int
    end: int
    quote: str = field(init=False)

    def __post_init__(self, text: str) -> None:
        if not 0 <= self.start < self.end <= len(text):
            raise BadSpan(f"Span [{self.start}, {self.end}) does not lie in a text of {len(text)} characters.")
        object.__setattr__(self, "quote", text[self.start : self.end])

    @property
    def pair(self) -> tuple[int, int]:
        """The offsets alone."""
        return (self.start, self.end)

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end
