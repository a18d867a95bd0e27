"""Records: what the reports say together, with every value's alternatives and the reports behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document's part in a record: the document's id and source, the claim or entity in it, and its words."""

    document: str
    source: str
    item: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A value of a field, the ids of the documents that say it, and whether it is the one that is shown."""

    value: Any
    documents: tuple[str, ...]
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record of the register: a person, a body, or what the claims of one kind say of one thing.

    `id` hangs on what the record is of, never on the order in which documents were added. `values` holds the shown
    values as plain data; `variants` all values of the fields about which reports disagree.
    """

    kind: str
    id: str
    values: Mapping[str, Any]
    reports: tuple[Report, ...]
    variants: Mapping[str, tuple[Variant, ...]] = field(default_factory=dict)

    @property
    def support(self) -> int:
        """How many documents report it."""
        return len({report.document for report in self.reports})
