"""Following a register that grows: its records are derived, and what the front page tells of it is made anew.

The pages of a large register wait for neither; one process beside the servers is enough.
"""

import logging
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import parent_process

from communique.errors import CommuniqueError
from communique.store import Register
from communique.web.shelf import Keeper, Shelf
from communique.web.views.changes import NAME as CHANGES
from communique.web.views.changes import make as make_changes
from communique.web.views.network import NAME as NETWORK
from communique.web.views.network import make as make_network
from communique.web.views.review import NAME as WAITING
from communique.web.views.review import make as make_waiting

_LOG = logging.getLogger("communique.web")
_DIGESTS: tuple[tuple[str, Callable[[Shelf], object]], ...] = (
    (CHANGES, make_changes),
    (WAITING, make_waiting),
    (NETWORK, make_network),
)


def follow(name: str, every: float = 1.0) -> None:
    """Follow the register of a name until the process, or the one that began it, ends; a look each `every` seconds."""
    _give_way()
    server = parent_process()
    with Register(name, create=False) as register:
        keeper = Keeper(register)
        while server is None or server.is_alive():
            try:
                catch_up(keeper)
            except CommuniqueError as error:
                _LOG.error("%s", error)
            time.sleep(every)


def _give_way() -> None:
    """Have those who answer go first: a process that is only nice keeps each that wakes up waiting for milliseconds."""
    os.nice(10)
    if sys.platform == "linux":
        with suppress(OSError):  # where a container allows no such thing
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def catch_up(keeper: Keeper) -> None:
    """Have the records and what is told on the front page follow what is stored. Raises `RegisterError`."""
    keeper.register.refresh()
    shelf = keeper.shelf()
    for name, make in _DIGESTS:
        if shelf.catalogue.digest(name, shelf.state - 1)[0] < 0:
            shelf.catalogue.keep(name, shelf.state, make(shelf))
