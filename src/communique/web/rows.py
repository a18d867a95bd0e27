"""The table of a list in HTML, made without templates, which take most of a page's time; law: all text is escaped."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from communique.web.columns import COLUMNS, Cell, Column
from communique.web.shelf import PLURALS
from communique.web.words import when

Plain = Mapping[str, Any]


def href(id: str) -> str:
    """The address of a record or document by its id."""
    kind, dash, _ = id.rpartition("-")
    return f"/{PLURALS[kind]}/{quote(id)}" if dash and kind in PLURALS else f"/documents/{quote(id)}"


def rows(kind: str, items: Iterable[Plain]) -> Markup:
    """The table of some records or documents of a kind, named in the plural."""
    columns = [(column, escape(column.label)) for column in COLUMNS[kind]]
    lines = "".join("<tr>" + "".join([_cell(*column, item) for column in columns]) + "</tr>\n" for item in items)
    return Markup(f"{_head(kind)}<tbody>\n{lines}</tbody></table></div>\n")


def source(document: Plain) -> Markup:
    """A document as it is cited: its title, who put it out, and when."""
    return Markup(citation(document))


def citation(document: Plain) -> str:
    """The same as text, of which a page may have a hundred."""
    return _citation(*(document[name] for name in ("id", "title", "publisher", "published")))


@lru_cache(maxsize=4096)
def _citation(id: str, title: str | None, publisher: str | None, published: str | None) -> str:
    day = f" · {escape(when(published))}" if published else ""
    return (
        f'<a href="{escape(href(id))}">{escape(title or id)}</a>\n'
        f'<span class="faint">{escape(publisher or "")}{day}</span>\n'
    )


@cache
def _head(kind: str) -> str:
    numbers = {"Reports": ' class="number"'}
    names = (f'<th scope="col"{numbers.get(column.label, "")}>{escape(column.label)}</th>' for column in COLUMNS[kind])
    return f'<div class="scroll"><table class="list {kind}">\n<thead><tr>{"".join(names)}</tr></thead>\n'


def _cell(column: Column, label: str, item: Plain) -> str:
    found = column.cell(item)
    disputed = _disputed(item["conflicts"]) if found.look == "title" and item.get("conflicts") else ""
    return f'<td class="{found.look}" data-label="{label}">{_words(found)}{disputed}</td>'


def _words(found: Cell) -> str:
    if found.look == "status":
        return status(found.text)
    text = escape(found.text)
    if found.record:
        return f'<a href="{href(found.record)}" dir="auto">{text}</a>'
    return f'<span dir="auto">{text}</span>'


def status(word: str) -> str:
    """A status or stage as a mark; nothing where there is none."""
    text = escape(word)
    return f'<span class="status s-{text.replace(" ", "-")}">{text}</span>' if text else ""


def _disputed(conflicts: Iterable[Plain]) -> str:
    fields = escape(", ".join(str(conflict["field"]) for conflict in conflicts))
    return f' <span class="conflict" title="Reports disagree on {fields}">disputed</span>'
