"""Single edits of the three pages, each with the verdict on what it changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from page_edits import Edit, Pages, edit, edited, pages_in, understood, verdicts

from helpwright.spec import Api

PAGES = Path(__file__).parents[2] / "specs" / "pages"
WIRE, CODE = "wire-breaking", "code-breaking"
NEW, WORDS = "addition", "documentation"
JOBS, WORKS, PRODUCT = "jobs.html", "works.html", "product.html"
GROUP = "project_id, project_reference_back_office or project must be provided"


def cell(name: str, words: str, kind: str = "", notes: str = "") -> str:
    """A row of a table, as the pages write it down to `kind` and `notes`."""
    text = f"""<td class="parameter-name">{name}</td>
                    <td class="parameter-documentation">
                        <p>{words}</p>
                    </td>
                    <td class="parameter-type">
                        {kind}"""
    if not notes:
        return text
    return f"""{text}
                    </td>
                    <td class="parameter-annotations">
                            {notes}"""


def row(name: str, kind: str, notes: str = "") -> str:
    """A whole row that stands before the one of the name of a job."""
    return f"""<tr>
                    {cell(name, "New.", kind, notes or "<p></p>")}
                    </td>
                </tr>
                """


NAME = """<tr>
                    <td class="parameter-name">name</td>"""
ACCOUNT = """<tr>
                    <td class="parameter-name">AccountId</td>"""

CHANGES = (
    edit(
        "a job must have a colour",
        JOBS,
        NAME,
        row("colour", "string", "<p>Required</p>") + NAME,
        WIRE,
        "Add required `jobs.colour`",
    ),
    edit(
        "a job may have a colour",
        JOBS,
        NAME,
        row("colour", "string") + NAME,
        NEW,
        "Add `jobs.colour`",
    ),
    edit(
        "the name of a job may be longer",
        JOBS,
        "<p>Max length: 255</p>\n                    </td>\n                </tr>\n"
        '                <tr>\n                    <td class="parameter-name">description',
        "<p>Max length: 300</p>\n                    </td>\n                </tr>\n"
        '                <tr>\n                    <td class="parameter-name">description',
        NEW,
        "Change the max length of `jobs.name` from 255 to 300",
    ),
    edit(
        "a job needs no name any more",
        JOBS,
        "<p>Required</p>\n                            <p>Max length: 255</p>",
        "<p>Max length: 255</p>",
        NEW,
        "`jobs.name` is now optional",
    ),
    edit(
        "a job is described in fewer words",
        JOBS,
        cell(
            "description", "Text that describes the job", "string", "<p>Max length: 4"
        ),
        cell(
            "description", "Text that describes the job", "string", "<p>Max length: 2"
        ),
        WIRE,
        "Change the max length of `jobs.description` from 4000 to 2000",
    ),
    edit(
        "another word for the key of a job",
        JOBS,
        "Key of the job",
        "Identifies the job",
        WORDS,
        "Reword `jobs.id`",
    ),
    edit(
        "the latitude is text",
        JOBS,
        cell(
            "db_address_latitude_decimal", "Latitude of the address", "decimal number"
        ),
        cell("db_address_latitude_decimal", "Latitude of the address", "string"),
        WIRE,
        "Change `jobs.db_address_latitude_decimal` from decimal number (decimal) to "
        "string",
    ),
    edit(
        "jobs are made elsewhere in words",
        JOBS,
        "<p>Creates a work order</p>",
        "<p>Creates a job</p>",
        WORDS,
        "Reword `POST /jobs`",
    ),
    Edit(
        "works are made elsewhere",
        WORKS,
        (("<h1>POST api/v2/works</h1>", "<h1>POST api/v3/works</h1>"),),
        {"Remove `POST /api/v2/works`": WIRE, "Add `POST /api/v3/works`": NEW},
    ),
    edit(
        "the account of a work is text",
        WORKS,
        cell("AccountId", "", "integer"),
        cell("AccountId", "", "string"),
        WIRE,
        "Change `WorkNew.AccountId` from integer to string",
    ),
    edit(
        "the account of a work must be given",
        WORKS,
        ACCOUNT,
        row("Colour", "string", "<p>Required</p>") + ACCOUNT,
        WIRE,
        "Add required `WorkNew.Colour`",
    ),
    edit(
        "a work is told of",
        WORKS,
        cell("Confidential", "", "boolean"),
        cell("Confidential", "Not for everybody", "boolean"),
        WORDS,
        "Reword `WorkNew.Confidential`",
    ),
    Edit(
        "a list of accounts is one account",
        WORKS,
        (
            (
                'Collection of <a href="/Help/ResourceModel?modelName=WorkAccountNew">',
                '<a href="/Help/ResourceModel?modelName=WorkAccountNew">',
            ),
        ),
        {
            "Change `WorkNew.WorkAccount` from Collection of WorkAccountNew to "
            "WorkAccountNew": WIRE,
            # The sample shows a list still, which says nothing of one account.
            "Remove `WorkAccountNew`": CODE,
        },
    ),
    edit(
        "the answer to a work is text",
        WORKS,
        "\ninteger\n",
        "\nstring\n",
        WIRE,
        "Change the response of `POST /api/v2/works` from integer to string",
    ),
    edit(
        "works come as XML, too",
        WORKS,
        ">application/json, text/json, text/html<",
        ">application/json, text/json, text/html, text/xml<",
        NEW,
        "Add text/xml to the response of `POST /api/v2/works`",
    ),
    edit(
        "another word for making a product",
        PRODUCT,
        "Creates a product from the values given",
        "Makes a product",
        WORDS,
        "Reword `POST /api/{database}/Product`",
    ),
    edit(
        "the database is called otherwise",
        PRODUCT,
        "<h1>POST api/{database}/Product</h1>",
        "<h1>POST api/{administration}/Product</h1>",
        CODE,
        "`database` of `POST /api/{administration}/Product` is now called "
        "`administration`",
    ),
    Edit(
        "another form of products that is taken",
        PRODUCT,
        ((">application/x-www-form-urlencoded<", ">application/bson<"),),
        {
            "Remove application/x-www-form-urlencoded from the request body of "
            "`POST /api/{database}/Product`": WIRE,
            "Add application/bson to the request body of "
            "`POST /api/{database}/Product`": NEW,
        },
    ),
)


@cache
def before() -> tuple[Pages, Api]:
    pages = pages_in(PAGES)
    return pages, understood(pages)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_each_change_gets_its_verdict(change: Edit) -> None:
    pages, old = before()
    assert verdicts(old, understood(edited(pages, change))) == dict(change.says)


def test_of_which_members_one_must_be_given() -> None:
    """One way less to fulfil a group refuses requests; one more doesn't."""
    pages, old = before()
    fewer = GROUP.replace("project_reference_back_office or project", "or project")
    more = GROUP.replace("project_id, ", "project_id, id, ")
    message = "Change which members of `jobs` must be given"
    for words, verdict in ((fewer, WIRE), (more, NEW)):
        changed = {**pages, JOBS: pages[JOBS].replace(GROUP, words)}
        assert verdicts(old, understood(changed)) == {message: verdict}


def test_new_guids_dates_and_texts_are_no_change() -> None:
    """What a server shows after a restart."""
    pages, old = before()
    restarted = {
        name: text.replace("65436ae5-183", "0f0e0d0c-2b3")
        .replace("2026-05-11T14:26:03.7719402Z", "2027-01-01T00:00:00.1Z")
        .replace("\n", "\r\n")
        for name, text in pages.items()
    }
    assert restarted != pages
    assert verdicts(old, understood(restarted)) == {}
