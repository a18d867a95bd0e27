"""Texts that a source holds inside, as the plain texts with front matter that reading knows."""

import json
import re
from collections.abc import Mapping

from communique.model.fetched import Fetched

_BLANKS = re.compile(r"\s+")


def plain(address: str, front: Mapping[str, str | None], body: str) -> Fetched:
    """A text with what is known of it (`title`, `published` as a day, `source`, `url`); what is not known is left out.

    >>> plain("a#1", {"title": "A council met", "url": None}, "It met.").data
    b'---\\ntitle: "A council met"\\n---\\nIt met.\\n'
    """
    told = {name: _BLANKS.sub(" ", value).strip() for name, value in front.items() if value and value.strip()}
    # A JSON string is a YAML string too, whatever stands in it.
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items())
    data = f"---\n{head}---\n{body}\n".encode(errors="replace")
    return Fetched(source=address, data=data, media_type="text/plain", charset="utf-8")
