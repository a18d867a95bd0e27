"""The desk in a real browser: finding, deciding by keys, phone, dark, print, without JavaScript, and for everybody."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import icalendar
import pytest
from click.testing import CliRunner
from starlette.applications import Starlette

from communique.cli import commands
from communique.extract import extract
from communique.model.document import Document
from communique.store import Register

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="chromium is not installed"),
    pytest.mark.filterwarnings("default"),  # what the browser's driver and the server warn of is theirs
]
WORD = "correct horse battery"
REPORTS = (
    (
        "The 7th SCO summit will be held in Bishkek on 3 May 2031, Kyrgyz Foreign Minister Azamat Toktoev said.",
        "Herald",
    ),
    ("The 7th SCO summit will be held in Bishkek on 9 May 2031, Kazakhstan said.", "B"),
)


@pytest.fixture(scope="module")
def desk(stories: str, made: Callable[..., Starlette], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk with the stories, two reports that disagree, and an editor."""
    import uvicorn

    name = str(tmp_path_factory.mktemp("browser") / "desk.db")
    Path(name).write_bytes(Path(stories).read_bytes())
    with Register(name) as register:
        for text, publisher in REPORTS:
            read = extract(Document(text=text, title="SCO summit", published="2031-01-15", publisher=publisher))
            register.add(read, added="2031-01-15T12:00:00Z")
    given = ["users", "add", "anna", "--role", "editor", "--password", WORD, "--db", name]
    assert CliRunner().invoke(commands, given).exit_code == 0
    server = uvicorn.Server(uvicorn.Config(made(name), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any, desk: str) -> Iterator[Any]:
    """A page that must ask no other host for anything and tell of no error."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=desk)
    page, asked, told = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(desk)] == []
    assert told == []


def sign_in(page: Any) -> None:
    page.goto("/login")
    page.get_by_label("Name").fill("anna")
    page.get_by_label("Password").fill(WORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_meeting_is_found_and_its_words_are_shown(page: Any) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Search the register").fill("meetings in Gaborone")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("Southern African Development Community")).first.click()
    page.locator(".reports blockquote a").first.click()
    assert page.locator("#at").is_visible()
    assert "Gaborone" in page.locator(".passage", has=page.locator("#at")).inner_text()


def test_facets_narrow_a_list_and_the_address_keeps_it(page: Any) -> None:
    page.goto("/meetings")
    page.locator(".facets").get_by_role("link", name=re.compile("held")).click()
    assert "status=held" in page.url
    assert set(page.locator("td.status").all_inner_texts()) == {"held"}
    page.reload()
    assert page.locator(".facets .chosen").inner_text().startswith("held")


def test_a_calendar_can_be_subscribed_to(page: Any, desk: str) -> None:
    page.goto("/")
    address = page.get_by_role("link", name="Subscribe to the calendar").get_attribute("href")
    assert icalendar.Calendar.from_ical(page.request.get(desk + address).body()).walk("VEVENT")


def test_a_conflict_is_decided_and_undone_with_keys_alone(page: Any) -> None:
    sign_in(page)
    page.goto("/review?kind=meetings")
    question = page.locator(".questions > li", has_text="reports disagree on the date").first
    dates = question.locator(".side b").all_inner_texts()
    assert {"Sat 3 May 2031", "Fri 9 May 2031"} == set(dates)
    while not re.search("current", question.get_attribute("class") or ""):
        page.keyboard.press("j")
    looks = [side.get_attribute("class") for side in question.locator(".side").all()]
    other = next(n for n, look in enumerate(looks) if "shown" not in look)
    with page.expect_navigation():
        page.keyboard.press(str(other + 1))
    assert page.locator(".questions > li", has_text="reports disagree on the date").count() == 0
    page.goto("/search?q=sco+summit&in=meetings")
    assert page.locator(".hits").get_by_text(dates[other]).count() == 1
    page.goto("/review")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator(".questions > li", has_text="reports disagree on the date").count() == 1


def test_a_date_is_corrected_on_the_record_and_undone(page: Any) -> None:
    sign_in(page)
    page.goto("/search?q=sco+summit&in=meetings")
    page.locator(".hits h2 a").first.click()
    address = page.url
    row = page.locator(".facts > div", has=page.locator("dt", has_text=re.compile("^date$")))
    row.get_by_text("Correct", exact=True).first.click()
    row.get_by_label("Right value").fill("2031-05-05")
    row.get_by_label("Source").fill("The secretariat's own calendar")
    with page.expect_navigation():
        row.get_by_role("button", name="Correct").click()
    assert page.url == address
    assert "5 May 2031" in page.locator(".lead").inner_text()
    page.goto("/review")
    with page.expect_navigation():
        page.locator(".decided").get_by_role("button", name="Undo").first.click()
    page.goto(address)
    assert "5 May 2031" not in page.locator(".lead").inner_text()


NARROW = ("/", "/meetings", "/statements", "/search?q=treaty", "/changes", "/review", "/api/v1", "/documents")


@pytest.mark.parametrize("path", NARROW)
def test_a_phone_never_scrolls_sideways(page: Any, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_dark_is_dark_and_print_leaves_out_the_frame(page: Any) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/meetings")
    red = int(re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[0])
    assert red < 60
    page.emulate_media(media="print")
    assert not page.locator(".top nav").is_visible()
    assert not page.locator(".facets").is_visible()
    assert page.locator("table.list").is_visible()


def test_everything_can_be_read_without_javascript(browser: Any, desk: str) -> None:
    context = browser.new_context(base_url=desk, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="all").first.click()
    page.goto("/documents")
    page.locator("td.title a").first.click()
    page.locator(".passage a.e").first.click()
    assert "#" in page.url
    page.locator(".margin b a").first.click()
    assert page.locator(".facts").is_visible()
    context.close()


PAGES = (
    *("/", "/meetings", "/search?q=treaty", "/changes", "/review"),
    *("/watches", "/login", "/account", "/api/v1", "/nothing"),
)
DEEPER = ("/meetings", "/bodies", "/people", "/acts", "/programmes", "/statements", "/documents")


def serious(page: Any) -> list[str]:
    found = axe.Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_shuts_anybody_out(browser: Any, desk: str, scheme: str) -> None:
    context = browser.new_context(base_url=desk, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    sign_in(page)
    wrong = []
    for path in (*PAGES, *(f"{path} " for path in DEEPER)):
        page.goto(path.strip())
        if path.endswith(" "):
            page.goto(page.locator("td.title a, td.words a, td.told a").first.get_attribute("href"))
        wrong += [f"{path} {fault}" for fault in serious(page)]
    context.close()
    assert wrong == []
