"""Templates: views to HTML; law: everything that a document says is escaped, and only web addresses become links."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique._version import __version__
from communique.export.lengths import beside, length
from communique.web.reports import cited, history, ledger, reports, sides
from communique.web.rows import href, rows, source
from communique.web.shelf import PLURALS
from communique.web.views.chart import progress
from communique.web.words import LABELS, brief, in_words, name, shortened, title, when


def environment() -> Environment:
    """The templates with the words and addresses that they use."""
    made = Environment(
        loader=PackageLoader("communique.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        rows=rows,
        source=source,
        reports=reports,
        sides=sides,
        ledger=ledger,
        history=history,
        LABELS=LABELS,
        href=href,
        cited=cited,
        version=__version__,
        chart=progress,
        length=length,
        moment=moment,
    )
    made.filters.update(
        words=_words,
        when=when,
        brief=brief,
        named=name,
        short=shortened,
        web=web_address,
        called=_called,
        plural=PLURALS.get,
    )
    return made


def moment(iso: str | None, now: float) -> Markup | None:
    """A moment (ISO 8601) as a length of time before or after now, with the moment itself behind it."""
    if iso is None:
        return None
    told = beside(datetime.fromisoformat(iso).timestamp(), now)
    return Markup('<time datetime="{0}" title="{0}">{1}</time>').format(iso, told)


def web_address(text: str | None) -> str | None:
    """The text, where it is an http or https address; what else it may be is no link."""
    parts = urlsplit(text or "")
    return text if parts.scheme in ("http", "https") and parts.netloc else None


def _words(value: Any, field: str = "") -> str:
    return in_words(field, value)


def _called(item: Any) -> str:
    kind = str(item["id"]).rpartition("-")[0]
    return title(kind if kind in PLURALS else "document", item)
