"""`/exports`: the register in the formats of other programs, whole or of one record."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from communique.export.formats import FORMATS, Format, named
from communique.export.holdings import Holdings
from communique.model.record import Record
from communique.web import answers
from communique.web.errors import Trouble
from communique.web.routes import shelf
from communique.web.shelf import KIND_OF, PLURALS, Shelf

MOST = 5_000  # documents


def exports_page(request: Request) -> Response:
    """The formats that there are."""
    view = {
        "title": "Exports",
        "formats": [{"name": f.name, "help": f.help, "media": f.media, "kinds": f.kinds} for f in FORMATS],
    }
    return answers.page(request, "exports.html", view)


def export(request: Request) -> Response:
    """The register, or the records of one kind, in a format."""
    found, kind = _format(request.path_params["name"]), request.query_params.get("kind", "")
    if found.kinds and kind not in KIND_OF:
        raise Trouble(400, f"{found.name} needs a kind: {', '.join(KIND_OF)}.")
    return _answer(request, found, _all(shelf(request)), kind)


def export_record(request: Request) -> Response:
    """One record, in a format that does not go by kinds."""
    found, here = _format(request.path_params["name"]), shelf(request)
    record = here.whole(request.path_params["id"])
    if record is None or found.kinds:
        raise Trouble(404, "No such record, or a format of whole kinds.")
    return _answer(request, found, holdings_of(here, record), PLURALS[record.kind])


def _all(here: Shelf) -> Holdings:
    """All that the register holds. Raises `Trouble` where that is too much for an answer."""
    if here.total("documents") > MOST:
        raise Trouble(400, f"Here up to {MOST:,} documents are exported; `communique export` does more.")
    records = {kind: list(here.register.records(kind)) for kind in KIND_OF}
    return Holdings(records=records, readings=[*here.register.readings(), *here.notes.values()])


def holdings_of(here: Shelf, record: Record) -> Holdings:
    """A record with the documents that report it."""
    documents = list(dict.fromkeys(report.document for report in record.reports))[:MOST]
    records: dict[str, tuple[Record, ...]] = dict.fromkeys(KIND_OF, ())
    readings = list(here.readings(documents).values())
    return Holdings(records={**records, PLURALS[record.kind]: (record,)}, readings=readings)


def _format(name: str) -> Format:
    try:
        return named(name)
    except KeyError as error:
        raise Trouble(404, str(error.args[0])[:300]) from None


def _answer(request: Request, found: Format, holdings: Holdings, kind: str) -> Response:
    body = b"".join(found.write(holdings, kind))
    called = kind if kind in KIND_OF else "register"
    headers = {"Content-Disposition": f'attachment; filename="{called}.{found.name}"'}
    return answers.fresh(request, Response(body, media_type=found.media, headers=headers))


def routes() -> list[BaseRoute]:
    """The addresses of exports."""
    return [
        Route("/exports", exports_page),
        Route("/exports/{name}", export),
        Route("/exports/{name}/{id}", export_record),
    ]
