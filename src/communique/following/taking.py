"""Taking in what a source offers, item by item; law: an item is settled only after its document is in the register."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from traceback import extract_tb

from communique.errors import CommuniqueError
from communique.following.look import Look
from communique.following.remembering import counted
from communique.following.times import has_hour, moment
from communique.following.tools import Tools
from communique.model.document import Document
from communique.model.followed import Alteration, Edit, Example, SourceState, Visit
from communique.model.reading import Refused
from communique.reconcile.edits import alterations
from communique.sources.entries import Entry
from communique.sources.plan import LISTS, Followed
from communique.sources.polite import Answer

_LONGEST = 60.0
"""Seconds of one look, after which the rest is left for the next, so that a slow host keeps no other source waiting."""
_AGAIN = (3600.0, 86400.0, 7 * 86400.0)
"""The ages, in seconds since it was first read, at which a page is looked at again, as it may have been edited."""
_TRIES = 5
_RETRY = 86400.0
"""The longest pause, in seconds, before a page that could not be read is tried again."""
_AT_ONCE = 200
_LAGS = 20


@dataclass(slots=True)
class Taking:
    """A look at a source while it goes on."""

    tools: Tools
    source: Followed
    state: SourceState
    look: Look
    began: float

    @property
    def over(self) -> bool:
        """Whether the look has taken all that it may."""
        if self.tools.stopping.is_set():
            return True
        taken = self.look.added + self.look.known + len(self.look.refused)
        return taken >= self.source.limit or self.tools.clock() - self.began > _LONGEST

    def remember(self, answer: Answer) -> None:
        """Remember the marks by which the source tells whether it has changed, as all of it was taken."""
        self.state = replace(self.state, etag=answer.etag, modified=answer.modified)

    def refuse(self, address: str, reason: str) -> None:
        """Tell that something was refused."""
        self.look = replace(self.look, refused=(*self.look.refused, Refused(source=address, reason=reason)))

    def visit_all(self) -> None:
        """Visit the addresses of the source whose time has come."""
        due = self.tools.register.sources.due(self.source.name, self.tools.clock(), self.source.limit)
        for visit in due:
            if self.over or self.look.problem:
                break
            self._guarded(visit, self._visit)
        self._count_waiting()

    def _guarded(self, visit: Visit, step: Callable[[Visit], None]) -> None:
        """Do a step; a fault of this program costs one page, which is told as refused, and not the whole work."""
        try:
            step(visit)
        except CommuniqueError:
            raise
        except Exception as error:
            self._refused(visit, fault(error))

    def _visit(self, visit: Visit) -> None:
        answer = self.tools.get(self.source, visit.address, visit.etag, visit.modified)
        if answer.unchanged:
            self._settle(visit.settled(tries=0, due=self._again(visit)))
        elif answer.fetched is None:
            self._failed(visit, answer)
        else:
            visit = visit.settled(etag=answer.etag, modified=answer.modified)
            document = self.tools.document(answer.fetched)
            if isinstance(document, Refused):
                self._refused(visit, document.reason)
            else:
                self._keep(visit, document, _mark(document))

    def take_entries(self, entries: Iterable[Entry | Refused]) -> None:
        """Take in the entries of a source that holds its documents inside, those that are new or changed."""
        self._take(_entry(entry, self.tools) for entry in entries)

    def take_documents(self, documents: Iterable[Document | Refused]) -> None:
        """Take in the documents of a folder."""
        self._take(_document(document) for document in documents)

    def _take(self, offers: Iterator["_Offer"]) -> None:
        while batch := list(islice(offers, _AT_ONCE)):
            known = self.tools.register.sources.known(self.source.name, [offer.address for offer in batch])
            for offer in batch:
                visit = known.get(offer.address)
                visit = visit or Visit(source=self.source.name, address=offer.address, found=self.began)
                if offer.mark in (visit.mark, visit.refused):
                    continue
                if self.over:
                    self.look = replace(self.look, more=True)
                    return
                self._guarded(visit, partial(self._take_one, offer))

    def _take_one(self, offer: "_Offer", visit: Visit) -> None:
        found = offer.read(visit.when)
        if isinstance(found, Refused):
            self._refused(visit.settled(tries=_TRIES), found.reason, mark=offer.mark)
        else:
            self._keep(visit.settled(when=offer.when), found, offer.mark)

    def _keep(self, visit: Visit, document: Document, mark: str) -> None:
        """Store a document and settle the visit; another version than the last is an edit."""
        now = self.tools.clock()
        if visit.document and mark == visit.mark:
            self._settle(visit.settled(tries=0, refused=None, due=self._again(visit)))
            return
        new, edit = self.tools.store(document), None
        if visit.document and visit.document != document.id:
            edit = self._edit(visit, document)
        else:
            self.state = counted(self.state, "a", new=new, good=_example(visit, document, now))
            self._lag(visit, new, now)
            self.look = replace(self.look, added=self.look.added + new, known=self.look.known + (not new))
        visit = visit.settled(tries=0, refused=None, document=document.id, mark=mark, first=visit.first or now)
        self._settle(visit.settled(due=self._again(visit)), edit)

    def _edit(self, visit: Visit, document: Document) -> Edit:
        found = self.tools.versions(str(visit.document), document.id)
        return self._counted(visit, document.id, alterations(*found) if found else ())

    def _counted(self, visit: Visit, after: str | None, found: tuple[Alteration, ...] = ()) -> Edit:
        """An edit, counted; `after` is the id of the new version, `None` for a page that is gone."""
        edit = Edit(
            source=visit.source,
            address=visit.address,
            before=str(visit.document),
            after=after,
            at=self.tools.stamp(),
            alterations=found,
        )
        self.state = replace(self.state, edited=self.state.edited + 1)
        self.look = replace(self.look, edits=(*self.look.edits, edit))
        return edit

    def _failed(self, visit: Visit, answer: Answer) -> None:
        if answer.wait is not None or not answer.asked:
            self._later(visit, answer)
        elif answer.gone and visit.document:
            gone = self._counted(visit, None)
            self._settle(visit.settled(due=None), gone)
        else:
            self._refused(visit, answer.reason or "nothing came")

    def _later(self, visit: Visit, answer: Answer) -> None:
        """Come back when the host allows it; an address that was not asked for was not tried."""
        tries, wait = visit.tries + answer.asked, self.source.every if answer.wait is None else answer.wait
        due = None if tries >= _TRIES else self.tools.clock() + wait
        self._settle(visit.settled(tries=tries, due=due, refused=answer.reason))
        if answer.wait is None:
            self.refuse(visit.address, answer.reason or "not asked")
        else:
            self.look = replace(self.look, problem=f"{visit.address}: {answer.reason}", wait=answer.wait)

    def _refused(self, visit: Visit, reason: str, mark: str | None = None) -> None:
        """Try later again, a few times; a page that was read before counts only when it is tried no more."""
        tries = visit.tries + 1
        due = None if tries >= _TRIES else self.tools.clock() + min(self.source.every * 2.0**tries, _RETRY)
        if mark is not None or (visit.tries == 0 and visit.document is None):
            self.state = counted(self.state, "r")
        self.refuse(visit.address, reason)
        self._settle(visit.settled(tries=tries, due=due, refused=mark or reason))

    def _again(self, visit: Visit) -> float | None:
        """When a page is to be looked at again."""
        if not self.source.again or visit.first is None or self.source.kind not in LISTS:
            return None
        now = self.tools.clock()
        return next((visit.first + age for age in _AGAIN if visit.first + age > now), None)

    def _lag(self, visit: Visit, new: bool, now: float) -> None:
        published = moment(visit.published) if has_hour(visit.published) else None
        if new and published is not None and self.state.succeeded:
            self.state = replace(self.state, lags=(*self.state.lags, max(now - published, 0.0))[-_LAGS:])

    def _settle(self, visit: Visit, edit: Edit | None = None) -> None:
        self.tools.keep(self.state, [visit], edit)

    def _count_waiting(self) -> None:
        waiting = self.tools.register.sources.waiting(self.source.name, self.tools.clock())
        self.state = replace(self.state, waiting=waiting)
        self.look = replace(self.look, more=waiting > 0)


def fault(error: Exception) -> str:
    """What an unforeseen error says, and where it was raised, in one line."""
    at = extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f"a fault of this program, {what} ({Path(at.filename).name}, line {at.lineno})"


@dataclass(frozen=True, slots=True)
class _Offer:
    """What a source holds inside: `read` makes the document of it, given the `when` of the version before."""

    address: str
    mark: str
    when: str | None
    read: Callable[[str | None], Document | Refused]


def _entry(entry: Entry | Refused, tools: Tools) -> _Offer:
    if isinstance(entry, Refused):
        return _Offer(entry.source, entry.reason, None, lambda _: entry)
    return _Offer(entry.address, entry.mark, entry.when, lambda was: tools.document(entry.fetched(was)))


def _document(document: Document | Refused) -> _Offer:
    if isinstance(document, Refused):
        return _Offer(document.source, document.reason, None, lambda _: document)
    return _Offer(document.source or document.id, _mark(document), None, lambda _: document)


def _mark(document: Document) -> str:
    """What is the same as long as a document says the same."""
    return hashlib.sha256(document.text.encode()).hexdigest()[:32]


def _example(visit: Visit, document: Document, now: float) -> Example:
    title = " ".join((document.title or document.text[:200]).split())
    return Example(address=visit.address, title=title, document=document.id, at=now)
