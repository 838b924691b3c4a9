"""Addresses are read politely, within limits, and every refusal says why. No test touches the network."""

import httpx
import pytest

from entente.records import Document
from entente.sources import Failure, ReadOptions, read_target

PAGE = "<html><head><title>A pact</title></head><body><article><h1>A pact is signed</h1><p>" + (
    "Chad and Niger signed a pact in Paris on Tuesday, officials said. " * 3 + "</p></article></body></html>"
)


def answer(request: httpx.Request) -> httpx.Response:
    path = request.url.path
    if path == "/robots.txt":
        assert request.headers["user-agent"].startswith("entente/")
        return httpx.Response(200, text="User-agent: *\nDisallow: /private/\n")
    if path == "/loop":
        return httpx.Response(302, headers={"location": "/loop"})
    if path == "/moved":
        return httpx.Response(301, headers={"location": "/2018/04/02/page.html"})
    if path == "/slow":
        raise httpx.ReadTimeout("slow", request=request)
    if path == "/down":
        raise httpx.ConnectError("name not known", request=request)
    if path == "/pdf":
        return httpx.Response(200, headers={"content-type": "application/pdf"}, content=b"%PDF-1.4")
    if path == "/image":
        return httpx.Response(200, headers={"content-type": "image/png"}, content=b"\x89PNG")
    if path == "/none":
        return httpx.Response(404)
    if path == "/big":
        return httpx.Response(200, headers={"content-type": "text/plain"}, content=b"word " * 10_000)
    if path == "/rows":
        content = b'{"id": "a", "text": "Chad met Niger."}\n{"id": "b", "text": "Niger met Chad."}\n'
        return httpx.Response(200, headers={"content-type": "application/x-ndjson"}, content=content)
    return httpx.Response(200, headers={"content-type": "text/html; charset=utf-8"}, text=PAGE)


def read(path: str, **options: object) -> list[Document | Failure]:
    with httpx.Client(transport=httpx.MockTransport(answer), max_redirects=5) as client:
        chosen = ReadOptions(client=client, **options)  # type: ignore[arg-type]
        return list(read_target(f"https://x.example{path}", options=chosen))


def test_page_is_read_with_its_last_address_and_the_date_in_it() -> None:
    (found,) = read("/moved")
    assert isinstance(found, Document)
    assert found.url == "https://x.example/2018/04/02/page.html"
    assert str(found.published) == "2018-04-02"
    assert found.source == "https://x.example/moved"
    assert found.title == "A pact is signed"


def test_rows_at_an_address_are_rows() -> None:
    assert [one.label for one in read("/rows")] == ["a", "b"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/private/page", "robots.txt"),
        ("/loop", "redirects more than 5 times"),
        ("/slow", "no answer within"),
        ("/down", "name not known"),
        ("/pdf", "PDF is not read yet"),
        ("/image", "image/png"),
        ("/none", "404"),
    ],
)
def test_refusal_says_why(path: str, reason: str) -> None:
    (found,) = read(path)
    assert isinstance(found, Failure)
    assert reason in found.reason


def test_size_limit_stops_the_download() -> None:
    (found,) = read("/big", max_bytes=1000)
    assert isinstance(found, Failure)
    assert "more than" in found.reason


def test_robots_may_be_set_aside_by_the_caller() -> None:
    (found,) = read("/private/page", obey_robots=False)
    assert isinstance(found, Document)
