"""What a record's page tells of its reports: all of it escaped, and of very much only the beginning."""

from communique.web.reports import cited, history, ledger, reports, sides

_BAD = "<script>alert(1)</script>"
_DOCUMENT = {"id": "d1", "title": _BAD, "publisher": _BAD, "published": "2031-01-15"}
_REPORT = {
    "document": _DOCUMENT,
    "item": "m1",
    "quotes": [{"document": "d1", "quote": _BAD, "start": 3, "end": 9}],
    "values": {"place": _BAD},
    "basis": {"place": _BAD},
    "standing": _BAD,
    "according_to": _BAD,
    "statement": "statement-1",
}


def test_nothing_that_is_told_becomes_markup() -> None:
    side = {"value": _BAD, "documents": [_DOCUMENT], "shown": True}
    line = {"stage": _BAD, "reported": "2031-01-15", "place": _BAD, "documents": [_DOCUMENT]}
    event = {"reported": None, "what": _BAD, "values": {_BAD: _BAD}, "documents": [_BAD]}
    made = [reports([_REPORT]), sides([side], "place"), ledger([line]), history([event])]
    assert not [each for each in made if "<script" in each]
    assert all("&lt;script&gt;" in each for each in made)


def test_a_quoted_report_leads_to_its_words_and_to_who_said_it() -> None:
    made = reports([_REPORT])
    assert f'href="{cited("d1", 3, 9)}"' in made
    assert 'href="/statements/statement-1"' in made


def test_a_report_without_words_is_only_cited() -> None:
    made = reports([{"document": _DOCUMENT, "item": "m2", "quotes": []}])
    assert made.startswith('<li id="d1.m2" class="only">')
    assert "<blockquote" not in made


def test_of_many_values_and_documents_the_first_are_shown_and_the_others_counted() -> None:
    many = [{"value": f"Place {n}", "documents": [], "shown": n == 0} for n in range(20)]
    assert "Place 11" in sides(many, "place")
    assert "Place 12" not in sides(many, "place")
    assert "and 8 other values" in sides(many, "place")
    assert "and 7 more" in ledger([{"stage": "signed", "documents": [_DOCUMENT] * 10}])
    assert "and 7 more" in history([{"reported": None, "what": "signed", "values": {}, "documents": ["d1"] * 10}])
