"""Web addresses, with `public.py` the only network in the package; law: one answers within the limit or is refused."""

import time

import httpx

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.sources.bodies import ENCODINGS, Unwanted, body
from communique.sources.limits import Limits
from communique.sources.public import PublicTransport

_TEXTUAL = ("text/", "application/xhtml+xml", "application/xml", "application/pdf", "application/octet-stream")
_ACCEPT = "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.1"


def fetch_address(address: str, limits: Limits) -> Fetched | Refused:
    """The page behind an http or https address, or why there is none."""
    try:
        return _get(address, limits)
    except httpx.TimeoutException:
        reason = f"no answer within {limits.timeout:g} seconds (COMMUNIQUE_TIMEOUT raises it)"
    except httpx.TooManyRedirects:
        reason = f"sent on more than {limits.max_redirects} times"
    except httpx.UnsupportedProtocol as error:
        reason = f"not an http or https address: {_line(error)}"
    except httpx.RemoteProtocolError as error:
        reason = f"the answer broke off: {_line(error)}"
    except Unwanted as unwanted:
        reason = str(unwanted)
    except UnicodeError:
        reason = "cannot be reached: its host has no name that can be"
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = f"cannot be reached: {_line(error)}"
    return Refused(source=address, reason=reason)


def _get(address: str, limits: Limits) -> Fetched | Refused:
    end = time.monotonic() + limits.timeout
    headers = {"User-Agent": limits.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ENCODINGS}
    client = httpx.Client(
        transport=PublicTransport() if limits.public_only else None,
        follow_redirects=True,
        max_redirects=limits.max_redirects,
        timeout=limits.timeout,
        headers=headers,
    )
    with client, client.stream("GET", address) as response:
        reason = _objection(response)
        if reason:
            return Refused(source=address, reason=reason)
        return Fetched(
            source=address,
            data=body(response, limits, end),
            media_type=_media_type(response),
            charset=response.charset_encoding,
            url=str(response.url),
        )


def _objection(response: httpx.Response) -> str | None:
    if response.status_code != httpx.codes.OK:
        return f"answered {response.status_code} {response.reason_phrase}".rstrip()
    media_type = _media_type(response)
    if media_type and not media_type.startswith(_TEXTUAL):
        return f"{media_type}; only text, HTML and PDF are read"
    return None


def _media_type(response: httpx.Response) -> str | None:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower() or None


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
