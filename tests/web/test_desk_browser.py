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
def file(stories: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A register with the stories, two reports that disagree, and a user of each role."""
    name = str(tmp_path_factory.mktemp("browser") / "desk.db")
    Path(name).write_bytes(Path(stories).read_bytes())
    with Register(name) as register:
        for text, publisher in REPORTS:
            read = extract(Document(text=text, title="SCO summit", published="2031-01-15", publisher=publisher))
            register.add(read, added="2031-01-15T12:00:00Z")
    for user, role in (("anna", "editor"), ("reader", "reader"), ("admin", "admin")):
        given = ["users", "add", user, "--role", role, "--password", WORD, "--db", name]
        assert CliRunner().invoke(commands, given).exit_code == 0
    return name


@pytest.fixture(scope="module")
def desk(file: str, made: Callable[..., Starlette]) -> Iterator[str]:
    """The address of a desk over that register."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(made(file), host="127.0.0.1", port=0, log_level="error"))
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


def sign_in(page: Any, user: str = "anna") -> None:
    page.goto("/login")
    page.get_by_label("Name").fill(user)
    page.get_by_label("Password").fill(WORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def test_a_meeting_is_found_and_its_words_are_shown(page: Any) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Search the register").fill("meetings in Gaborone")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("Southern African Development Community")).first.click()
    page.locator(".reports blockquote a").first.click()
    page.locator("#at").wait_for()
    assert "Gaborone" in page.locator(".passage", has=page.locator("#at")).inner_text()


def test_facets_narrow_a_list_and_the_address_keeps_it(page: Any) -> None:
    page.goto("/meetings")
    page.locator(".facets").get_by_role("link", name=re.compile("held")).click()
    page.wait_for_url(re.compile("status=held"))
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


def test_many_questions_are_decided_and_undone_with_keys_alone(page: Any) -> None:
    sign_in(page)
    page.goto("/review?kind=meetings")
    conflict = page.locator(".questions > li", has_text="reports disagree on the date")
    assert conflict.count() == 1
    page.keyboard.press("b")
    marked = page.locator(".mark input:checked").count()
    assert page.locator("#marked").inner_text() == f"{marked} marked"
    with page.expect_navigation():
        page.keyboard.press("Shift+A")
    assert conflict.count() == 0
    with page.expect_navigation():
        page.keyboard.press("u")
    assert conflict.count() == 1


@pytest.mark.parametrize(("user", "decides", "manages"), [("reader", 0, 0), ("anna", 1, 0), ("admin", 1, 1)])
def test_each_role_sees_what_it_may_do(page: Any, user: str, decides: int, manages: int) -> None:
    page.goto("/review")
    assert page.locator("[value=batch-accept]").count() == 0
    sign_in(page, user)
    page.goto("/review")
    assert page.locator("[value=batch-accept]").count() == decides
    page.goto("/account")
    assert page.get_by_role("heading", name="Users").count() == manages
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    page.goto("/account")
    page.wait_for_url(re.compile("/login"))


def test_a_search_is_narrowed_by_its_facets(page: Any) -> None:
    page.goto("/search?q=treaty")
    link = page.locator(".facets li a", has_text=re.compile("^documents")).first
    count = int(link.locator("b").inner_text())
    link.click()
    page.wait_for_url(re.compile("in=documents"))
    assert page.locator(".hits > li").count() == count
    assert set(page.locator(".hits .kind").all_inner_texts()) == {"Documents"}


def test_a_desk_is_walked_through_with_the_keyboard(page: Any) -> None:
    page.goto("/meetings")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#main$"))
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('td.title'))"):
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator(".facts").wait_for()


def test_the_network_is_read_with_and_without_the_picture(page: Any) -> None:
    page.goto("/network")
    lines = page.locator(".net .scroll path").count()
    assert lines == page.locator(".net tbody tr").count() > 0
    with page.expect_navigation():
        page.locator(".net svg a").first.click()
    page.wait_for_url(re.compile("/bodies/"))


def test_a_date_is_corrected_on_the_record_and_undone(page: Any) -> None:
    sign_in(page)
    page.goto("/search?q=sco+summit&in=meetings")
    with page.expect_navigation():
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


NARROW = (
    "/",
    "/network",
    "/meetings",
    "/statements",
    "/search?q=treaty",
    "/changes",
    "/review",
    "/api/v1",
    "/documents",
)


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
    with page.expect_navigation():
        page.get_by_role("link", name="all").first.click()
    page.goto("/documents")
    page.locator("td.title a").first.click()
    page.locator(".passage a.e").first.click()
    page.wait_for_url(re.compile("#"))
    page.locator(".margin b a").first.click()
    page.locator(".facts").wait_for()
    context.close()


PAGES = (
    *("/", "/network", "/meetings", "/search?q=treaty", "/changes", "/review"),
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


def test_a_meeting_that_moves_moves_in_a_calendar(page: Any, desk: str, file: str) -> None:
    page.goto("/search?q=sco+summit&in=meetings")
    with page.expect_navigation():
        page.locator(".hits h2 a").first.click()
    address = desk + page.get_by_role("link", name="calendar").get_attribute("href")
    (before,) = icalendar.Calendar.from_ical(page.request.get(address).body()).walk("VEVENT")
    text = "The 7th SCO summit has been postponed and will now be held in Bishkek on 9 June 2031, "
    text += "Kyrgyz Foreign Minister Azamat Toktoev said."
    with Register(file) as register:
        register.add(extract(Document(text=text, published="2031-02-20")), added="2031-02-20T12:00:00Z")
    (after,) = icalendar.Calendar.from_ical(page.request.get(address).body()).walk("VEVENT")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt.isoformat() == "2031-06-09"
