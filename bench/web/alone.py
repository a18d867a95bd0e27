"""The processor time of each page, asked for in this process: a figure that does not hang on what else runs here."""

import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice

from starlette.testclient import TestClient

from communique.cli.desks import desk
from communique.settings import Settings
from communique.store import Register
from communique.web.app import create
from communique.web.follower import catch_up
from communique.web.shelf import Keeper

_ROUNDS = 7


def alone(name: str, pages: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A line for each page: the median and the most of some answers, each from a register that has just changed."""
    with Register(name) as register:
        started = time.process_time()
        app = create(desk(register, Settings()))
        catch_up(app.state.keeper)
        yield f"what changed, what waits and the network: {time.process_time() - started:.1f} s of processor time"
        client = TestClient(app)
        for page, paths in pages.items():
            taken, size = [], 0
            for path in islice(cycle(paths), _ROUNDS):
                app.state.keeper = Keeper(register)
                started = time.process_time()
                answer = client.get(path)
                taken.append((time.process_time() - started) * 1000)
                size = len(answer.content)
                assert answer.status_code == 200, path
            median = sorted(taken)[_ROUNDS // 2]
            yield f"{page:26} median {median:6.1f} ms, most {max(taken):6.1f} ms, {size / 1000:6.1f} kB"
