"""A page at an address → its bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from entente.errors import UnreadableSource
from entente.sources.options import ReadOptions
from entente.sources.rows import too_large

_ACCEPTED = re.compile(
    r"text/(?:html|plain|markdown|csv|tab-separated-values|x-markdown)|application/(?:xhtml\+xml|json|x-ndjson|jsonl|x-jsonlines)",
    re.IGNORECASE,
)
_ACCEPT = "text/html, application/xhtml+xml, text/plain, application/json;q=0.8, */*;q=0.1"
_ROBOTS_LIMIT = 500_000  # bytes


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered with."""

    data: bytes
    url: str  # after redirects
    media: str | None
    charset: str | None


def fetch(url: str, options: ReadOptions) -> Fetched:
    """Return the page at an address.

    Raises UnreadableSource when the site's robots.txt forbids it, the request fails, the answer is
    no page or text, or it is larger than ``max_bytes``.
    """
    client = options.client or _client(options.user_agent, options.timeout, options.max_redirects)
    try:
        if options.obey_robots and not _allowed(client, url, options):
            raise UnreadableSource(
                "the site's robots.txt asks programs not to read this page; save it by hand"
            )
        return _get(client, url, options)
    except httpx.TooManyRedirects as exc:
        raise UnreadableSource(f"it redirects more than {options.max_redirects} times") from exc
    except httpx.TimeoutException as exc:
        raise UnreadableSource(f"no answer within {options.timeout:g} seconds") from exc
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as exc:
        raise UnreadableSource(f"it is not a usable address ({exc})") from exc
    except httpx.HTTPError as exc:
        raise UnreadableSource(
            f"the request failed ({str(exc) or type(exc).__name__}); check address and network"
        ) from exc


@lru_cache(maxsize=4)
def _client(user_agent: str, timeout: float, max_redirects: int) -> httpx.Client:
    headers = {"User-Agent": user_agent, "Accept": _ACCEPT}
    return httpx.Client(headers=headers, timeout=timeout, follow_redirects=True, max_redirects=max_redirects)


def _get(client: httpx.Client, url: str, options: ReadOptions) -> Fetched:
    headers = {"User-Agent": options.user_agent, "Accept": _ACCEPT}
    with client.stream("GET", url, headers=headers, follow_redirects=True) as response:
        if response.status_code >= 400:
            raise UnreadableSource(
                f"the server answered {response.status_code} {response.reason_phrase}".rstrip()
            )
        media = response.headers.get("content-type", "").split(";")[0].strip().casefold() or None
        if media == "application/pdf":
            raise UnreadableSource("PDF is not read yet: save the page as HTML or text")
        if media and not _ACCEPTED.fullmatch(media):
            raise UnreadableSource(f"the server sent {media}; expected a page, text or JSON")
        return Fetched(
            _body(response, options.max_bytes), str(response.url), media, response.charset_encoding
        )


def _body(response: httpx.Response, limit: int) -> bytes:
    chunks, size = [], 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > limit:
            raise UnreadableSource(too_large(size, limit).replace("it holds", "it holds more than", 1))
        chunks.append(chunk)
    return b"".join(chunks)


def _allowed(client: httpx.Client, url: str, options: ReadOptions) -> bool:
    parts = urlsplit(url)
    site = f"{parts.scheme}://{parts.netloc}"
    rules = _robots(client, site, options.user_agent)
    return rules is None or rules.can_fetch(options.user_agent.split("/")[0], url)


@lru_cache(maxsize=512)
def _robots(client: httpx.Client, site: str, user_agent: str) -> RobotFileParser | None:
    """Return a site's rules, None where it states none or they cannot be had."""
    try:
        response = client.get(f"{site}/robots.txt", headers={"User-Agent": user_agent}, follow_redirects=True)
    except httpx.HTTPError:
        return None
    if response.status_code != 200 or len(response.content) > _ROBOTS_LIMIT:
        return None
    rules = RobotFileParser()
    rules.parse(response.text.splitlines())
    return rules
