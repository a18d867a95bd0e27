"""The API answers to its own description: no failure, and no answer that is not told of."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.applications import Starlette

from communique.model.reading import Refused
from communique.store import Register
from communique.store.catalogue import Choice

cases = pytest.importorskip("bench.api.cases")


@pytest.mark.filterwarnings("default")  # what the driver warns of is its own
def test_every_answer_is_one_that_the_document_tells_of(made: Callable[[str], Starlette], stories: str) -> None:
    app = made(stories)
    app.state.desk = replace(app.state.desk, fetch=lambda url: Refused(source=url, reason="nothing is fetched here"))
    with Register(stories) as register:
        ids = [id for _, id in register.catalogue.places(Choice(kind="meetings"), 5)]
    outcome = cases.try_all(app, 2, ids)
    assert outcome.wrong == {}
    assert outcome.cases >= cases.operations(app)
