"""Texts in rows, JSON lines or Parquet: a row is read as a text with its other columns as front matter.

Columns: `text`, which is needed, and `title`, `published`, `source`, `url`, `language`; others are left out.
"""

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.sources.archives.bounds import Broken, Place, inflated, line

COLUMNS = ("text", "title", "published", "source", "url", "language")
_BATCH = 16
_GROUP = 1_000_000_000
# What YAML does not allow even within quotes.
_NOT_YAML = re.compile("[^\\x09\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufffd\U00010000-\U0010ffff]")


def read_lines(file: Any, place: Place) -> Iterator[Fetched | Refused]:
    """The texts of JSON lines, each an object. Raises `Broken`."""
    stream, limit = inflated(file), place.limits.max_bytes
    for number in count(1):
        row = stream.readline(limit + 1)
        if not row:
            return
        source = place.at(str(number))
        if len(row) > limit:
            while row and not row.endswith(b"\n"):
                row = stream.readline(1 << 20)
            yield Refused(source=source, reason=place.limits.too_large)
        elif row.strip():
            yield _from_json(row, source)


def _from_json(row: bytes, source: str) -> Fetched | Refused:
    try:
        values = json.loads(row)
    except (ValueError, RecursionError) as error:
        return Refused(source=source, reason=f"not JSON: {line(error)}")
    if not isinstance(values, dict):
        return Refused(source=source, reason='no JSON object; write {"text": …} in each line')
    return _text(values, source)


def read_parquet(file: Any, place: Place) -> Iterator[Fetched | Refused]:
    """The texts of a Parquet file; a damaged row group costs only itself. Raises `Broken`."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise Broken("Parquet needs pyarrow: pip install 'communique[parquet]'") from None
    try:
        table = parquet.ParquetFile(file, buffer_size=1 << 20)
        names = [name for name in COLUMNS if name in table.schema_arrow.names]
    except (ArrowException, OSError, ValueError) as error:
        raise Broken(f"a damaged Parquet file: {line(error)}") from None
    if "text" not in names:
        raise Broken(f"has no column named text; it has {', '.join(table.schema_arrow.names)[:200]}")
    start = 1
    for group in range(table.num_row_groups):
        about = table.metadata.row_group(group)
        try:
            if about.total_byte_size > _GROUP:
                raise ValueError(f"larger than {_GROUP:,} bytes; write smaller groups")
            for number, values in enumerate(_rows(table, group, names), start):
                yield _text(values, place.at(str(number)))
        except (ArrowException, OSError, ValueError) as error:
            yield Refused(source=place.at(f"row group {group}"), reason=f"cannot be read: {line(error)}")
        start += about.num_rows


def _rows(table: Any, group: int, names: list[str]) -> Iterator[Mapping[str, Any]]:
    for batch in table.iter_batches(_BATCH, row_groups=[group], columns=names):
        yield from batch.to_pylist()


def _text(values: Mapping[str, Any], source: str) -> Fetched | Refused:
    body = values.get("text")
    if not isinstance(body, str):
        return Refused(source=source, reason="has no text" if body is None else "its text is no string")
    front = {name: _plain(values[name]) for name in COLUMNS[1:] if values.get(name) not in (None, "")}
    for name, value in front.items():
        if value is None:
            return Refused(source=source, reason=f"its {name} is no text")
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items()]
    text = f"---\n{''.join(lines)}---\n{body}" if lines else body
    return Fetched(source=source, data=text.encode("utf-8", "replace"), media_type="text/plain", charset="utf-8")


def _plain(value: Any) -> str | None:
    """A value as one line that YAML takes; `None` for one that is no text, number or time."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str | int | float):
        return None
    return _NOT_YAML.sub(" ", " ".join(str(value).split()))
