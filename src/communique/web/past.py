"""The register as it followed from what was published until a day: derived on request, in a file that goes again."""

import shutil
import tempfile
import threading
import weakref
from collections import OrderedDict
from pathlib import Path

from communique.reconcile import everything
from communique.reconcile.known import known
from communique.store import Register
from communique.web.errors import Trouble
from communique.web.shelf import Shelf

MOST = 2_000  # documents
_KEPT = 3


class Past:
    """The shelves of some days, made when they are asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: OrderedDict[tuple[int, str], Shelf] = OrderedDict()
        self._folder = Path(tempfile.mkdtemp(prefix="communique-"))
        weakref.finalize(self, shutil.rmtree, self._folder, True)

    def shelf(self, present: Shelf, day: str) -> Shelf:
        """The shelf of the end of a day (`YYYY-MM-DD`). Raises `Trouble` where the register is too large for that."""
        if present.total("documents") > MOST:
            raise Trouble(400, f"as_of can be asked of registers of up to {MOST:,} documents; this one has more.")
        key = (present.state, day)
        with self._lock:
            if key not in self._made:
                file = self._folder / f"{present.state}-{day}.db"
                self._made[key] = _on(present, day, str(file))
                while len(self._made) > _KEPT:
                    (state, old), shelf = self._made.popitem(last=False)
                    shelf.register.close()
                    (self._folder / f"{state}-{old}.db").unlink()
            return self._made[key]


def _on(present: Shelf, day: str, file: str) -> Shelf:
    then = known(present.register, "published").on(day)
    register = Register(file, derive=everything)
    for reading in then.readings:
        register.add(reading, added=f"{day}T23:59:59+00:00")
    there = {reading.document.id for reading in then.readings}
    for decision in then.decisions:
        if all(item.document in there for item in (*decision.about, *decision.others)):
            register.decide(decision)
    register.refresh()
    state, derived = register.catalogue.mark()
    return Shelf(register=register, state=state, derived=derived, digests={})
