"""Events coded as GDELT 1.0 has them: tab-separated, CAMEO codes and Goldstein scale, PLOVER types beside them.

The codes stand in `events.toml`; what they code is our record, so each row says which.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from communique import knowledge
from communique.export.holdings import Holdings, Plain, bounds

COLUMNS = (
    *("GlobalEventID", "Day", "MonthYear", "Year", "FractionDate"),
    *("Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1Type1Code"),
    *("Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2Type1Code"),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "ActionGeo_Fullname", "DATEADDED", "SOURCEURL"),
    *("PloverType", "PloverMode", "Record", "Words"),
)


def write(holdings: Holdings) -> Iterator[str]:
    """A heading, then a row for each pair of actors of a meeting, an act's stage or a membership."""
    yield "\t".join(COLUMNS) + "\n"
    for kind in ("meetings", "acts", "memberships"):
        for item in holdings.of(kind):
            yield from _rows(holdings, kind, item)


def _rows(holdings: Holdings, kind: str, item: Plain) -> Iterator[str]:
    code = _code(kind, item)
    if code is None:
        return
    for n, (one, other) in enumerate(_pairs(kind, item)):
        row = {**_when(item), **_actor(1, one), **_actor(2, other), **_coded(code), **_counts(holdings, item)}
        row |= {"GlobalEventID": f"{item['id']}-{n}", "IsRootEvent": "1", "Record": item["id"]}
        row["ActionGeo_Fullname"] = item.get("place") or ""
        yield "\t".join(_cell(row.get(name, "")) for name in COLUMNS) + "\n"


def _code(kind: str, item: Plain) -> Mapping[str, Any] | None:
    table = codes()[kind]
    for key in (f"{item.get('kind')} {item.get('status')}", item.get("status"), item.get("stage"), item.get("kind")):
        if key in table:
            found: Mapping[str, Any] = table[key]
            return found
    return None


@cache
def codes() -> Mapping[str, Any]:
    """The mapping: by kind of record, what its kind, status or stage is coded as."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _pairs(kind: str, item: Plain) -> Iterator[tuple[Plain | None, Plain | None]]:
    if kind == "memberships":
        yield item["member"], item["body"]
        return
    who = list(item["participants" if kind == "meetings" else "parties"])
    if len(who) < 2:
        yield (who[0] if who else item["body"]), (item["body"] if who else None)
        return
    yield from ((one, other) for n, one in enumerate(who) for other in who[n + 1 :])


def _when(item: Plain) -> dict[str, str]:
    first = bounds(item["date"])[0]
    if first is None or len(first) != 10:
        return {}
    year, month, day = first.split("-")
    fraction = int(year) + ((int(month) - 1) * 30 + int(day)) / 365
    return {"Day": year + month + day, "MonthYear": year + month, "Year": year, "FractionDate": f"{fraction:.4f}"}


def _actor(number: int, who: Plain | None) -> dict[str, str]:
    if who is None:
        return {}
    state = knowledge.country_of(who["name"])
    country = (state.alpha3 or "").upper() if state else ""
    sort = "" if country or str(who.get("id") or "").startswith("person-") else "IGO"
    return {
        f"Actor{number}Code": country or sort,
        f"Actor{number}Name": who["name"].upper(),
        f"Actor{number}CountryCode": country,
        f"Actor{number}Type1Code": sort,
    }


def _coded(code: Mapping[str, Any]) -> dict[str, str]:
    cameo = str(code["cameo"])
    return {
        "EventCode": cameo,
        "EventBaseCode": cameo[:3],
        "EventRootCode": cameo[:2],
        "QuadClass": str(code["quad"]),
        "GoldsteinScale": str(code["goldstein"]),
        "PloverType": code["plover"],
        "PloverMode": code.get("mode", ""),
    }


def _counts(holdings: Holdings, item: Plain) -> dict[str, str]:
    reports, documents = item["reports"], list(holdings.sources(item))
    added = max((str(r["published"] or "") for r in reports), default="")
    return {
        "NumMentions": str(sum(len(r["evidence"]) for r in reports)),
        "NumSources": str(len({d.publisher or d.url or d.id for d in documents})),
        "NumArticles": str(item["support"]),
        "DATEADDED": added.replace("-", ""),
        "SOURCEURL": next((d.url for d in documents if d.url), ""),
        "Words": reports[0]["evidence"][0] if reports and reports[0]["evidence"] else "",
    }


def _cell(value: str) -> str:
    return " ".join(value.split())
