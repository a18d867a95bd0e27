"""Files, folders and standard input."""

import io
import os
import sys
from pathlib import Path

import pytest

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.run import limits
from communique.settings import Settings
from communique.sources import fetch

LIMITS = limits(Settings(max_bytes=100))


def one(source: str) -> Fetched | Refused:
    (item,) = fetch([source], LIMITS)
    return item


def test_a_file_comes_as_its_bytes_with_the_type_of_its_name(tmp_path: Path) -> None:
    file = tmp_path / "story.HTML"
    file.write_bytes(b"<p>\xff</p>")
    assert one(str(file)) == Fetched(source=str(file), data=b"<p>\xff</p>", media_type="text/html")


def test_a_folder_comes_in_the_order_of_its_paths_without_what_is_no_document(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.docx", ".hidden.txt", "sub/z.pdf", "sub/deep/y.md", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    names = [item.source.removeprefix(f"{tmp_path}/") for item in fetch([str(tmp_path)], LIMITS)]
    assert names == ["a.txt", "b.txt", "sub/z.pdf", "sub/deep/y.md"]


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    (tmp_path / "table.xlsx").touch()
    assert "no document in this folder" in str(one(str(tmp_path)))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The council met.")))
    assert one("-") == Fetched(source="-", data=b"The council met.")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("no/such/file.txt", "no such file"),
        ("x" * 300, "cannot be opened: file name too long"),
        ("a\0b", "cannot be opened"),
        ("ftp://example.org/a.txt", "no way to fetch ftp addresses"),
    ],
)
def test_what_cannot_be_fetched_is_refused_and_the_rest_goes_on(source: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("Met.")
    refused, fetched = fetch([source, str(file)], LIMITS)
    assert isinstance(refused, Refused)
    assert reason in refused.reason
    assert isinstance(fetched, Fetched)


def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "w") as file:  # noqa: PTH123 - pathlib takes no bytes
        file.write("Met.")
    assert [item.source for item in fetch([str(tmp_path)], LIMITS)] == [f"{tmp_path}/caf\ufffd.txt"]


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "line.txt"
    file.write_bytes(b"a" * 100)
    assert isinstance(one(str(file)), Fetched)
    file.write_bytes(b"a" * 101)
    assert "limit of 100 bytes" in str(one(str(file)))
