"""The day on which a page says it was published; law: a day named in its prose or by its neighbours is none."""

import re

from htmldate import find_date
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, fromstring  # type: ignore[import-untyped]

_PROSE = ("p", "li", "blockquote", "a", "aside", "nav", "footer", "form", "article//h2", "article//h3")
_DATED = re.compile(r"date|time|publi|posted|byline|meta", re.IGNORECASE)


def published_day(html: str, url: str | None) -> str | None:
    """The day that metadata, a time element, a dateline or the address state, as EDTF; else `None`."""
    try:
        tree = fromstring(html)
    except (etree.ParserError, ValueError):
        return None
    for element in tree.xpath("|".join(f"//{tag}" for tag in _PROSE)):
        if not _is_dateline(element):
            _drop(element)
    found = find_date(tree, url=url, extensive_search=False, original_date=True, min_date="1900-01-01")
    return str(found) if found else None


def _is_dateline(element: HtmlElement) -> bool:
    marks = " ".join(element.get(name, "") for name in ("class", "id", "itemprop"))
    return element.tag not in ("aside", "nav", "footer") and _DATED.search(marks) is not None


def _drop(element: HtmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
