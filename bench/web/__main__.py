"""Print how fast the desk answers over a register of many documents while more are added, beside Datasette."""

import argparse
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from bench.store.copied import copy
from bench.store.scaled import rows, stories
from bench.web.alone import alone
from bench.web.busy import busy
from bench.web.load import Times, load
from bench.web.servers import datasette, desk, writer
from communique import run
from communique.model.reading import Reading
from communique.model.record import Record, Report
from communique.settings import Settings
from communique.store import Register
from communique.store.backup import fill
from communique.store.catalogue import Choice
from communique.store.connection import writing
from communique.web.words import LABELS

_ADDED = "2031-01-15T12:00:00+00:00"
_MATCHING = "select+rowid+from+found+where+found+match"
_SOME = 20  # records of each kind whose pages are asked for


def main() -> None:
    """Do what the command line asks for."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        name = asked.db or asked.register or str(Path(folder) / "register.db")
        if asked.register and asked.db:
            copy(asked.register, asked.db)
        print(_held(name) if asked.register else _fill(name, asked), flush=True)
        pages, tables = (_chosen(found, asked.only) for found in _pages(name))
        if asked.alone:
            for line in (*alone(name, pages), _calendar(str(Path(folder) / "calendar.db"), 5_000)):
                print(line, flush=True)
            return
        if asked.busy:
            _beside(name, asked.datasette, pages, tables)
            return
        with writer(name, asked.every), desk(name, asked.workers) as (address, _):
            load(address, pages, asked.rate, 5)  # warm
            ours = load(address, pages, asked.rate, asked.seconds)
        _print("desk", ours)
        with writer(name, asked.every), datasette(asked.datasette, name) as other:
            theirs = load(other[0], tables, asked.rate, asked.seconds) if other else {}
        _print("datasette", theirs)
        for page in theirs:
            print(f"{page}: desk {ours[page].median:.1f} ms, datasette {theirs[page].median:.1f} ms at the median")
        print(_calendar(str(Path(folder) / "calendar.db"), 5_000))


def _beside(name: str, command: str, pages: Mapping[str, Sequence[str]], tables: Mapping[str, Sequence[str]]) -> None:
    """Print the processor time of each page that both servers have."""
    with desk(name, 1) as ours, datasette(command, name) as theirs:
        wanted: Mapping[str, Sequence[str]] = {page: paths for page, paths in pages.items() if page in tables}
        servers = [(ours, wanted)]
        servers += [(theirs, tables)] if theirs else []
        for page, (taken, *other) in busy(servers):
            beside = f", datasette {other[0]:6.1f} ms, {taken / other[0]:.2f} times" if other else ""
            print(f"{page:26} desk {taken:6.1f} ms{beside} (median of processor time)", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    parser.add_argument("--documents", type=int, default=2_000, help="how many documents the register has at first")
    parser.add_argument("--claims", type=int, help="how many claims these have, where not as many as real ones")
    parser.add_argument("--stories", type=int, default=100, help="how many real stories are scaled")
    parser.add_argument("--db", help="an empty database to measure in, such as one of a PostgreSQL server")
    parser.add_argument(
        "--register", help="a file that is filled already (with --db: to be copied there); documents are added"
    )
    parser.add_argument("--rate", type=float, default=20, help="requests a second")
    parser.add_argument("--seconds", type=float, default=60, help="how long")
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two documents that are added")
    parser.add_argument("--workers", type=int, default=1, help="processes of the desk that answer")
    parser.add_argument("--alone", action="store_true", help="only the processor time of each page, in one process")
    parser.add_argument("--busy", action="store_true", help="only the processor time of each page, of both servers")
    parser.add_argument("--only", nargs="*", default=[], help="only these pages, such as 'one of acts'")
    parser.add_argument("--datasette", default="datasette", help="the command of Datasette")
    return parser.parse_args()


def _fill(name: str, asked: argparse.Namespace) -> str:
    readings = stories(asked.stories)
    if asked.claims:
        readings = _shorter(readings, asked.claims / asked.documents)
    claims = asked.claims or asked.documents * sum(len(reading.claims) for reading in readings) // len(readings)
    with Register(name) as register, writing(register._engine) as connection:
        fill(connection, name, rows(readings, claims, _ADDED))
    started = time.perf_counter()
    with run.register(name) as register:
        register.refresh()
    return f"{_held(name)}; derived in {time.perf_counter() - started:.0f} s"


def _shorter(readings: Sequence[Reading], mean: float) -> list[Reading]:
    """The readings without those of most claims, so that they have no more claims than `mean` in the middle."""
    kept = sorted(readings, key=lambda reading: len(reading.claims))
    while len(kept) > 1 and sum(len(reading.claims) for reading in kept) > mean * len(kept):
        kept.pop()
    return kept


def _held(name: str) -> str:
    with Register(name) as register:
        return ", ".join(f"{register.catalogue.total(kind):,} {kind}" for kind in LABELS)


def _pages(name: str) -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]:
    """The addresses of the desk's pages, and of those of Datasette that show the same tables, by the same names."""
    with Register(name) as register:
        ids = {kind: [id for _, id in register.catalogue.places(Choice(kind=kind, sort="name"), _SOME)]
               for kind in LABELS}  # fmt: skip
        names = [
            data["values"]["name"].split()[-1] for data in register.catalogue.data("people", ids["people"]).values()
        ]
    pages: dict[str, Sequence[str]] = {
        "front": ["/", "/?month=1987-06"],
        "changes": ["/changes"],
        "review": ["/review"],
        "network": ["/network"],
        "search": [f"/search?q={word}" for word in names],
    }
    for kind in LABELS:
        pages[f"list of {kind}"] = [f"/{kind}", f"/{kind}?sort=name"]
        pages[f"one of {kind}"] = [f"/{kind}/{id}" for id in ids[kind]]
        pages[f"API list of {kind}"] = [f"/api/v1/{kind}"]
    pages["list with two filters"] = ["/meetings?status=held&kind=talks", "/statements?kind=direct&from=1987-06"]
    file = Path(name).stem
    tables: dict[str, Sequence[str]] = {
        "search": [f"/{file}/entries?_where=number+in+({_MATCHING}+'%22{n}%22')" for n in names]
    }
    for kind in (kind for kind in LABELS if kind != "documents"):
        tables[f"list of {kind}"] = [f"/{file}/records?kind={kind}&_sort_desc=date&_facet=status&_size=50"]
        tables[f"one of {kind}"] = [f"/{file}/records/{kind},{id}" for id in ids[kind]]
    tables["list of documents"] = [f"/{file}/documents?_sort_desc=published&_facet=language&_size=50"]
    tables["one of documents"] = [f"/{file}/documents/{id}" for id in ids["documents"]]
    return pages, tables


def _chosen(pages: Mapping[str, Sequence[str]], only: Sequence[str]) -> Mapping[str, Sequence[str]]:
    return {page: paths for page, paths in pages.items() if not only or page in only}


def _print(server: str, times: Mapping[str, Times]) -> None:
    for name, found in times.items():
        told = f"median {found.median:6.1f} ms, p95 {found.p95:6.1f} ms, {found.size / 1000:6.1f} kB"
        print(f"{server:9} {name:26} {told}, {len(found.taken)} answers, {found.failed} failed", flush=True)


def _calendar(name: str, meetings: int) -> str:
    """How long a calendar of many meetings takes."""
    from communique.cli.desks import desk as made
    from communique.web.app import create

    found: dict[str, Any] = {"meetings": [_meeting(number) for number in range(meetings)]}
    with Register(name, derive=lambda readings, decisions: found) as register:
        register.add(stories(1)[0], added=_ADDED)
        register.refresh()
        client = TestClient(create(made(register, Settings())))
        client.get("/healthz")
        started, busy = time.perf_counter(), time.process_time()
        answer = client.get("/meetings.ics")
        taken, busy = time.perf_counter() - started, time.process_time() - busy
    events = answer.content.count(b"BEGIN:VEVENT")
    times = f"{taken:.2f} s ({busy:.2f} s of processor time)"
    return f"calendar of {events:,} meetings: {times}, {len(answer.content) / 1e6:.1f} MB"


def _meeting(number: int) -> Record:
    words = (f"The council will meet in Riga on day {number}.",)
    reports = tuple(
        Report(document=f"d{number}-{n}", source=f"s{n}", item="m1", words=words, published="2031-01-15")
        for n in range(2)
    )
    date = f"20{30 + number % 60}-{1 + number % 12:02}-{1 + number % 28:02}"
    values = {"kind": "session", "status": "scheduled", "date": date, "place": "Riga", "participants": [],
              "body": {"id": f"body-{number % 50}", "name": f"Council {number % 50}"}, "agenda": ["trade"]}  # fmt: skip
    return Record(kind="meeting", id=f"meeting-{number}", values=values, reports=reports)


if __name__ == "__main__":
    main()
