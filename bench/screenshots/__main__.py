"""Take pictures of the main pages of the desk over the shipped stories, light and dark, on a desk and on a phone."""

import argparse
import base64
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from communique import run
from communique.cli.desks import desk
from communique.settings import Settings
from communique.store import Register
from communique.web.app import create

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
_CHROMIUM = "/usr/bin/chromium"
_NOW = datetime(2026, 10, 13, 9, tzinfo=UTC)  # the day on which the stories are shown
_SIZES = {"desk": (1280, 860), "phone": (390, 780)}


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, the page, and how it is looked at."""

    name: str
    path: str
    size: str = "desk"
    dark: bool = False


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, help="the folder of the pictures")
    parser.add_argument("--format", choices=("webp", "png"), default="webp")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(str(Path(folder) / "stories.db")) as (address, shots):
        for shot, data in taken(address, shots, asked.format):
            file = asked.out / f"{shot.name}.{asked.format}"
            file.write_bytes(data)
            print(f"{file.name}: {len(data) / 1000:.0f} kB of {shot.path}")


@contextmanager
def served(name: str) -> Iterator[tuple[str, list[Shot]]]:
    """The address of a desk over the stories, and what is to be looked at there."""
    import uvicorn

    with resources.as_file(resources.files("communique") / "examples") as stories, run.register(name) as register:
        assert all(run.add([str(stories)], register, Settings(), _NOW.isoformat()))
        register.refresh()
        shots = _shots(register)
    app = create(replace(desk(Register(name), Settings()), now=lambda: _NOW))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", shots
    server.should_exit = True
    thread.join()


def _shots(register: Register) -> list[Shot]:
    meeting = max(register.records("meetings"), key=lambda record: (record.support, len(record.values), record.id))
    body = max(register.records("bodies"), key=lambda r: (sum(1 for _ in _meetings(register, r.id)), r.support, r.id))
    document = meeting.reports[0].document
    return [
        Shot("front", "/"),
        Shot("front-dark", "/", dark=True),
        Shot("front-phone", "/", size="phone"),
        Shot("meetings", "/meetings"),
        Shot("meeting", f"/meetings/{meeting.id}"),
        Shot("meeting-phone", f"/meetings/{meeting.id}", size="phone", dark=True),
        Shot("body", f"/bodies/{body.id}"),
        Shot("document", f"/documents/{document}"),
        Shot("document-dark", f"/documents/{document}", dark=True),
        Shot("search", "/search?q=meetings+in+March+2026"),
        Shot("review", "/review"),
        Shot("network", "/network"),
    ]


def _meetings(register: Register, id: str) -> Iterator[Any]:
    return (record for record in register.records("meetings") if (record.values.get("body") or {}).get("id") == id)


def taken(address: str, shots: list[Shot], form: str) -> Iterator[tuple[Shot, bytes]]:
    """The pictures, in a format of the browser's."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--hide-scrollbars"])
        for shot in shots:
            width, height = _SIZES[shot.size]
            context = browser.new_context(
                base_url=address,
                viewport={"width": width, "height": height},
                color_scheme="dark" if shot.dark else "light",
            )
            page = context.new_page()
            page.goto(shot.path)
            how = {"format": form, **({"quality": 60} if form == "webp" else {})}
            data = context.new_cdp_session(page).send("Page.captureScreenshot", how)["data"]
            yield shot, base64.b64decode(data)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
