"""What came of an item that was taken in; law: an item with the same key comes to the same document or refusal."""

from dataclasses import dataclass

from communique.model.reading import Reading, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The reading of an item or why there is none.

    `key` is a hash of its content and of how it is read; `None` where another try may end otherwise.
    """

    key: str | None
    found: Reading | Refused
