"""What `helpwright fetch` asks a site for, what it keeps, and what it never gives away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_site import Asked, Reply, Site, links_to, served

from helpwright.diagnostics import Findings, HelpwrightError
from helpwright.limits import Limits
from helpwright.sources import list_pages
from helpwright.sources.fetch import Courtesy, Fetched, Login, fetch

QUICK = Courtesy(rate=1000, tries=3, backoff=0.001)
OPERATION = "/Help/Api/GET-api-boats-id"
MODEL = "/Help/ResourceModel?modelName=Boat"


@pytest.fixture
def site() -> Iterator[Site]:
    pages = {
        "/Help": links_to("/Help", MODEL, OPERATION),
        OPERATION: links_to("/Help", MODEL, "/Help/ResourceModel?modelName=Engine"),
        MODEL: links_to(),
        "/Help/ResourceModel?modelName=Engine": links_to(),
    }
    with served(Site(pages=dict(pages))) as running:
        yield running


def run(
    site: Site,
    folder: Path,
    login: Login | None = None,
    path: str = "/Help",
    limits: Limits | None = None,
) -> tuple[Fetched, Findings]:
    findings = Findings()
    address = site.origin + path
    done = fetch(address, folder, findings, login=login, courtesy=QUICK, limits=limits)
    return done, findings


def test_keeps_index_operations_and_models_with_their_addresses(
    site: Site, tmp_path: Path
) -> None:
    run(site, tmp_path)
    pages = list_pages([str(tmp_path)], Findings())
    assert {page.name: page.address for page in pages} == {
        "index.html": f"{site.origin}/Help",
        "Api/GET-api-boats-id.html": f"{site.origin}{OPERATION}",
        "ResourceModel/Boat.html": f"{site.origin}{MODEL}",
        "ResourceModel/Engine.html": (
            f"{site.origin}/Help/ResourceModel?modelName=Engine"
        ),
    }
    assert pages[0].open().content == site.pages[OPERATION]


def test_asks_for_operations_before_the_models_that_they_make_known(
    site: Site, tmp_path: Path
) -> None:
    run(site, tmp_path)
    assert site.paths() == [
        "/Help",
        OPERATION,
        MODEL,
        "/Help/ResourceModel?modelName=Engine",
    ]


def test_finds_the_site_from_the_address_of_one_page(
    site: Site, tmp_path: Path
) -> None:
    done, _ = run(site, tmp_path, path=f"{OPERATION}#top")
    assert f"{site.origin}/Help" in done.added


def test_leaves_alone_what_is_not_of_the_site(site: Site, tmp_path: Path) -> None:
    with served(Site()) as other:
        site.pages["/Help"] = links_to(
            f"{other.origin}/Help/Api/x",
            "/Account/Login",
            "/Helper",
            "/Help/../Admin",
            "/Help/%2e%2e/Admin",
            "javascript:alert(1)",
            "mailto:a@b.example",
            "http://[broken/Help",
            "file:///etc/passwd",
        )
        done, findings = run(site, tmp_path)
        assert (other.asked, site.paths()) == ([], ["/Help"])
        assert (len(done.added), len(findings)) == (1, 0)


def test_does_not_keep_what_is_no_page(site: Site, tmp_path: Path) -> None:
    site.pages["/Help"] = links_to(OPERATION, "/Help/logo.png")
    site.pages["/Help/logo.png"] = lambda _: Reply(
        body=b"\x89PNG", headers={"Content-Type": "image/png"}
    )
    done, findings = run(site, tmp_path)
    assert (len(done.added), len(findings)) == (4, 0)


def test_reports_a_page_that_fails_and_keeps_the_rest(
    site: Site, tmp_path: Path
) -> None:
    del site.pages[OPERATION]
    done, findings = run(site, tmp_path)
    failed = [f for f in findings if f.place.page.endswith(OPERATION)]
    assert [(f.code, f.severity) for f in failed] == [("HW904", "error")]
    assert "404" in failed[0].message
    assert (tmp_path / "ResourceModel/Boat.html").is_file()
    assert f"{site.origin}{OPERATION}" in done.failed


def test_keeps_the_earlier_copy_of_a_page_that_fails(
    site: Site, tmp_path: Path
) -> None:
    run(site, tmp_path)
    before = site.pages.pop(OPERATION)
    done, findings = run(site, tmp_path)
    assert (tmp_path / "Api/GET-api-boats-id.html").read_bytes() == before
    assert done.removed == []
    assert any("is kept" in finding.made_of_it for finding in findings)


def test_removes_a_page_that_nothing_links_to_any_more(
    site: Site, tmp_path: Path
) -> None:
    run(site, tmp_path)
    site.pages["/Help"] = links_to("/Help/Api/GET-api-boats")
    site.pages["/Help/Api/GET-api-boats"] = links_to()
    done, _ = run(site, tmp_path)
    assert f"{site.origin}{OPERATION}" in done.removed
    assert not (tmp_path / "Api/GET-api-boats-id.html").exists()


def test_tries_again_where_a_failure_may_pass(site: Site, tmp_path: Path) -> None:
    replies = iter(
        [
            Reply(status=503, headers={"Retry-After": "0"}),
            Reply(body=b"<html>", cut=True),
            Reply(body=links_to()),
        ]
    )
    site.pages["/Help"] = lambda _: next(replies)
    done, findings = run(site, tmp_path)
    assert (len(done.added), len(findings)) == (1, 0)
    assert site.paths() == ["/Help"] * 3


def test_gives_up_on_a_server_that_stays_away(site: Site, tmp_path: Path) -> None:
    site.pages["/Help"] = lambda _: Reply(status=502)
    with pytest.raises(HelpwrightError, match="502; given up after 3 tries") as error:
        run(site, tmp_path)
    assert error.value.status == 1
    assert list(tmp_path.iterdir()) == []


def test_asks_for_a_model_again_after_the_page_that_makes_it_known(
    site: Site, tmp_path: Path
) -> None:
    """The original server forgets response models when it restarts."""

    def model(_: Asked) -> Reply:
        known = site.paths()[-2] == OPERATION
        return Reply(body=links_to()) if known else Reply(status=500)

    site.pages["/Help"] = links_to(OPERATION, "/Help/Api/GET-api-z")
    site.pages["/Help/Api/GET-api-z"] = links_to()
    site.pages[OPERATION] = links_to(MODEL)
    site.pages[MODEL] = model
    done, findings = run(site, tmp_path)
    assert f"{site.origin}{MODEL}" in done.added
    assert len(findings) == 0


def test_asks_the_next_time_only_what_is_new(site: Site, tmp_path: Path) -> None:
    def page(asked: Asked) -> Reply:
        if asked.headers.get("If-None-Match") == '"1"':
            return Reply(status=304)
        return Reply(body=links_to(), headers={"ETag": '"1"'})

    site.pages["/Help"] = links_to(OPERATION)
    site.pages[OPERATION] = page
    run(site, tmp_path)
    done, _ = run(site, tmp_path)
    assert site.asked[-1].headers["If-None-Match"] == '"1"'
    assert len(done.unchanged) == 2
    (tmp_path / "Api/GET-api-boats-id.html").write_bytes(b"spoilt")
    run(site, tmp_path)
    assert "If-None-Match" not in site.asked[-1].headers
    assert (tmp_path / "Api/GET-api-boats-id.html").read_bytes() == links_to()


def test_goes_on_where_it_was_interrupted(site: Site, tmp_path: Path) -> None:
    class Interrupted(Exception):
        pass

    def progress(what: str, done: int, total: int) -> None:
        if done == 2:
            raise Interrupted

    site.pages["/Help"] = links_to(OPERATION, MODEL)
    with pytest.raises(Interrupted):
        fetch(
            f"{site.origin}/Help",
            tmp_path,
            Findings(),
            courtesy=QUICK,
            progress=progress,
        )
    asked_before = site.paths()
    # Half a site is no site: nothing takes it for one.
    with pytest.raises(HelpwrightError, match="holds no file"):
        list_pages([str(tmp_path)], Findings())
    done, _ = run(site, tmp_path)
    assert asked_before == ["/Help", OPERATION]
    assert site.paths()[2:] == [MODEL, "/Help/ResourceModel?modelName=Engine"]
    assert len(done.added) == 4
    assert not list(tmp_path.glob(".helpwright*"))


def test_sends_credentials_to_the_site_and_writes_them_nowhere(
    site: Site, tmp_path: Path
) -> None:
    login = Login(
        headers={"Cookie": "session=s3cret", "X-Key": "k3y"}, user=("ann", "pa55")
    )
    run(site, tmp_path, login)
    assert site.asked[0].headers["X-Key"] == "k3y"
    assert site.asked[0].headers["Cookie"] == "session=s3cret"
    assert site.asked[0].headers["Authorization"].startswith("Basic ")
    written = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    for secret in (b"s3cret", b"k3y", b"pa55", b"Basic"):
        assert secret not in written
    assert "s3cret" not in repr(login)
    assert "pa55" not in repr(login)


def test_follows_no_redirect_that_leaves_the_site(site: Site, tmp_path: Path) -> None:
    with served(Site()) as other:
        targets = [f"{other.origin}/Help/Api/x", "/Account/Login", "http://[bad"]
        for target in targets:
            site.pages[OPERATION] = lambda _, to=target: Reply(  # type: ignore[misc]
                status=302, headers={"Location": to}
            )
            _, findings = run(site, tmp_path, Login(headers={"X-Key": "k3y"}))
            assert any("redirects to" in finding.message for finding in findings)
        assert other.asked == []


def test_follows_a_redirect_within_the_site(site: Site, tmp_path: Path) -> None:
    site.pages["/help/moved"] = links_to()
    site.pages[OPERATION] = lambda _: Reply(
        status=301, headers={"Location": "/help/moved"}
    )
    done, findings = run(site, tmp_path)
    assert f"{site.origin}{OPERATION}" in done.added
    assert len(findings) == 0


def test_ends_a_circle_of_redirects(site: Site, tmp_path: Path) -> None:
    site.pages[OPERATION] = lambda _: Reply(status=302, headers={"Location": OPERATION})
    _, findings = run(site, tmp_path)
    assert any("in a circle" in finding.message for finding in findings)


def test_ends_a_site_that_links_to_ever_more_pages(site: Site, tmp_path: Path) -> None:
    class Endless(dict[str, bytes]):
        def get(self, path: str, default: object = None) -> bytes:  # type: ignore[override]
            return links_to(f"{path}/more")

    site.pages = Endless()  # type: ignore[assignment]
    done, findings = run(site, tmp_path, limits=Limits(pages=10))
    assert len(done.added) == 10
    assert [finding.code for finding in findings] == ["HW905"]


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/Help/ResourceModel?modelName=Line%20%28v2%29", "ResourceModel/Line_(v2)"),
        ("/Help/ResourceModel?modelName=..%2F..%2Fetc", "ResourceModel/_.._etc"),
        ("/Help/ResourceModel?modelName=CON", "ResourceModel/_CON"),
        ("/Help/Api/GET-" + "x" * 300, "Api/GET-" + "x" * 96),
        ("/Help/ResourceModel?modelName=boat", "ResourceModel/boat"),
    ],
)
def test_gives_every_page_a_file_that_any_system_takes(
    site: Site, tmp_path: Path, path: str, file: str
) -> None:
    site.pages["/Help"] = links_to(MODEL, path)
    site.pages[path] = links_to()
    run(site, tmp_path)
    found = {
        page.address: page.name for page in list_pages([str(tmp_path)], Findings())
    }
    name = found[site.origin + path]
    assert name.startswith(f"{file}-")
    assert len(name.removeprefix(f"{file}-")) == len("01234567.html")


def test_keeps_a_charset_that_only_the_header_tells(site: Site, tmp_path: Path) -> None:
    site.pages[OPERATION] = lambda _: Reply(
        body="<html>Größe</html>".encode("latin-1"),
        headers={"Content-Type": "text/html; charset=iso-8859-1"},
    )
    run(site, tmp_path)
    text = (tmp_path / "Api/GET-api-boats-id.html").read_text("utf-8-sig")
    assert text == "<html>Größe</html>"


@pytest.mark.parametrize("file", ["/etc/passwd", "../x.html", "a/../../x.html"])
def test_trusts_no_lock_file_that_points_outside(
    site: Site, tmp_path: Path, file: str
) -> None:
    run(site, tmp_path)
    lock = json.loads((tmp_path / "pages.lock").read_text("utf-8"))
    lock["pages"][0]["file"] = file
    (tmp_path / "pages.lock").write_text(json.dumps(lock), "utf-8")
    with pytest.raises(HelpwrightError, match="is no file that pages are put in"):
        run(site, tmp_path)


def test_does_not_mix_two_sites_in_one_folder(site: Site, tmp_path: Path) -> None:
    run(site, tmp_path)
    other = Site(pages={"/Help": links_to()})
    with served(other), pytest.raises(HelpwrightError, match="fetched from"):
        run(other, tmp_path)


@pytest.mark.parametrize("address", ["ftp://x.example/Help", "Help", "http://", ""])
def test_says_what_is_no_address(tmp_path: Path, address: str) -> None:
    with pytest.raises(HelpwrightError) as error:
        fetch(address, tmp_path, Findings(), courtesy=QUICK)
    assert (error.value.finding.code, error.value.status) == ("HW901", 2)
