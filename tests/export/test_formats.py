"""Exports, each read back by its format's own library, schema or rules."""

import csv
import io
import json
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique import run
from communique.cli import commands
from communique.export.formats import FORMATS, named
from communique.export.holdings import Holdings
from communique.settings import Settings
from communique.store import Register

EXAMPLES = str(Path(run.__file__).parent / "examples")


@pytest.fixture(scope="module")
def holdings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Holdings]:
    path = tmp_path_factory.mktemp("export") / "examples.db"
    with run.register(str(path)) as register:
        list(run.add([EXAMPLES], register, Settings(), "2026-11-25T00:00:00Z"))
        yield run.holdings(register)


def written(name: str, holdings: Holdings, kind: str = "meetings") -> str:
    return b"".join(named(name).write(holdings, kind)).decode("utf-8-sig")


def lines(name: str, holdings: Holdings, kind: str = "meetings") -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in written(name, holdings, kind).splitlines()]


@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_the_same_register_gives_the_same_bytes(format, holdings: Holdings) -> None:  # type: ignore[no-untyped-def]
    once = b"".join(format.write(holdings, "acts"))
    assert once
    assert once == b"".join(format.write(Holdings(records=holdings.records, readings=holdings.readings), "acts"))


@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_an_empty_register_can_be_written(format) -> None:  # type: ignore[no-untyped-def]
    b"".join(format.write(Holdings(records={}, readings=()), "meetings"))


def test_open_civic_data_events_have_what_ocdep_4_asks_for(holdings: Holdings) -> None:
    events = lines("ocd", holdings)
    assert events
    for event in events:
        assert event["status"] in ("cancelled", "tentative", "confirmed", "passed")
        assert event["start_date"]
        assert event["sources"]
        assert event["name"]
        assert event["timezone"]
        assert event["id"].startswith("ocd-event/")
        assert all(p["entity_type"] in ("person", "organization") for p in event["participants"])
        assert [a["order"] for a in event["agenda"]] == [str(n) for n in range(len(event["agenda"]))]
    assert len({event["id"] for event in events}) == len(events)


def test_followthemoney_takes_all_entities(holdings: Holdings) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ftm = pytest.importorskip("followthemoney", reason="the extra interop is not installed")
        found = lines("ftm", holdings)
        assert {e["schema"] for e in found} >= {"Person", "PublicBody", "Position", "Occupancy", "Event", "Article"}
        for entity in found:
            proxy = ftm.model.get_proxy({k: entity[k] for k in ("id", "schema", "properties")}, cleaned=False)
            for name, values in entity["properties"].items():
                assert len(proxy.get(name)) == len(set(values)), (entity["schema"], name, values)


def test_followthemoney_links_lead_to_entities(holdings: Holdings) -> None:
    found = lines("ftm", holdings)
    ids = {entity["id"] for entity in found}
    links = ("holder", "post", "member", "organization", "organizer", "involved", "parent", "resolved", "document")
    for entity in found:
        for name in links:
            assert set(entity["properties"].get(name, ())) <= ids, (entity["schema"], name)


def test_a_followthemoney_statement_for_each_value(holdings: Holdings) -> None:
    values = sum(len(v) for entity in lines("ftm", holdings) for v in entity["properties"].values())
    statements = lines("ftm-statements", holdings)
    assert len(statements) == values
    assert all(len(s["id"]) == 40 for s in statements)


def test_popolo_references_lead_somewhere(holdings: Holdings) -> None:
    found = json.loads(written("popolo", holdings))
    ids = {item["id"] for items in found.values() for item in items}
    for items in found.values():
        for item in items:
            for name, value in item.items():
                assert not name.endswith("_id") or value is None or value in ids, (item["id"], name)
    assert found["speeches"]
    assert all(s["text"] and s["attribution_text"] for s in found["speeches"])


def test_json_ld_says_what_events_are(holdings: Holdings) -> None:
    graph = json.loads(written("jsonld", holdings))["@graph"]
    events = [node for node in graph if node["@type"] == "Event"]
    assert events
    assert all(e["eventStatus"].startswith("https://schema.org/Event") for e in events)
    assert all(node["@id"].startswith("urn:communique:") for node in graph)


def test_annotations_select_the_words_of_the_document(holdings: Holdings) -> None:
    texts = {holdings.address(d): d.text for d in holdings.documents.values()}
    for annotation in lines("annotations", holdings):
        for target in annotation["target"]:
            quote, position = target["selector"]
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_turtle_is_a_graph_with_provenance(holdings: Holdings) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = rdflib.Graph().parse(data=written("turtle", holdings), format="turtle")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    derived = set(graph.subjects(prov.wasDerivedFrom, None))
    assert len(derived) >= len(holdings.of("meetings")) + len(holdings.of("statements"))


def test_events_are_rows_of_one_width_with_codes(holdings: Holdings) -> None:
    rows = list(csv.reader(io.StringIO(written("events", holdings)), delimiter="\t", quoting=csv.QUOTE_NONE))
    heading, *found = rows
    assert found
    assert all(len(row) == len(heading) for row in found)
    for row in (dict(zip(heading, row, strict=True)) for row in found):
        assert row["EventCode"].startswith(row["EventRootCode"])
        assert row["QuadClass"] in "1234"
        assert row["Words"]


def test_parquet_is_read_back(holdings: Holdings) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    data = b"".join(named("parquet").write(holdings, "meetings"))
    table = parquet.read_table(io.BytesIO(data))
    assert table.column("id").to_pylist() == [item["id"] for item in holdings.of("meetings")]


def test_the_command_writes_a_file_whole(tmp_path: Path) -> None:
    db, out = str(tmp_path / "a.db"), tmp_path / "events.jsonl"
    with Register(db):
        pass
    with run.register(db) as register:
        list(run.add([f"{EXAMPLES}/wire.txt"], register, Settings(), "2026-11-25T00:00:00Z"))
    done = CliRunner().invoke(commands, ["export", "ocd", "--db", db, "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_text(encoding="utf-8").startswith("{")
    assert not (tmp_path / "events.jsonl.part").exists()
