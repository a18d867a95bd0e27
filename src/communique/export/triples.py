"""RDF in Turtle: the schema.org graph of the register with its provenance (PROV-O)."""

from collections.abc import Iterator, Mapping
from typing import Any

from communique.export import schemaorg
from communique.export.holdings import Holdings

_PREFIXES = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_DAYS = ("startDate", "endDate", "previousStartDate", "legislationDate", "foundingDate", "dissolutionDate")
_UNSAFE = str.maketrans({c: f"%{ord(c):02X}" for c in '<>"{}|^`\\ \n\r\t'})


def write(holdings: Holdings) -> Iterator[str]:
    """All documents and records; each record was derived from the documents that report it."""
    yield "".join(f"@prefix {name}: <{uri}> .\n" for name, uri in _PREFIXES.items()) + "\n"
    for document in sorted(holdings.documents.values(), key=lambda d: d.id):
        about = ["a prov:Entity, schema:Article"]
        about += [f"dcterms:title {_text(document.title)}"] if document.title else []
        about += [f"dcterms:issued {_day(document.published)}"] if document.published else []
        about += [f"dcterms:publisher {_text(document.publisher)}"] if document.publisher else []
        yield _subject(_iri(holdings.address(document)), about)
    for kind in schemaorg.NODES:
        for item in holdings.of(kind):
            node = schemaorg.thing(kind, item, holdings)
            about = [f"a prov:Entity, schema:{node['@type']}", *_properties(node)]
            yield _subject(_iri(node["@id"]), about)


def _subject(iri: str, about: list[str]) -> str:
    return f"{iri} " + " ;\n  ".join(about) + " .\n\n"


def _properties(node: Mapping[str, Any]) -> Iterator[str]:
    for name, value in node.items():
        for one in value if isinstance(value, list) else [value]:
            if name == "isBasedOn":
                yield f"prov:wasDerivedFrom {_iri(one)}"
            elif not name.startswith("@"):
                yield f"schema:{name} {_object(name, one)}"


def _object(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        if "@id" in value:
            return _iri(value["@id"])
        inner = [f"a schema:{value['@type']}", *_properties(value)]
        return f"[ {' ; '.join(inner)} ]"
    if name in _DAYS:
        return _day(value)
    return _iri(value) if str(value).startswith("https://schema.org/") else _text(str(value))


def _day(value: str | None) -> str:
    full = bool(value) and len(str(value)) == 10 and str(value).replace("-", "").isdigit()
    return f"{_text(str(value))}^^xsd:date" if full else _text(str(value))


def _iri(value: str) -> str:
    return f"<{value.translate(_UNSAFE)}>"


def _text(value: str) -> str:
    plain = (
        value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    )
    return f'"{"".join(c for c in plain if c >= " ")}"'
