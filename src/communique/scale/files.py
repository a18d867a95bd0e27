"""The files of shards, in a folder or at an address that fsspec knows; law: a file is there whole or not at all."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from communique.errors import CommuniqueError, SourceError

ENDING = ".jsonl"


def write(folder: str, name: str, data: bytes) -> str:
    """Put a file into a folder, which is made where it is missing; gives its path. Raises `SourceError`."""
    path = join(folder, name)
    try:
        if "://" in folder:
            system, inner = _system(path)
            system.makedirs(inner.rpartition("/")[0], exist_ok=True)
            system.pipe_file(inner, data)  # object storage shows a file when it is whole
        else:
            Path(folder).mkdir(parents=True, exist_ok=True)
            part = Path(folder, f".{name}.{os.getpid()}")
            part.write_bytes(data)
            part.replace(path)
    except OSError as error:
        raise SourceError(f"{path}: it cannot be written: {error.strerror or error}.") from error
    return path


def read(path: str) -> bytes | None:
    """What a file holds; `None` where there is none. Raises `SourceError`."""
    try:
        if "://" in path:
            system, inner = _system(path)
            data: bytes = system.cat_file(inner)
            return data
        return Path(path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SourceError(f"{path}: it cannot be read: {error.strerror or error}.") from error


def join(folder: str, name: str) -> str:
    """The path of a file in a folder."""
    return f"{folder.rstrip('/')}/{name}" if "://" in folder else str(Path(folder, name))


def listed(paths: Iterable[str]) -> list[str]:
    """The files of shards that paths name, those of folders included, each once, in the order of their own names.

    These begin with the number of the shard's first item, so that the order of the paths does not matter.
    Raises `SourceError` for a path at which there is nothing.
    """
    found = {file for path in paths for file in _files(path)}
    return sorted(found, key=lambda file: (PurePosixPath(file).name, file))


def _files(path: str) -> Iterator[str]:
    if "://" in path:
        system, inner = _system(path)
        names = system.ls(inner, detail=False) if system.isdir(inner) else [inner] if system.exists(inner) else None
        names = names and [system.unstrip_protocol(name) for name in names]
    else:
        place = Path(path)
        names = [str(f) for f in place.iterdir()] if place.is_dir() else [path] if place.exists() else None
    if names is None:
        raise SourceError(f"{path}: there is no shard and no folder of them.")
    yield from (n for n in names if n.endswith(ENDING) and not PurePosixPath(n).name.startswith("."))


def _system(path: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # slow to import

        system, inner = url_to_fs(path)
    except (ImportError, ValueError) as error:
        raise CommuniqueError(
            f"{path}: this address cannot be used: {error} (pip install 'communique[scale]')"
        ) from error
    return system, inner
