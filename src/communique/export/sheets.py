"""Items as CSV; law: no cell can be a formula to the program that opens it."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def table(items: Iterable[Mapping[str, Any]]) -> bytes:
    """The items as CSV (RFC 4180, UTF-8 with a byte order mark): a row each, a column a field, ids beside names."""
    rows = [dict(_flat(item)) for item in items]
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["id"]
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _flat(item: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for name, value in item.items():
        if isinstance(value, Mapping) and "name" in value:
            yield name, _cell(value["name"])
            yield f"{name}_id", _cell(value.get("id"))
        elif name in ("reports", "mentions"):
            yield name, _cell("; ".join(dict.fromkeys(str(part["document"]) for part in value)))
        elif name == "conflicts":
            yield name, _cell("; ".join(part["field"] for part in value))
        elif isinstance(value, list | tuple):
            yield name, _cell("; ".join(_word(part) for part in value))
        elif not isinstance(value, Mapping):
            yield name, _cell(value)


def _word(value: Any) -> str:
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value)


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
