"""Parquet: the records of one kind as a table, lists and references as JSON text; needs the extra `parquet`."""

import io
import json
from typing import Any

from communique.errors import CommuniqueError
from communique.export.holdings import Plain


def table(items: tuple[Plain, ...]) -> bytes:
    """The records as one Parquet file. Raises `CommuniqueError` where pyarrow is missing."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise CommuniqueError("Parquet needs pyarrow: pip install 'communique[parquet]'.") from error
    names = list(dict.fromkeys(name for item in items for name in item)) or ["id"]
    columns = {name: [_cell(item.get(name)) for item in items] for name in names}
    numbers = {"ordinal", "agenda_count", "count", "support"}
    schema = pyarrow.schema([(n, pyarrow.int64() if n in numbers else pyarrow.string()) for n in names])
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns, schema=schema), out)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return value
