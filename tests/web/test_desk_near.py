"""What large registers are shown by: few documents, of these few claims, and tables without templates."""

from communique.store import Register
from communique.web.near import FOLLOWED, around
from communique.web.rows import rows
from communique.web.sheet import Sheet
from communique.web.shelf import Keeper, plural_of


def test_documents_that_report_the_same_records_are_looked_at_with_the_latest(stories: str) -> None:
    with Register(stories) as register:
        shelf = Keeper(register).shelf()
        for number in (1, 3, 10_000):
            latest = shelf.catalogue.latest(number)
            found = around(shelf, number)
            owned = {id for ids in shelf.owned(latest).values() for id in ids.values() if plural_of(id) in FOLLOWED}
            near = {
                report.document for id in owned for record in [shelf.record(id)] if record for report in record.reports
            }
            assert found[: len(latest)] == latest
            assert len(found) == len(set(found))
            assert set(found) == {*latest, *near}
            assert around(shelf, number, 0) == latest


def test_a_sheet_makes_the_same_claims_and_entities_as_a_reading(stories: str) -> None:
    with Register(stories) as register:
        shelf = Keeper(register).shelf()
        for reading in register.readings():
            sheet = shelf.sheet(reading.document.id)
            assert sheet is not None
            for each in (sheet, Sheet.read(reading)):
                assert each.document == reading.document
                assert [each.claim(claim.id) for claim in reading.claims] == list(reading.claims)
                assert [each.entity(e.id) for e in (*reading.people, *reading.bodies)] == [
                    *reading.people,
                    *reading.bodies,
                ]
                assert each.claim(None) is None
                assert each.entity("nobody") is None


def test_a_table_escapes_what_documents_say() -> None:
    bad = "<script>\"&'"
    item = {"id": "body-1", "name": bad, "kind": bad, "names": [bad, "x"], "support": 2, "conflicts": [{"field": bad}]}
    made = str(rows("bodies", [item]))
    assert "<script" not in made.lower()
    assert made.count("&lt;script&gt;&quot;&amp;&#x27;") == 3
    assert 'href="/bodies/body-1"' in made
