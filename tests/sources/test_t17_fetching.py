"""T17: what a hostile site, or a hostile network, can't make `helpwright fetch` do.

The network is the loopback: sites that answer well, and sites that answer anything.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import os
import ssl
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import httpcore2
import pytest
from loopback_raw import raw, says
from loopback_site import Asked, Reply, Site, links_to, served

from helpwright.diagnostics import Finding, Findings, HelpwrightError
from helpwright.limits import Limits
from helpwright.sources.fetch import Courtesy, Fetched, Login, fetch
from helpwright.sources.fetch.addresses import usable
from helpwright.sources.fetch.bodies import body_of
from helpwright.sources.fetch.failures import FetchError, PassingError

QUICK = Courtesy(rate=1000, tries=2, backoff=0.001)
PAGE = "/Help/Api/GET-api-boats"
CERTIFICATE = Path(__file__).with_name("loopback.pem")
ADDRESSES = "helpwright.sources.fetch.network.resolved"


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site(pages={"/Help": links_to(PAGE), PAGE: links_to()})) as running:
        yield running


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def run(
    address: str,
    folder: Path,
    limits: Limits | None = None,
    login: Login | None = None,
) -> tuple[Fetched, list[Finding]]:
    findings = Findings()
    done = fetch(address, folder, findings, login=login, courtesy=QUICK, limits=limits)
    return done, list(findings)


def refused(address: str, folder: Path, limits: Limits | None = None) -> str:
    """What is said of a first page that can't be had; nothing is left in the folder."""
    with pytest.raises(HelpwrightError) as caught:
        run(address, folder, limits)
    assert caught.value.finding.code == "HW901"
    assert not folder.exists() or list(folder.iterdir()) == []
    return f"{caught.value.finding.message} - {caught.value.finding.advice}"


def redirect(target: str) -> Callable[[Asked], Reply]:
    return lambda _: Reply(status=302, headers={"Location": target})


# --- where it goes --------------------------------------------------------------------


@pytest.mark.parametrize("attribute", ["a href", "base href"])
def test_t17_links_to_other_origins_are_not_followed(
    site: Site, tmp_path: Path, attribute: str
) -> None:
    with served(Site(pages={"/Help/Api/x": links_to()})) as other:
        port = site.origin.rpartition(":")[2]
        targets = [
            f"{other.origin}/Help/Api/x",
            f"http://localhost:{port}/Help/Api/x",
            f"https://127.0.0.1:{port}/Help/Api/x",
            f"//{other.origin.partition('//')[2]}/Help/Api/x",
            "file:///etc/passwd",
            "http://user@[::1]/Help/Api/x",
        ]
        for target in targets:
            site.asked.clear()
            if attribute == "a href":
                site.pages["/Help"] = links_to(target)
            else:
                base = f'<base href="{target}">'.encode()
                site.pages["/Help"] = base + links_to("x", "Api/x")
            _, findings = run(f"{site.origin}/Help", tmp_path)
            assert (site.paths(), other.asked, findings) == (["/Help"], [], [])


def test_t17_a_base_of_the_site_itself_holds(site: Site, tmp_path: Path) -> None:
    base = b'<base href="/Help/Api/">'
    site.pages["/Help"] = base + links_to("GET-api-boats")
    done, _ = run(f"{site.origin}/Help", tmp_path)
    assert f"{site.origin}{PAGE}" in done.added


@pytest.mark.parametrize(
    "path",
    [
        *("/Help/../Admin", "/Help/%2e%2e/Admin", "/Help/%252e%252e/Admin"),
        *("/Help/..%5cAdmin", "/Help/.%2e%2fAdmin", "/Help\\..\\Admin", "/HelpMe"),
    ],
)
def test_t17_links_beside_the_prefix_are_not_followed(
    site: Site, tmp_path: Path, path: str
) -> None:
    site.pages["/Help"] = links_to(path)
    run(f"{site.origin}/Help", tmp_path)
    assert site.paths() == ["/Help"]


@pytest.mark.parametrize(
    "target",
    [
        *("http://127.0.0.1:1/Help", "http://169.254.169.254/latest/meta-data"),
        *("http://2130706433/Help", "http://0x7f.1/Help", "http://0177.0.0.1/Help"),
        *("http://[::1]/Help", "http://[::ffff:127.0.0.1]/Help", "file:///etc/passwd"),
        *("//10.0.0.1/Help", "http://[bad", "ftp://127.0.0.1/Help", "gopher://x/1"),
    ],
)
def test_t17_each_hop_of_a_redirect_is_checked(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    connected = _record_connections(monkeypatch)
    site.pages[PAGE] = redirect("/Help/hop")
    site.pages["/Help/hop"] = redirect(target)
    _, findings = run(f"{site.origin}/Help", tmp_path)
    assert [finding.code for finding in findings] == ["HW904"]
    assert "redirects to" in findings[0].message
    assert site.paths() == ["/Help", PAGE, "/Help/hop"]
    assert {host for host, _ in connected} == {"127.0.0.1"}
    assert {f"http://127.0.0.1:{port}" for _, port in connected} == {site.origin}


def test_t17_a_redirect_down_to_http_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with served(Site(pages={"/Help": links_to()})) as plain:
        target = plain.origin.replace("127.0.0.1", "localhost")
        answer = f"HTTP/1.1 302 Found\r\nLocation: {target}/Help\r\n\r\n"
        with raw(says(answer.encode()), tls=_tls()) as site:
            said = refused(f"{site.origin}/Help", tmp_path)
        assert f"redirects to {target}/Help, which is not of this site" in said
        assert "fetch that address" in said
        assert plain.asked == []


# --- addresses ------------------------------------------------------------------------


def test_t17_a_private_address_that_the_user_gives_is_asked(
    site: Site, tmp_path: Path
) -> None:
    """People mirror hosts of their own network."""
    done, findings = run(f"{site.origin}/Help", tmp_path)
    assert (len(done.added), findings) == (2, [])


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "127.1", "127.0.0.01"]
)
def test_t17_a_legacy_form_of_an_address_is_refused(
    site: Site, tmp_path: Path, host: str
) -> None:
    port = site.origin.rpartition(":")[2]
    assert "in disguise" in _usage_error(f"http://{host}:{port}/Help", tmp_path)
    assert site.asked == []


@pytest.mark.parametrize("address", ["file:///etc/passwd", "FILE:/etc/passwd", "//x"])
def test_t17_only_http_and_https_are_fetched(tmp_path: Path, address: str) -> None:
    assert "no http or https address" in _usage_error(address, tmp_path)


def test_t17_a_name_is_resolved_once_whatever_it_leads_to_later(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: each connection is a new one, and the name leads elsewhere by then."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"]])
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    monkeypatch.setattr(ADDRESSES, resolve)
    connected = _record_connections(monkeypatch)
    for path, page in list(site.pages.items()):
        assert isinstance(page, bytes)
        site.pages[path] = lambda _, page=page: Reply(  # type: ignore[misc]
            body=page, headers={"Connection": "close"}
        )
    port = site.origin.rpartition(":")[2]
    done, _ = run(f"http://boats.example:{port}/Help", tmp_path)
    assert len(done.added) == 2
    assert asked == ["boats.example"]
    assert [host for host, _ in connected] == ["127.0.0.1", "127.0.0.1"]


def test_t17_a_name_with_public_and_private_addresses_leads_to_the_public_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a server that refuses connections leads the client on to a private one."""
    found = ["127.0.0.1", "8.8.8.8", "::ffff:10.0.0.1", "64:ff9b::7f00:1"]
    monkeypatch.setattr(ADDRESSES, lambda *_: found)
    connected = _record_connections(monkeypatch, deaf=True)
    assert "refused" in refused("http://boats.example/Help", tmp_path)
    assert {host for host, _ in connected} == {"8.8.8.8"}


@pytest.mark.parametrize(
    "found",
    [
        *("169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "ff02::1"),
        *("255.255.255.255", "240.0.0.1", "::ffff:169.254.169.254", "2002:a9fe:a9fe::"),
    ],
)
def test_t17_a_name_that_leads_to_no_server_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: str
) -> None:
    monkeypatch.setattr(ADDRESSES, lambda *_: [found])
    connected = _record_connections(monkeypatch)
    said = refused("http://boats.example/Help", tmp_path)
    assert "boats.example leads to" in said
    assert connected == []


def test_t17_an_ipv6_address_that_stands_for_an_ipv4_one_is_taken_for_it() -> None:
    for found in ("::ffff:10.1.2.3", "64:ff9b::a01:203", "2002:a01:203::1"):
        assert usable("x", [found]) == ("10.1.2.3",)
    assert usable("x", ["::ffff:10.1.2.3", "2606:4700::1"]) == ("2606:4700::1",)


def test_t17_a_name_that_leads_nowhere_is_said(tmp_path: Path) -> None:
    said = refused("http://boats.invalid/Help", tmp_path)
    assert "ConnectError" in said


# --- bodies ---------------------------------------------------------------------------


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("more", "fits"), [(0, True), (1, False)])
def test_t17_a_page_may_be_as_long_as_the_limit(
    site: Site, tmp_path: Path, packed: bool, more: int, fits: bool
) -> None:
    page = b"<html>".ljust(10_000 + more)
    headers = {"Content-Encoding": "gzip"} if packed else {}
    body = gzip.compress(page) if packed else page
    site.pages[PAGE] = lambda _: Reply(body=body, headers=headers)
    limits = Limits(page_bytes=10_000)
    done, findings = run(f"{site.origin}/Help", tmp_path, limits)
    assert (f"{site.origin}{PAGE}" in done.added) is fits
    if not fits:
        assert findings[0].message == "is longer than 10000 bytes (limits.page_bytes)"
        assert "`page_bytes` under [limits]" in findings[0].advice


def test_t17_a_decompression_bomb_takes_no_memory() -> None:
    packer = zlib.compressobj()
    million = b"0" * 1_000_000
    bomb = b"".join([*(packer.compress(million) for _ in range(40)), packer.flush()])
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="longer than 100000 bytes"):
            body_of([bomb], "deflate", 100_000)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_t17_endless_members_of_nothing_end() -> None:
    def chunks() -> Iterator[bytes]:
        while True:
            yield gzip.compress(b"") * 1000

    with pytest.raises(FetchError, match="longer than 100000 bytes"):
        body_of(chunks(), "gzip", 100_000)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        *(("gzip, gzip", gzip.compress(b"<html>", mtime=0)), ("br", b"\x0b\x02")),
        *(("zstd", b"("), ("x" * 500, b""), ("gzip", b"no gzip at all")),
    ],
)
def test_t17_strange_compressions_are_refused(encoding: str, body: bytes) -> None:
    with pytest.raises(FetchError, match=r"is (not )?compressed as") as caught:
        body_of([body], encoding, 1000)
    assert len(str(caught.value)) < 200


def test_t17_both_forms_of_deflate_and_members_of_gzip_are_read() -> None:
    raw_form = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    texts = {
        "deflate": zlib.compress(b"<html>"),
        "Deflate": raw_form.compress(b"<html>") + raw_form.flush(),
        "x-gzip": gzip.compress(b"<ht") + gzip.compress(b"ml>"),
        "identity": b"<html>",
    }
    for encoding, body in texts.items():
        for size in (1, 1000):
            chunks = [body[at : at + size] for at in range(0, len(body), size)]
            assert body_of(chunks, encoding, 1000) == b"<html>"


def test_t17_a_compressed_page_that_is_cut_off_is_asked_for_again() -> None:
    with pytest.raises(PassingError):
        body_of([gzip.compress(b"<html>" * 100)[:-12]], "gzip", 1000)


def test_t17_an_endless_body_ends(tmp_path: Path) -> None:
    def endless(connection: object, _: str) -> None:
        send = connection.sendall  # type: ignore[attr-defined]
        send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not site.over.is_set():
            send(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    with raw(endless) as site:
        said = refused(f"{site.origin}/Help", tmp_path, Limits(page_bytes=50_000))
        assert "limits.page_bytes" in said
        assert len(site.asked) == 1


@pytest.mark.parametrize(
    "start", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "]
)
def test_t17_what_drips_ends(tmp_path: Path, start: bytes) -> None:
    """The body, and a header: each byte comes in time, the answer never does."""

    def drip(connection: object, _: str) -> None:
        send = connection.sendall  # type: ignore[attr-defined]
        send(start)
        while not site.over.wait(0.01):
            send(b"x")

    with raw(drip) as site:
        said = refused(f"{site.origin}/Help", tmp_path, Limits(fetch_seconds=0.2))
        assert "takes longer than 0.2 seconds (limits.fetch_seconds)" in said
        assert len(site.asked) == 1


def test_t17_a_server_that_says_nothing_is_left(tmp_path: Path) -> None:
    with raw(lambda *_: site.over.wait(10) and None) as site:
        said = refused(f"{site.origin}/Help", tmp_path, Limits(fetch_seconds=0.1))
        assert "limits.fetch_seconds" in said


def test_t17_what_comes_slowly_but_in_time_is_kept(tmp_path: Path) -> None:
    def slow(connection: object, _: str) -> None:
        for part in (b"HTTP/1.1 200 OK\r\n", b"\r\n", b"<html>", b"</html>"):
            connection.sendall(part)  # type: ignore[attr-defined]
            site.over.wait(0.02)

    with raw(slow) as site:
        done, _ = run(f"{site.origin}/Help", tmp_path, Limits(fetch_seconds=30))
        assert len(done.added) == 1


@pytest.mark.parametrize(
    "head",
    [
        *(b"Content-Length: 1000", b"Content-Length: -5", b"Content-Length: many"),
        *(b"Content-Length: 6\r\nContent-Length: 7", b"Content-Length: 0x6"),
        *(b"Transfer-Encoding: chunked", b"X: " + b"x" * 200_000, b"\0bad: x"),
        b"Content-Length: " + b"9" * 5000,
    ],
)
def test_t17_wrong_lengths_and_headers_are_said(tmp_path: Path, head: bytes) -> None:
    with raw(says(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n<html>")) as site:
        said = refused(f"{site.origin}/Help", tmp_path)
    assert len(said) < 400


def test_t17_a_body_longer_than_announced_is_cut_where_it_was_announced(
    tmp_path: Path,
) -> None:
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>HTTP/1.1 200 OK\r\n\r\nX"
    )
    with raw(says(answer)) as site:
        run(f"{site.origin}/Help", tmp_path)
    assert (tmp_path / "index.html").read_bytes() == b"<html>"


@pytest.mark.parametrize("text", [b"", b"SSH-2.0-x\r\n", b"\0" * 99])
def test_t17_what_is_no_http_is_said(tmp_path: Path, text: bytes) -> None:
    with raw(says(text)) as site:
        assert "given up after 2 tries" in refused(f"{site.origin}/Help", tmp_path)


@pytest.mark.parametrize(
    "charset",
    [
        *("no-such", "zlib", "hex", "rot13", "bz2", "base64", "idna", "punycode"),
        *(
            "undefined",
            "unicode_escape",
            "raw_unicode_escape",
            "utf-7",
            "\x7f",
            "x" * 999,
        ),
        "mbcs",
    ],
)
def test_t17_a_charset_that_is_none_leaves_the_page_as_it_came(
    site: Site, tmp_path: Path, charset: str
) -> None:
    page = b"<html>+ADw-\\u003c \xff</html>"
    site.pages[PAGE] = lambda _: Reply(
        body=page, headers={"Content-Type": f"text/html; charset={charset}"}
    )
    _, findings = run(f"{site.origin}/Help", tmp_path)
    assert findings == []
    assert (tmp_path / "Api/GET-api-boats.html").read_bytes() == page


# --- sites without an end -------------------------------------------------------------


class Chain(dict[str, bytes]):
    """A site in which each page links to one further in."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def get(self, path: str, default: object = None) -> bytes:  # type: ignore[override]
        number = int(path.rpartition("-")[2]) if "-" in path else 0
        return links_to(f"/Help/Api/x-{number + 1}") if number < self._count else b""


@pytest.mark.parametrize(
    ("name", "limit"),
    [("pages", 6), ("fetch_depth", 5), ("fetch_address_length", None)],
)
@pytest.mark.parametrize(("more", "fits"), [(0, True), (1, False)])
def test_t17_a_site_may_be_as_large_as_the_limits(
    site: Site, tmp_path: Path, name: str, limit: int | None, more: int, fits: bool
) -> None:
    if name == "fetch_address_length":
        limit = 100
        path = "/Help/Api/".ljust(100 + more - len(site.origin), "x")
        site.pages = {"/Help": links_to(path), path: links_to()}
    else:
        site.pages = Chain(5 + more)  # type: ignore[assignment]
    limits = Limits(**{name: limit})  # type: ignore[arg-type]
    done, findings = run(f"{site.origin}/Help", tmp_path, limits)
    assert [finding.code for finding in findings] == ([] if fits else ["HW905"])
    if not fits:
        assert f"{limit} (limits.{name})" in findings[0].message
        assert f"raise `{name}`" in findings[0].advice
        assert done.added != []


@pytest.mark.parametrize(("total", "fits"), [(300, True), (299, False)])
def test_t17_all_pages_together_may_have_so_many_bytes(
    site: Site, tmp_path: Path, total: int, fits: bool
) -> None:
    pages = [links_to(PAGE, "/Help/Api/b"), b"<html>", b"<html>"]
    pages = [page.ljust(150) for page in pages]
    site.pages = dict(zip(["/Help", PAGE, "/Help/Api/b"], pages, strict=True))
    _, findings = run(f"{site.origin}/Help", tmp_path, Limits(total_bytes=total))
    assert [f.code for f in findings] == ([] if fits else ["HW905"])
    if not fits:
        assert "limits.total_bytes" in findings[0].message


def test_t17_a_site_is_not_asked_for_longer_than_the_limit(
    site: Site, tmp_path: Path
) -> None:
    site.pages = Chain(10**9)  # type: ignore[assignment]
    limits = Limits(fetch_total_seconds=0.05)
    _, findings = run(f"{site.origin}/Help", tmp_path, limits)
    assert ["limits.fetch_total_seconds" in f.message for f in findings] == [True]


def test_t17_a_limit_removes_nothing_from_a_mirror(site: Site, tmp_path: Path) -> None:
    run(f"{site.origin}/Help", tmp_path)
    site.pages["/Help"] = links_to("/Help/Api/new", PAGE)
    site.pages["/Help/Api/new"] = links_to()
    done, _ = run(f"{site.origin}/Help", tmp_path, Limits(pages=2))
    assert done.removed == []
    assert (tmp_path / "Api/GET-api-boats.html").is_file()


@pytest.mark.parametrize(("hops", "fits"), [(5, True), (6, False)])
def test_t17_a_page_may_be_so_many_redirects_away(
    site: Site, tmp_path: Path, hops: int, fits: bool
) -> None:
    paths = [PAGE, *(f"/Help/hop{number}" for number in range(hops))]
    for here, there in itertools.pairwise(paths):
        site.pages[here] = redirect(there)
    site.pages[paths[-1]] = links_to()
    done, findings = run(f"{site.origin}/Help", tmp_path)
    assert (f"{site.origin}{PAGE}" in done.added) is fits
    if not fits:
        assert "more than 5 times (limits.fetch_redirects)" in findings[0].message


def test_t17_circles_of_links_and_redirects_end(site: Site, tmp_path: Path) -> None:
    site.pages["/Help"] = links_to("/Help", "/help/", "/Help#x", PAGE, "/Help/round")
    site.pages[PAGE] = links_to("/Help", PAGE)
    site.pages["/Help/round"] = redirect("/Help/round")
    done, findings = run(f"{site.origin}/Help", tmp_path)
    assert len(done.added) == 2
    assert len(findings) == 1
    assert "in a circle" in findings[0].message


# --- TLS ------------------------------------------------------------------------------


def test_t17_a_certificate_that_nobody_vouches_for_is_refused_at_once(
    tmp_path: Path,
) -> None:
    with raw(says(b""), tls=_tls()) as site:
        said = refused(f"{site.origin}/Help", tmp_path)
        assert "its certificate is not trusted: self" in said
        assert "SSL_CERT_FILE" in said
        assert site.asked == []


def test_t17_a_certificate_of_another_host_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setattr(ADDRESSES, lambda *_: ["127.0.0.1"])
    with raw(says(b""), tls=_tls()) as site:
        address = f"{site.origin}/Help".replace("localhost", "boats.example")
        said = refused(address, tmp_path)
        assert "its certificate is not trusted: Hostname mismatch" in said
        assert site.asked == []


def test_t17_a_certificate_that_the_user_vouches_for_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with raw(says(b"HTTP/1.1 200 OK\r\n\r\n<html>"), tls=_tls()) as site:
        done, _ = run(f"{site.origin}/Help", tmp_path)
        assert len(done.added) == 1


def test_t17_a_server_without_tls_is_said(site: Site, tmp_path: Path) -> None:
    address = f"{site.origin}/Help".replace("http:", "https:")
    assert "given up" in refused(address, tmp_path)


# --- what must not travel -------------------------------------------------------------


def test_t17_cookies_stay_with_the_site_that_set_them(
    site: Site, tmp_path: Path
) -> None:
    with served(Site(pages={"/Help": links_to()})) as other:
        site.pages["/Help"] = lambda _: Reply(
            body=links_to(PAGE), headers={"Set-Cookie": "affinity=s3cret; Path=/"}
        )
        run(f"{site.origin}/Help", tmp_path / "site")
        run(f"{other.origin}/Help", tmp_path / "other")
        assert site.asked[-1].headers["Cookie"] == "affinity=s3cret"
        assert "Cookie" not in other.asked[0].headers
    assert b"s3cret" not in _written(tmp_path)


def test_t17_a_login_goes_to_no_redirect_and_into_no_file_or_message(
    site: Site, tmp_path: Path
) -> None:
    login = Login(headers={"X-Key": "s3cret", "Cookie": "s3cret"}, user=("x", "s3cret"))
    with served(Site()) as other:
        site.pages[PAGE] = redirect(f"{other.origin}/Help")
        _, findings = run(f"{site.origin}/Help", tmp_path, login=login)
        assert other.asked == []
    assert "s3cret" not in repr(findings)
    assert b"s3cret" not in _written(tmp_path)


def test_t17_a_password_in_an_address_is_neither_sent_nor_kept(
    site: Site, tmp_path: Path
) -> None:
    address = site.origin.replace("//", "//ann:s3cret@")
    done, _ = run(f"{address}/Help", tmp_path)
    assert len(done.added) == 2
    assert all("Authorization" not in asked.headers for asked in site.asked)
    assert b"s3cret" not in _written(tmp_path)


def test_t17_passwords_that_lie_about_are_not_used(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ann password s3cret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    run(f"{site.origin}/Help", tmp_path / "mirror")
    assert all("Authorization" not in asked.headers for asked in site.asked)


# --- the test's own -------------------------------------------------------------------


def _usage_error(address: str, folder: Path) -> str:
    with pytest.raises(HelpwrightError) as caught:
        run(address, folder)
    assert (caught.value.finding.code, caught.value.status) == ("HW901", 2)
    return caught.value.finding.message


def _tls() -> ssl.SSLContext:
    """The server's side; the certificate is for localhost, and of nobody."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def _record_connections(
    monkeypatch: pytest.MonkeyPatch, *, deaf: bool = False
) -> list[tuple[str, int]]:
    """Where connections go; with `deaf`, none comes about."""
    found: list[tuple[str, int]] = []
    connect = httpcore2.SyncBackend.connect_tcp

    def recorded(
        self: httpcore2.SyncBackend, host: str, port: int, *rest: object
    ) -> httpcore2.NetworkStream:
        found.append((host, port))
        if deaf:
            raise httpcore2.ConnectError("refused")
        return connect(self, host, port, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", recorded)
    return found


def _written(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


# --- answers that are none, and folders of strangers ----------------------------------


@pytest.mark.parametrize("wait", ["\xb2", "1\xb2"])
def test_t17_a_wait_that_is_no_number_ends_nothing(
    site: Site, tmp_path: Path, wait: str
) -> None:
    asked: list[Asked] = []

    def busy_once(each: Asked) -> Reply:
        asked.append(each)
        busy = Reply(status=503, headers={"Retry-After": wait})
        return busy if len(asked) == 1 else Reply()

    site.pages[PAGE] = busy_once
    done, findings = run(f"{site.origin}/Help", tmp_path)
    assert f"{site.origin}{PAGE}" in done.added
    assert not findings


@pytest.mark.parametrize("name", ["ETag", "Last-Modified"])
def test_t17_a_mark_that_no_header_can_hold_is_not_sent_back(
    site: Site, tmp_path: Path, name: str
) -> None:
    site.pages[PAGE] = lambda _: Reply(body=links_to(), headers={name: '"\xe9"'})
    run(f"{site.origin}/Help", tmp_path)
    done, findings = run(f"{site.origin}/Help", tmp_path)
    assert len(done.unchanged) == 2
    assert not findings


def test_t17_a_base_that_is_no_address_is_none(site: Site, tmp_path: Path) -> None:
    site.pages["/Help"] = b'<base href="http://[bad">' + links_to(PAGE)
    done, _ = run(f"{site.origin}/Help", tmp_path)
    assert f"{site.origin}{PAGE}" in done.added


def test_t17_no_page_stands_in_the_way_of_another(tmp_path: Path) -> None:
    paths = ["/Help/Api/Boats", "/Help/Api/Boats.html/x", "/Help/Api/Boats.HTML/y"]
    pages: dict[str, bytes | Callable[[Asked], Reply]] = {"/Help": links_to(*paths)}
    with served(Site(pages=pages | dict.fromkeys(paths, links_to()))) as site:
        done, findings = run(f"{site.origin}/Help", tmp_path)
    assert (len(done.added), findings) == (4, [])


def test_a_first_page_of_a_model_says_why_it_cannot_be_had(tmp_path: Path) -> None:
    with served(Site()) as site:
        address = f"{site.origin}/Help/ResourceModel?modelName=Boat"
        assert "the server answered 404" in refused(address, tmp_path / "pages")


def test_a_proxy_of_another_kind_is_named(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("socks5", "socks4", "ftp"):
        monkeypatch.setenv("http_proxy", f"{kind}://proxy.example:1")
        monkeypatch.setattr("urllib.request.proxy_bypass", lambda _: False)
        assert repr(kind) in refused(f"{site.origin}/Help", tmp_path / "pages")


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """A file of the user's."""
    file = tmp_path / "home" / "precious"
    file.parent.mkdir()
    file.write_bytes(b"precious")
    return file


def test_t13_what_was_begun_is_looked_for_behind_no_link(
    site: Site, tmp_path: Path, precious: Path
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / ".helpwright-fetch").symlink_to(precious.parent)
    with pytest.raises(HelpwrightError) as caught:
        run(f"{site.origin}/Help", folder)
    assert caught.value.finding.code == "HW902"
    assert os.listdir(precious.parent) == ["precious"]
    assert site.asked == []


@pytest.mark.parametrize("what", ["page", "log"])
def test_t13_nothing_is_written_through_a_link_among_what_was_begun(
    site: Site, tmp_path: Path, precious: Path, what: str
) -> None:
    begun = tmp_path / "pages" / ".helpwright-fetch"
    begun.mkdir(parents=True)
    page = hashlib.sha256(f"{site.origin}/Help".encode()).hexdigest()
    (begun / {"page": page, "log": "pages.jsonl"}[what]).symlink_to(precious)
    done, findings = run(f"{site.origin}/Help", begun.parent)
    assert (len(done.added), findings) == (2, [])
    assert precious.read_bytes() == b"precious"
    assert not (begun.parent / "index.html").is_symlink()


def test_t21_a_locked_page_is_no_link_to_what_never_ends(
    site: Site, tmp_path: Path
) -> None:
    run(f"{site.origin}/Help", tmp_path)
    (tmp_path / "index.html").unlink()
    (tmp_path / "index.html").symlink_to("/dev/zero")
    done, findings = run(f"{site.origin}/Help", tmp_path)
    assert (done.changed, findings) == ([f"{site.origin}/Help"], [])
    assert (tmp_path / "index.html").read_bytes() == site.pages["/Help"]


@pytest.mark.parametrize(
    "file",
    [
        *("a/.git/hooks/x.html", "C:/x.html", "x", "pages.lock", "a/./x.html"),
        *("x\ud800.html", f"{'a' * 300}.html", "a//x.html", "/x.html", "../x.html"),
    ],
)
def test_t21_a_list_names_files_that_pages_are_put_in(
    site: Site, tmp_path: Path, file: str
) -> None:
    page = {"address": f"{site.origin}/Help", "file": file, "sha256": "", "fetched": ""}
    lock = {"version": 1, "start": f"{site.origin}/Help", "pages": [page]}
    (tmp_path / "pages.lock").write_text(json.dumps(lock), encoding="utf-8")
    with pytest.raises(HelpwrightError) as caught:
        run(f"{site.origin}/Help", tmp_path)
    assert caught.value.finding.code == "HW902"
    assert os.listdir(tmp_path) == ["pages.lock"]
