"""Who asks: by session or token; law: nothing is changed for a browser that comes from another site."""

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.store.accounts import Accounts, User
from communique.web import secrets
from communique.web.desk import Desk
from communique.web.errors import Trouble, plain, wants_json

COOKIE = "communique"
_FREE = ("/login", "/healthz", "/readyz", "/static/", "/watch/")


class Door:
    """Puts the user and the word for forms on each request; lets nobody else in where reading is closed."""

    def __init__(self, app: ASGIApp, desk: Desk, accounts: Accounts) -> None:
        self.app = app
        self.desk = desk
        self.accounts = accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        session, token = request.cookies.get(COOKIE, ""), _bearer(request)
        user = await run_in_threadpool(self._user, token or session) if token or session else None
        state = scope.setdefault("state", {})
        state |= {
            "user": user,
            "token": secrets.form_token(session) if session and user else "",
            "by_token": bool(token),
        }
        if user is None and self.desk.settings.readers == "accounts" and not request.url.path.startswith(_FREE):
            await _turned_away(request)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _user(self, word: str) -> User | None:
        return self.accounts.holder(secrets.mark(word), self.desk.now().isoformat())


def _bearer(request: Request) -> str:
    scheme, _, word = request.headers.get("authorization", "").partition(" ")
    return word.strip() if scheme.lower() == "bearer" else ""


def _turned_away(request: Request) -> JSONResponse | RedirectResponse:
    if wants_json(request) or request.method != "GET":
        return JSONResponse(plain(401, "Only for those who have an account; send a token."), status_code=401)
    return RedirectResponse(f"/login?next={quote(request.url.path)}", status_code=303)


def user_of(request: Request, role: str) -> User:
    """The user who asks, with this role at least. Raises `Trouble` 401 or 403."""
    user: User | None = request.state.user
    if user is None:
        raise Trouble(401, "Sign in first.")
    if not user.may(role):
        raise Trouble(403, f"This needs the role {role}; yours is {user.role}.")
    return user


def own_form(request: Request, form: Mapping[str, str]) -> None:
    """That the form is one of our own pages, made for the user who sends it. Raises `Trouble` 403."""
    own_site(request)
    if request.state.by_token:
        return
    if not request.state.token or not secrets.same(form.get("token", ""), request.state.token):
        raise Trouble(403, "This form is of another session; open the page again.")


def own_site(request: Request) -> None:
    """That a browser which says where it comes from comes from here. Raises `Trouble` 403."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "same-origin")
    if site not in ("same-origin", "none") or (origin and urlsplit(origin).netloc != request.headers.get("host")):
        raise Trouble(403, "This form was sent from another site.")
