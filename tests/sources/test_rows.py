"""Texts in rows: JSON lines and Parquet come as texts with front matter; a bad row costs only itself."""

import datetime
import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from tests.sources.archiving import told

from communique.model.document import Document
from communique.model.reading import Refused
from communique.run import document, documents
from communique.settings import Settings
from communique.sources.archives.rows import _text

ROW = {
    "text": "The council met in Riga on Friday.\n---\nIt agreed on the budget.",
    "title": 'Ministers: "meet" in Riga #1 😀\u0085',
    "published": "2026-03-03T10:00:00Z",
    "source": "Wire",
    "url": "https://example.org/1",
    "language": "en",
    "score": [1, 2],
}
READ = Document(
    text=f'Ministers: "meet" in Riga #1 😀\n\n{ROW["text"]}',
    title='Ministers: "meet" in Riga #1 😀',
    published="2026-03-03",
    publisher="Wire",
    url="https://example.org/1",
    language="en",
)


def read(path: Path) -> list[Document | Refused]:
    return list(documents([str(path)], Settings()))


@pytest.mark.parametrize("name", ["texts.jsonl", "texts.ndjson.gz"])
def test_json_lines_are_texts_with_front_matter(name: str, tmp_path: Path) -> None:
    lines = f"{json.dumps(ROW)}\n\n{json.dumps({'text': ROW['text']})}\n".encode()
    file = tmp_path / name
    file.write_bytes(gzip.compress(lines) if name.endswith("gz") else lines)
    first, second = read(file)
    assert isinstance(first, Document)
    assert (first.id, first.title, first.publisher, first.url) == (READ.id, READ.title, READ.publisher, READ.url)
    assert first.source == f"{file}#1"
    assert second.source == f"{file}#3"


def test_rows_that_are_none_are_refused_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    rows = [
        b"{",
        b"[]",
        b"{}",
        b'{"text": 1}',
        b'{"text": "a", "title": []}',
        b"[" * 100_000,
        b"x" * 3000,
        b'{"text": "a"}',
    ]
    file.write_bytes(b"\n".join(rows))
    reasons = ["not JSON", "no JSON object", "has no text", "its text is no", "its title is no", "", "larger", ""]
    for shown, reason in zip(told(file), reasons, strict=True):
        assert reason in shown
    assert told(file)[-1] == "texts.jsonl#8"


def table(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    parquet.write_table(pyarrow.table(columns), path, **options)
    return path


def test_parquet_gives_the_same_as_json_lines(tmp_path: Path) -> None:
    columns = {name: [value] for name, value in ROW.items()} | {"published": [datetime.date(2026, 3, 3)]}
    (found,) = read(table(tmp_path / "texts.parquet", columns))
    assert isinstance(found, Document)
    assert (found.id, found.title, found.publisher, found.url) == (READ.id, READ.title, READ.publisher, READ.url)


def test_a_damaged_row_group_costs_only_itself(tmp_path: Path) -> None:
    file = table(tmp_path / "t.parquet", {"text": [f"{n} met." * 20 for n in range(30)]}, row_group_size=10)
    data = bytearray(file.read_bytes())
    at = parquet.ParquetFile(file).metadata.row_group(1).column(0).data_page_offset
    data[at : at + 40] = b"\xff" * 40
    file.write_bytes(data)
    shown = told(file)
    assert [line for line in shown if ": " not in line] == [f"t.parquet#{n}" for n in (*range(1, 11), *range(21, 31))]
    assert [line.partition(":")[0] for line in shown if ": " in line] == ["t.parquet#row group 1"]


@pytest.mark.parametrize(("columns", "reason"), [({"body": ["a"]}, "no column named text; it has body"), ({}, "no")])
def test_a_table_without_texts_is_refused(columns: dict[str, Any], reason: str, tmp_path: Path) -> None:
    (shown,) = told(table(tmp_path / "t.parquet", columns))
    assert reason in shown


def test_a_damaged_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_bytes(b"PAR1" + bytes(100))
    (shown,) = told(tmp_path / "t.parquet")
    assert "a damaged Parquet file" in shown


@given(st.text(), st.text())
def test_any_text_is_a_title_and_a_source(title: str, source: str) -> None:
    fetched = _text({"text": "The council met in Riga on Friday.", "title": title, "source": source}, "a")
    assert not isinstance(fetched, Refused)
    assert isinstance(document(fetched, Settings()), Document)
