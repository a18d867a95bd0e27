"""Files, folders and standard input; law: a folder is read in the order of its paths, whatever the file system says."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.sources.archives import archive_in, members
from communique.sources.limits import Limits
from communique.sources.names import KNOWN, archived, known, media_type


def fetch_path(source: str, limits: Limits) -> Iterator[Fetched | Refused]:
    """A file or what an archive holds, or all files of a folder that have a known suffix and no hidden name."""
    path, source = Path(source), _readable(source)
    if not source:
        yield Refused(source="''", reason="no such file or folder")
        return
    if not os.path.isdir(path):  # noqa: PTH112 - pathlib raises on names that cannot be
        yield from _fetch_file(path, source, limits)
        return
    empty = True
    for file in _files(path):
        empty = False
        if isinstance(file, Refused):
            yield file
        else:
            yield from _fetch_file(file, _readable(str(file)), limits)
    if empty:
        yield Refused(source=source, reason=f"no document in this folder (looked for {', '.join(KNOWN)})")


def count_files(source: str) -> int | None:
    """How many files a path stands for; `None` where archives are among them, whose members nobody has counted."""
    path = Path(source)
    files = list(_files(path)) if os.path.isdir(path) else [path]  # noqa: PTH112 - as above
    return None if any(isinstance(file, Path) and archived(file.name) for file in files) else len(files)


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
            if known(name):
                yield Path(parent, name)
    for error in closed:
        yield Refused(source=str(error.filename), reason=_trouble(error))


def _fetch_file(path: Path, source: str, limits: Limits) -> Iterator[Fetched | Refused]:
    try:
        with path.open("rb") as file:
            kind = archive_in(file, path.name)
            if kind is None:
                yield _take(file, source, limits)
            else:
                yield from members(kind, file, source, limits)
    except FileNotFoundError:
        yield Refused(source=source, reason="no such file or folder")
    except (OSError, ValueError) as error:
        yield Refused(source=source, reason=_trouble(error))


def _trouble(error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be opened: {reason.lower()}"


def _take(file: BinaryIO, source: str, limits: Limits) -> Fetched | Refused:
    data = file.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        return Refused(source=source, reason=limits.too_large)
    return Fetched(source=source, data=data, media_type=media_type(source))
