"""The columns of each list: what stands in a row, and where it leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from communique.web.words import in_words, name, office, shortened, title, when

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Words, the id of the record that they lead to, and what they are (`status`, `date`, `number`, `words`)."""

    text: str
    record: str | None = None
    look: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heading, what it shows of an item, and the sort that its heading asks for."""

    label: str
    cell: Callable[[Plain], Cell]
    sort: str = ""


def _date(item: Plain, field: str = "date") -> Cell:
    return Cell(text=when(item.get(field)) or "no date", look="date" if item.get(field) else "date none")


def _titled(kind: str) -> Callable[[Plain], Cell]:
    return lambda item: Cell(text=title(kind, item), record=item["id"], look="title")


def _ref(field: str) -> Callable[[Plain], Cell]:
    def cell(item: Plain) -> Cell:
        value = item.get(field)
        return Cell(text=name(value), record=value.get("id") if isinstance(value, Mapping) else None)

    return cell


def _plain(field: str, look: str = "") -> Callable[[Plain], Cell]:
    return lambda item: Cell(text=in_words(field, item.get(field)), look=look)


def _others(item: Plain) -> Cell:
    others = [n for n in item.get("names", ()) if n != item["name"]]
    return Cell(text=shortened(", ".join(others), 90), look="faint")


_REPORTS = Column(label="Reports", cell=_plain("support", "number"), sort="reports")
_STATUS = Column(label="Status", cell=_plain("status", "status"))
_STAGE = Column(label="Stage", cell=_plain("stage", "status"))
_DATE = Column(label="Date", cell=_date, sort="date")

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "meetings": (
        _DATE,
        Column(label="Meeting", cell=_titled("meeting"), sort="name"),
        Column(label="Place", cell=_plain("place")),
        _STATUS,
        _REPORTS,
    ),
    "people": (
        Column(label="Name", cell=_titled("person"), sort="name"),
        Column(label="Also called", cell=_others),
        _REPORTS,
    ),
    "bodies": (
        Column(label="Name", cell=_titled("body"), sort="name"),
        Column(label="Kind", cell=_plain("kind")),
        Column(label="Also called", cell=_others),
        _REPORTS,
    ),
    "acts": (
        _DATE,
        Column(label="Act", cell=_titled("act"), sort="name"),
        Column(label="Kind", cell=_plain("kind")),
        Column(label="Of", cell=lambda item: _ref("body" if item.get("body") else "parties")(item)),
        _STAGE,
        _REPORTS,
    ),
    "programmes": (
        Column(label="Programme", cell=_titled("programme"), sort="name"),
        Column(label="Of", cell=_ref("of")),
        Column(label="Period", cell=_plain("period")),
        Column(label="Progress", cell=_plain("progress", "number")),
        _STAGE,
        _REPORTS,
    ),
    "memberships": (
        Column(label="Member", cell=lambda item: Cell(text=name(item["member"]), record=item["id"], look="title"),
               sort="name"),
        _STATUS,
        Column(label="Body", cell=_ref("body")),
        Column(label="Date", cell=_plain("date"), sort="date"),
        _REPORTS,
    ),
    "posts": (
        Column(label="Office", cell=lambda item: Cell(text=office(item), record=item["id"], look="title")),
        Column(label="Held by", cell=_ref("person"), sort="name"),
        Column(label="Of", cell=_ref("of")),
        _STATUS,
        _REPORTS,
    ),
    "statements": (
        Column(label="Speaker", cell=_ref("speaker"), sort="name"),
        Column(label="Office", cell=lambda item: Cell(text=office(item), look="faint")),
        Column(label="Words", cell=lambda item: Cell(text=shortened(name(item["content"]), 260), record=item["id"],
                                                     look="words" if item["kind"] == "direct" else "told")),
        Column(label="Kind", cell=_plain("kind", "status")),
    ),
    "documents": (
        Column(label="Published", cell=lambda item: _date(item, "published"), sort="date"),
        Column(label="Title", cell=_titled("document"), sort="name"),
        Column(label="Publisher", cell=lambda item: Cell(text=item.get("publisher") or item.get("source") or "")),
    ),
}  # fmt: skip
