"""The server of the benchmark: every host on this machine, every manner; each request goes into a log."""

import argparse
import asyncio
import contextlib
import time
from collections import Counter
from pathlib import Path

from bench.following.world import HUGE, SLOW, World, bomb, packed

DECLARED = b"<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;'>]><rss><channel>&y;</channel></rss>"
_BROKEN = b"<rss><channel><item><title>cut"


class Server:
    """Answers for all hosts of a world."""

    def __init__(self, world: World, log: Path) -> None:
        self._world, self._log = world, log.open("w", encoding="ascii", buffering=1)
        self._asked: Counter[str] = Counter()
        self._bomb = bomb()

    async def run(self) -> None:
        """Answer until the process ends."""
        server = await asyncio.start_server(self._talk, self._world.hosts, self._world.port, backlog=512)
        async with server:
            await server.serve_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:])}
                path = head[0].split(" ")[1]
                self._log.write(f"{time.time():.4f} {headers.get('host', '')} {path}\n")
                await self._answer(path, headers, writer)
                await writer.drain()
        writer.close()

    async def _answer(self, path: str, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        self._asked[path] += 1
        kind, _, rest = path.lstrip("/").partition("/")
        if kind == "p":
            feed, number = (int(part) for part in rest.removesuffix(".html").split("/"))
            fails = self._world.manner(feed) == "page fails" and self._asked[path] == 1 and number % 4 == 1
            await _send(writer, b"", 500) if fails else await _send(
                writer, self._world.page(feed, number), type="text/html; charset=utf-8"
            )
        elif kind == "f":
            await self._feed(int(rest.removesuffix(".xml")), self._asked[path], headers, writer)
        else:
            await _send(writer, b"", 404)

    async def _feed(self, feed: int, time_asked: int, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        manner, now = self._world.manner(feed), time.time()
        data, mark = self._world.feed(feed, now), f'"{len(self._world.published(feed, now))}"'
        if manner == "moved" and time_asked % 2:
            await _send(writer, b"", 302, {"Location": self._world.address(feed)})
        elif time_asked % 3 == 2 and manner not in ("well", "no marks", "moved"):
            await self._misbehave(manner, data, writer)
        elif manner != "no marks" and headers.get("if-none-match") == mark:
            await _send(writer, b"", 304, {"ETag": mark})
        else:
            await _send(writer, data, headers={} if manner == "no marks" else {"ETag": mark})

    async def _misbehave(self, manner: str, data: bytes, writer: asyncio.StreamWriter) -> None:
        if manner == "slow":
            await asyncio.sleep(SLOW)
            await _send(writer, data)
        elif manner == "too many":
            await _send(writer, b"", 429, {"Retry-After": "5"})
        elif manner in ("broken", "declared"):
            await _send(writer, _BROKEN if manner == "broken" else DECLARED)
        elif manner == "bomb":
            await _send(writer, self._bomb, headers={"Content-Encoding": "gzip"})
        elif manner == "silent":
            await asyncio.sleep(60)
        elif manner in ("huge", "endless"):
            await _stream(writer, HUGE if manner == "huge" else None)
        elif manner == "page fails":
            await _send(writer, packed(data), headers={"Content-Encoding": "gzip"})
        else:
            await _send(writer, b"", 500)


async def _send(
    writer: asyncio.StreamWriter, data: bytes, status: int = 200, headers: dict[str, str] | None = None, type: str = ""
) -> None:
    told = {"Content-Length": str(len(data)), "Content-Type": type or "application/rss+xml", **(headers or {})}
    if status == 304:
        del told["Content-Length"]
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    writer.write(f"HTTP/1.1 {status} Answer\r\n{lines}\r\n".encode() + data)


async def _stream(writer: asyncio.StreamWriter, size: int | None) -> None:
    """A body of a size, or one that drips without end."""
    writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n"
    )
    sent = 0
    while size is None or sent < size:
        piece = b"x" if size is None else b"x" * 65536
        writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        await writer.drain()
        sent += len(piece)
        await asyncio.sleep(0.5 if size is None else 0)
    writer.write(b"0\r\n\r\n")


def main() -> None:
    """Serve the world that the command line describes."""
    parser = argparse.ArgumentParser(prog="python -m bench.following.server", description=__doc__)
    parser.add_argument("log", type=Path)
    for name, of in (("feeds", int), ("port", int), ("begin", float), ("end", float), ("gap", float)):
        parser.add_argument(f"--{name}", type=of, required=True)
    asked = vars(parser.parse_args())
    log = asked.pop("log")
    asyncio.run(Server(World(**asked), log).run())


if __name__ == "__main__":
    main()
