"""The network as a picture: what is drawn stands in the table beside it."""

from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

SVG = "{http://www.w3.org/2000/svg}"


def paths(client: TestClient) -> list[str]:
    membership = client.get("/memberships.json").json()["items"][0]
    return ["/network", f"/bodies/{membership['body']['id']}/network"]


@pytest.mark.parametrize("number", [0, 1])
def test_every_line_is_drawn_and_told(client: TestClient, number: int) -> None:
    path = paths(client)[number]
    view = client.get(f"{path}.json").json()
    page = client.get(path).text
    start = page.index("<svg viewBox")
    svg = ElementTree.fromstring(
        page[start : page.index("</svg>", start) + 6].replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1)
    )
    assert svg.find(f"{SVG}title") is not None
    assert svg.find(f"{SVG}desc") is not None
    assert len(svg.findall(f"{SVG}path")) == len(view["lines"]) > 0
    assert len(svg.findall(f"{SVG}a")) == len(view["nodes"])
    assert page.count("<tr><td><a href=") == len(view["lines"])
    ends = {end for line in view["lines"] for end in (line["a"], line["b"])}
    assert ends <= {node["id"] for node in view["nodes"]}
    assert {line["way"] for line in view["lines"]} <= {"organ of", "member of", "meets", "meeting of"}


def test_members_are_drawn_to_their_body(client: TestClient) -> None:
    membership = client.get("/memberships.json").json()["items"][0]
    view = client.get(f"/bodies/{membership['body']['id']}/network.json").json()
    told = {(line["a"], line["way"], line["b"]) for line in view["lines"]}
    assert (membership["member"]["id"], "member of", membership["body"]["id"]) in told


def test_a_body_that_is_not_there_has_no_network(client: TestClient) -> None:
    assert client.get("/bodies/body-0/network").status_code == 404
    assert client.get("/bodies/meeting-0/network.json").status_code == 404
    assert client.get("/network.csv").status_code == 404
