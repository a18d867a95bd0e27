"""What reports say of a record in HTML, made without templates, as there are many; law: all text is escaped."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from communique.web.rows import citation, href, status
from communique.web.words import in_words, shortened, when

Plain = Mapping[str, Any]
_QUOTES, _LONGEST, _SIDES, _SOURCES = 4, 420, 12, 3
_NOT_TOLD = ("documents", "reported", "total")


def cited(document: str, start: int, end: int) -> str:
    """The address of a quote in its document."""
    return f"/documents/{quote(document)}?at={start}-{end}#at"


def reports(evidence: Iterable[Plain]) -> Markup:
    """The lines of a list of reports: first those that are quoted, then those that are cited only."""
    return Markup("".join([_report(each) for each in evidence]))


def sides(values: Sequence[Plain], field: str) -> Markup:
    """The rows of a table of values that disagree, each with the documents that say it; of very many, the first."""
    few = [_side(each, field) for each in values[:_SIDES]]
    rest = f'<tr><td colspan="2" class="faint">and {len(values) - _SIDES} other values</td></tr>'
    return Markup("".join([*few, rest] if len(values) > _SIDES else few))


def ledger(lines: Iterable[Plain]) -> Markup:
    """The lines of a ledger (what an act reached, what a programme counted), with some of the documents that say it."""
    return Markup("".join([_line(each) for each in lines]))


def history(events: Iterable[Plain]) -> Markup:
    """The lines of a record's history, each with some of the documents that say it."""
    return Markup("".join([_event(each) for each in events]))


def _report(report: Plain) -> str:
    document = report["document"]
    place, source = escape(f"{document['id']}.{report['item']}"), citation(document)
    if not report["quotes"] and not report.get("values"):
        return f'<li id="{place}" class="only"><p>{source}</p></li>\n'
    quotes = "".join([_quote(document["id"], each) for each in report["quotes"][:_QUOTES]])
    return f'<li id="{place}"><p>{source}{_standing(report)}</p>\n{quotes}{_values(report)}</li>\n'


def _standing(report: Plain) -> str:
    """How certain a report is, and according to whom."""
    standing = f' <span class="standing">{escape(report["standing"])}</span>' if report.get("standing") else ""
    if not report.get("according_to"):
        return standing
    speaker = escape(report["according_to"])
    linked = f'<a href="{href(report["statement"])}">{speaker}</a>' if report["statement"] else speaker
    return f'{standing} <span class="faint">according to {linked}</span>'


def _quote(document: str, found: Plain) -> str:
    address, words = cited(document, found["start"], found["end"]), escape(shortened(found["quote"], _LONGEST))
    return f'<blockquote dir="auto"><a href="{escape(address)}">{words}</a></blockquote>\n'


def _values(report: Plain) -> str:
    """What a report was read as."""
    values = report.get("values")
    if not values:
        return ""
    told = "".join([f"<span><i>{_label(name)}</i> {escape(str(value))}{_basis(report['basis'].get(name))}</span>"
                    for name, value in values.items()])  # fmt: skip
    return f'<p class="read">{told}</p>'


def _basis(basis: str | None) -> str:
    return f' <span class="basis">{escape(basis)}</span>' if basis else ""


def _label(name: str) -> str:
    return escape(name.replace("_", " "))


def _side(side: Plain, field: str) -> str:
    shown, mark = (' class="shown"', ' <span class="faint">shown</span>') if side["shown"] else ("", "")
    sources = "<br>".join([citation(document) for document in side["documents"]])
    value = escape(in_words(field, side["value"]))
    return f'<tr{shown}><th scope="row">{value}{mark}</th><td>{sources}</td></tr>'


def _line(line: Plain) -> str:
    told = " ".join([_told(name, value) for name, value in line.items()
                     if name not in _NOT_TOLD and value not in (None, "certain")])  # fmt: skip
    sources = ", ".join([citation(document) for document in line["documents"][:_SOURCES]])
    return f"<li>{_faint(when(line.get('reported')))}{told}\n{sources}{_more(line['documents'])}</li>\n"


def _told(name: str, value: Any) -> str:
    if name == "stage":
        return status(value)
    words = escape(in_words(name, value))
    return f"<span>{words}</span>" if name == "date" else f'<span><i class="faint">{_label(name)}</i> {words}</span>'


def _event(event: Plain) -> str:
    told = "; ".join([f"<span>{_label(name)}: {escape(str(value))}</span>"
                      for name, value in event["values"].items() if value])  # fmt: skip
    links = "".join(
        [f'<a href="{escape(href(id))}">[{n}]</a>' for n, id in enumerate(event["documents"][:_SOURCES], 1)]
    )
    said = f"{_faint(when(event['reported']) or 'no day')}<b>{escape(event['what'])}</b>"
    return f"<li>{said} {told} {links}{_more(event['documents'])}</li>\n"


def _faint(words: str) -> str:
    return f'<span class="faint">{escape(words)}</span> ' if words else ""


def _more(documents: Sequence[Any]) -> str:
    more = len(documents) - _SOURCES
    return f' <span class="faint">and {more} more</span>' if more > 0 else ""
