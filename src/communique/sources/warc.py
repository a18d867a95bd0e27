"""What was fetched, kept as WARC; law: each process writes files of its own, and a record is whole before the next."""

import os
import uuid
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from communique.errors import SourceError
from communique.sources.polite import Answer

_LARGEST = 1_000_000_000
"""Bytes of a file, after which the next one is begun, as the WARC guidelines advise."""
_LEFT_OUT = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"})
"""Headers that are no longer true of the body as it is kept: unpacked and in one piece."""


class Warc:
    """Files of answers in a folder, which is made with the first. One thread at a time; close it after use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: Any = None

    def write(self, answer: Answer, stamp: str) -> None:
        """Keep an answer that brought something. `stamp` is the time, ISO 8601 in UTC. Raises `SourceError`."""
        try:
            self._write(answer, stamp)
        except OSError as error:
            reason = error.strerror or error
            raise SourceError(f"{self._folder}: what was fetched cannot be kept: {reason}") from error

    def _write(self, answer: Answer, stamp: str) -> None:
        from warcio.statusandheaders import StatusAndHeaders  # seldom needed
        from warcio.warcwriter import WARCWriter

        fetched = answer.fetched
        if fetched is None:
            return
        file = self._opened(stamp)
        writer = WARCWriter(file, gzip=True)
        headers = [(name, value) for name, value in answer.headers if name.lower() not in _LEFT_OUT]
        headers.append(("Content-Length", str(len(fetched.data))))
        record = writer.create_warc_record(
            quote(fetched.url or fetched.source, safe=":/?#[]@!$&'()*+,;=%-._~"),
            "response",
            payload=BytesIO(fetched.data),
            length=len(fetched.data),
            http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": stamp.replace("+00:00", "Z")},
        )
        writer.write_record(record)
        file.flush()

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self, stamp: str) -> Any:
        if self._file is not None and self._file.tell() > _LARGEST:
            self.close()
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            when = "".join(c for c in stamp[:19] if c.isalnum())
            name = f"communique-{when}-{os.getpid()}-{uuid.uuid4().hex[:8]}.warc.gz"
            self._file = (self._folder / name).open("wb")
        return self._file
