"""Files, folders and standard input; law: a folder is read in the order of its paths, whatever the file system says."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.sources.limits import Limits

SUFFIXES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
}


def fetch_path(source: str, limits: Limits) -> Iterator[Fetched | Refused]:
    """A file, or all files of a folder and its subfolders that have a known suffix and no hidden name."""
    path, source = Path(source), _readable(source)
    if not os.path.isdir(path):  # noqa: PTH112 - pathlib raises on names that cannot be
        yield _fetch_file(path, source, limits)
        return
    empty = True
    for file in _files(path):
        empty = False
        yield file if isinstance(file, Refused) else _fetch_file(file, _readable(str(file)), limits)
    if empty:
        yield Refused(source=source, reason=f"no document in this folder (looked for {', '.join(SUFFIXES)})")


def count_files(source: str) -> int:
    """How many files a path stands for."""
    path = Path(source)
    return sum(1 for _ in _files(path)) if os.path.isdir(path) else 1  # noqa: PTH112 - as above


def fetch_stdin(limits: Limits) -> Fetched | Refused:
    """All of standard input."""
    return _take(sys.stdin.buffer, "-", limits)


def _readable(path: str) -> str:
    """The path as it can be printed: bytes of a name that are no characters are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def _files(folder: Path) -> Iterator[Path | Refused]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(parent, name)
    for error in closed:
        yield Refused(source=str(error.filename), reason=_trouble(error))


def _fetch_file(path: Path, source: str, limits: Limits) -> Fetched | Refused:
    try:
        with path.open("rb") as file:
            return _take(file, source, limits)
    except FileNotFoundError:
        return Refused(source=source, reason="no such file or folder")
    except (OSError, ValueError) as error:
        return Refused(source=source, reason=_trouble(error))


def _trouble(error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be opened: {reason.lower()}"


def _take(file: BinaryIO, source: str, limits: Limits) -> Fetched | Refused:
    data = file.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        return Refused(source=source, reason=limits.too_large)
    return Fetched(source=source, data=data, media_type=SUFFIXES.get(Path(source).suffix.lower()))
