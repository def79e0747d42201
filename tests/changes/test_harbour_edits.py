"""Single edits of small pages of ours, each with the verdict on what it changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from page_edits import Edit, Pages, edit, edited, pages_in, understood, verdicts

from helpwright.spec import Api

HARBOUR = Path(__file__).parent / "harbour"
WIRE, CODE = "wire-breaking", "code-breaking"
NEW, WORDS = "addition", "documentation"

BOOKING, BERTHS, BERTH = "add-booking.txt", "list-berths.txt", "get-berth.txt"
SHIP, REMOVE, KIND = "change-ship.txt", "remove-booking.txt", "kind.txt"
TIDE = "get-tide.txt"

DEPTH = "| Depth | At low tide, in metres. | decimal number | None. |\n"
PIER = "| Pier | Where it is. | string | Max length: 20 |"
FLAG = "| Flag | Letters of the country. | string | None. |\n"
NIGHTS = "| Nights | How long she stays. | integer | None. |"
CREW = "| Crew | Who is on board. | Collection of string | None. |"
REMARK = "| Remark | For the harbour master. | string | Max length: 200 |"
PAGE = "| page | Counted from one. | integer | Default value is 1 |"
KEY = "| id | Key of the ship. | globally unique identifier | Required |"

LIST = "GET /api/berths"
GET = "GET /api/berths/{id}"
POST = "POST /api/bookings"
PUT = "PUT /api/ships/{id}"
DELETE = "DELETE /api/bookings/{id}"

REQUESTS = (
    edit(
        "a new member that must be sent",
        BOOKING,
        FLAG,
        FLAG + "| Pilot | Her pilot. | string | Required |\n",
        WIRE,
        "Add required `Booking.Pilot`",
    ),
    edit(
        "a new member that may be sent",
        BOOKING,
        FLAG,
        FLAG + "| Pilot | Her pilot. | string | None. |\n",
        NEW,
        "Add `Booking.Pilot`",
    ),
    Edit(
        "a member that is no longer taken",
        BOOKING,
        ((FLAG, ""), ('  "Flag": "sample string 4",\n', "")),
        {"Remove `Booking.Flag`": CODE},
    ),
    edit(
        "a member that must be sent now",
        BOOKING,
        NIGHTS,
        NIGHTS.replace("None.", "Required"),
        WIRE,
        "`Booking.Nights` is now required",
    ),
    edit(
        "a member that need not be sent any more",
        BOOKING,
        "| integer | Required |",
        "| integer | None. |",
        NEW,
        "`Booking.Berth` is now optional",
    ),
    edit(
        "a text that must be shorter",
        BOOKING,
        REMARK,
        REMARK.replace("200", "100"),
        WIRE,
        "Change the max length of `Booking.Remark` from 200 to 100",
    ),
    edit(
        "a text that may be longer",
        BOOKING,
        REMARK,
        REMARK.replace("200", "2000"),
        NEW,
        "Change the max length of `Booking.Remark` from 200 to 2000",
    ),
    edit(
        "a text that may be of any length",
        BOOKING,
        REMARK,
        REMARK.replace("Max length: 200", "None."),
        NEW,
        "Change the max length of `Booking.Remark` from 200 to none",
    ),
    edit(
        "a text that has got a limit",
        BOOKING,
        FLAG,
        FLAG.replace("None.", "Max length: 3"),
        WIRE,
        "Change the max length of `Booking.Flag` from none to 3",
    ),
    edit(
        "a text that has got a pattern",
        BOOKING,
        FLAG,
        FLAG.replace("None.", "Matching regular expression pattern: ^[A-Z]+$"),
        WIRE,
        "Change the pattern of `Booking.Flag` from none to ^[A-Z]+$",
    ),
    edit(
        "a number that may be larger",
        BOOKING,
        "between 0 and 12",
        "between 0 and 14",
        NEW,
        "Change the maximum of `Booking.Draught` from 12 to 14",
    ),
    edit(
        "a number that must be larger",
        BOOKING,
        "between 0 and 12",
        "between 1 and 12",
        WIRE,
        "Change the minimum of `Booking.Draught` from 0 to 1",
    ),
    edit(
        "a number that may have a fraction",
        BOOKING,
        NIGHTS,
        NIGHTS.replace("integer", "decimal number"),
        CODE,
        "Change `Booking.Nights` from integer to decimal number",
    ),
    edit(
        "a number that must be small",
        BOOKING,
        NIGHTS,
        NIGHTS.replace("integer", "byte"),
        WIRE,
        "Change `Booking.Nights` from integer to byte",
    ),
    edit(
        "a text that must be a number",
        BOOKING,
        FLAG,
        FLAG.replace("string", "integer"),
        WIRE,
        "Change `Booking.Flag` from string to integer",
    ),
    edit(
        "a text that must be a date",
        BOOKING,
        FLAG,
        FLAG.replace("string", "date"),
        WIRE,
        "Change `Booking.Flag` from string to date",
    ),
    edit(
        "a list of other things",
        BOOKING,
        CREW,
        CREW.replace("Collection of string", "Collection of integer"),
        WIRE,
        "Change `Booking.Crew` from Collection of string to Collection of integer",
    ),
    edit(
        "one thing instead of a list",
        BOOKING,
        CREW,
        CREW.replace("Collection of string", "string"),
        WIRE,
        "Change `Booking.Crew` from Collection of string to string",
    ),
    edit(
        "a member that takes anything",
        BOOKING,
        NIGHTS,
        NIGHTS.replace("integer", "Object"),
        NEW,
        "Change `Booking.Nights` from integer to Object",
    ),
    edit(
        "a sample that no longer shows a number to be nullable",
        BOOKING,
        '"Nights": 1,',
        '"Nights": 4,',
        CODE,
        "`Booking.Nights` is no longer shown to take null",
    ),
    edit(
        "other words for a member that is sent",
        BOOKING,
        "Who is on board.",
        "Everybody on board.",
        WORDS,
        "Reword `Booking.Crew`",
    ),
    edit(
        "a form of bodies that is no longer taken",
        BOOKING,
        "application/xml, text/xml\n",
        "application/xml\n",
        WIRE,
        f"Remove text/xml from the request body of `{POST}`",
    ),
    edit(
        "a form of bodies that is taken now",
        BOOKING,
        "application/xml, text/xml\n",
        "application/xml, text/xml, application/bson\n",
        NEW,
        f"Add application/bson to the request body of `{POST}`",
    ),
)

ANSWERS = (
    Edit(
        "a member that no longer comes",
        TIDE,
        (
            ("| Height | How much water, in metres. | decimal number | None. |\n", ""),
            (',\n  "Height": 2.0', ""),
        ),
        {"Remove `Tide.Height`": WIRE},
    ),
    Edit(
        "a member that comes under another name",
        TIDE,
        (("| Height |", "| Level |"), ('"Height"', '"Level"')),
        {"Remove `Tide.Height`": WIRE, "Add `Tide.Level`": NEW},
    ),
    Edit(
        "a member that is left in the sample alone",
        TIDE,
        (("| Height | How much water, in metres. | decimal number | None. |\n", ""),),
        {"Reword `Tide.Height`": WORDS},
    ),
    edit(
        "a member that comes now",
        BERTHS,
        DEPTH,
        DEPTH + "| Water | There is some. | boolean | None. |\n",
        NEW,
        "Add `Berth.Water`",
    ),
    edit(
        "a member that comes now and always",
        BERTHS,
        DEPTH,
        DEPTH + "| Water | There is some. | boolean | Required |\n",
        NEW,
        "Add required `Berth.Water`",
    ),
    edit(
        "a member that may be missing now",
        BERTHS,
        "| integer | Required |",
        "| integer | None. |",
        CODE,
        "`Berth.Id` is now optional",
    ),
    edit(
        "a member that always comes now",
        BERTHS,
        DEPTH,
        DEPTH.replace("None.", "Required"),
        NEW,
        "`Berth.Depth` is now required",
    ),
    edit(
        "a text in answers that may be longer",
        BERTHS,
        PIER,
        PIER.replace("20", "50"),
        WORDS,
        "Change the max length of `Berth.Pier` from 20 to 50",
    ),
    edit(
        "a small number in answers that may be any",
        BERTHS,
        "| byte |",
        "| integer |",
        WIRE,
        "Change `Berth.Lights` from byte to integer",
    ),
    edit(
        "a number in answers that is smaller than it was",
        BERTHS,
        "| Number of the berth. | integer |",
        "| Number of the berth. | byte |",
        NEW,
        "Change `Berth.Id` from integer to byte",
    ),
    edit(
        "a number in answers that may have a fraction",
        BERTHS,
        "| byte |",
        "| decimal number |",
        WIRE,
        "Change `Berth.Lights` from byte to decimal number (decimal)",
    ),
    edit(
        "a date in answers that is any text",
        BERTHS,
        "| date |",
        "| string |",
        WIRE,
        "Change `Berth.Surveyed` from date to string",
    ),
    edit(
        "a text in answers that is a key",
        BERTHS,
        PIER,
        PIER.replace("string", "globally unique identifier"),
        CODE,
        "Change `Berth.Pier` from string to globally unique identifier",
    ),
    edit(
        "other words for a member that comes",
        BERTHS,
        "When it was sounded.",
        "When it was last sounded.",
        WORDS,
        "Reword `Berth.Surveyed`",
    ),
    edit(
        "one answer instead of a list",
        BERTHS,
        "Collection of Berth",
        "Berth",
        WIRE,
        f"Change the response of `{LIST}` from Collection of Berth to Berth",
    ),
    edit(
        "an answer that is text and no key",
        BOOKING,
        "Resource Description\n\nglobally unique identifier",
        "Resource Description\n\nstring",
        WIRE,
        f"Change the response of `{POST}` from globally unique identifier to string",
    ),
    edit(
        "a form of answers that no longer comes",
        BERTHS,
        "application/json, text/json",
        "application/json",
        WIRE,
        f"Remove text/json from the response of `{LIST}`",
    ),
    edit(
        "an answer where there was none",
        REMOVE,
        "Resource Description\n\nNone.",
        "Resource Description\n\nboolean",
        NEW,
        f"Add the response of `{DELETE}`",
    ),
    edit(
        "another namespace in XML",
        BERTH,
        'xmlns="urn:harbour"',
        'xmlns="urn:harbour:2"',
        WIRE,
        "XML calls `Berth` {urn:harbour:2}Berth, no longer {urn:harbour}Berth",
    ),
)

ADDRESSES = (
    edit(
        "a parameter that must be given",
        BERTHS,
        PAGE,
        PAGE + "\n| pier | Where. | string | Required |",
        WIRE,
        f"Add the required parameter `pier` to `{LIST}`",
    ),
    edit(
        "a parameter that may be given",
        BERTHS,
        PAGE,
        PAGE + "\n| pier | Where. | string | None. |",
        NEW,
        f"Add the parameter `pier` to `{LIST}`",
    ),
    Edit(
        "a parameter that is no longer known",
        REMOVE,
        (
            ("?reason={reason}", ""),
            ("| reason | Why, in a word. | string | None. |\n", ""),
        ),
        {f"Remove the parameter `reason` of `{DELETE}`": CODE},
    ),
    edit(
        "a parameter that must be given now",
        REMOVE,
        "| Why, in a word. | string | None. |",
        "| Why, in a word. | string | Required |",
        WIRE,
        f"Change required of the parameter `reason` of `{DELETE}` from optional to "
        "required",
    ),
    edit(
        "a parameter that need not be given any more",
        BERTHS,
        "| Kind | Required |",
        "| Kind | None. |",
        NEW,
        f"Change required of the parameter `kind` of `{LIST}` from required to optional",
    ),
    edit(
        "another default",
        BERTHS,
        PAGE,
        PAGE.replace("is 1", "is 0"),
        WIRE,
        f"Change default of the parameter `page` of `{LIST}` from '1' to '0'",
    ),
    edit(
        "a default where there was none",
        REMOVE,
        "| Why, in a word. | string | None. |",
        "| Why, in a word. | string | Default value is weather |",
        WIRE,
        f"Change default of the parameter `reason` of `{DELETE}` from none to 'weather'",
    ),
    edit(
        "a key that is any text",
        SHIP,
        KEY,
        KEY.replace("globally unique identifier", "string"),
        CODE,
        f"Change type of the parameter `id` of `{PUT}` from globally unique identifier "
        "to string",
    ),
    edit(
        "a key that is a number",
        SHIP,
        KEY,
        KEY.replace("globally unique identifier", "integer"),
        WIRE,
        f"Change type of the parameter `id` of `{PUT}` from globally unique identifier "
        "to integer",
    ),
    Edit(
        "another name in the path",
        SHIP,
        (("ships/{id}", "ships/{shipId}"), ("| id | Key", "| shipId | Key")),
        {"`id` of `PUT /api/ships/{shipId}` is now called `shipId`": CODE},
    ),
    edit(
        "other words for a parameter",
        BERTHS,
        "Counted from one.",
        "Page, counted from one.",
        WORDS,
        f"Reword the parameter `page` of `{LIST}`",
    ),
    edit(
        "other words for an operation",
        BOOKING,
        "Books a berth",
        "Books a berth for a ship",
        WORDS,
        f"Reword `{POST}`",
    ),
    edit(
        "a path in other case",
        BOOKING,
        "POST api/bookings",
        "POST api/Bookings",
        WORDS,
        "Write the path of `POST /api/Bookings` as `/api/Bookings`",
    ),
    Edit(
        "another path",
        BOOKING,
        (("POST api/bookings", "POST api/v2/bookings"),),
        {"Remove `POST /api/bookings`": WIRE, "Add `POST /api/v2/bookings`": NEW},
    ),
    Edit(
        "another method",
        SHIP,
        (("PUT api", "PATCH api"),),
        {
            "Remove `PUT /api/ships/{id}`": WIRE,
            "Add `PATCH /api/ships/{id}`": NEW,
        },
    ),
)

ENUMERATIONS = (
    edit(
        "a value that comes and can be sent",
        KIND,
        "| Cutter | 2 | For fish. |",
        "| Cutter | 2 | For fish. |\n| Ferry | 3 | For people. |",
        NEW,
        "`Kind.Ferry` is new",
    ),
    edit(
        "a value that is gone",
        KIND,
        "| Yacht | 1 | For pleasure. |\n",
        "",
        WIRE,
        "`Kind.Yacht` is gone",
    ),
    edit(
        "another number",
        KIND,
        "| Cutter | 2 |",
        "| Cutter | 4 |",
        WIRE,
        "`Kind.Cutter` is now 4",
    ),
    edit(
        "another name for a number",
        KIND,
        "| Yacht | 1 |",
        "| Sail | 1 |",
        WIRE,  # `kind=Yacht` was a request
        "`Kind.Yacht` is now called `Sail`",
    ),
    edit(
        "a name in another case",
        KIND,
        "| Yacht | 1 |",
        "| yacht | 1 |",
        WORDS,
        "`Kind.Yacht` is now called `yacht`",
    ),
    edit(
        "other words for a value",
        KIND,
        "For pleasure.",
        "For pleasure only.",
        WORDS,
        "Reword `Kind`",
    ),
)

NOISE = (
    edit(
        "another GUID",
        BOOKING,
        "2c1f4be0-9d0e-4a54-a7a4-5f0a8f0e4f11",
        "7d90b1f3-0b5c-4b13-8a55-d2b6ae1e0c02",
    ),
    edit(
        "another date",
        BERTHS,
        "2026-03-02T09:15:27.1234567+01:00",
        "2026-11-19T23:01:02.0000001+01:00",
    ),
    edit(
        "another text in a sample",
        BERTHS,
        '"sample string 3"',
        '"sample string 9"',
    ),
    edit(
        "bounds with another number of digits",
        BOOKING,
        "between 0 and 12",
        "between 0.0 and 12,00",
    ),
    edit("empty lines", SHIP, "PUT api/ships/{id}\n", "\n\n\nPUT api/ships/{id}\n\n\n"),
    edit(
        "white space in words",
        BOOKING,
        "Books a berth",
        "Books  a\tberth",
    ),
)

ALL = (*REQUESTS, *ANSWERS, *ADDRESSES, *ENUMERATIONS, *NOISE)


@cache
def before() -> tuple[Pages, Api]:
    pages = pages_in(HARBOUR)
    return pages, understood(pages)


@pytest.mark.parametrize("change", ALL, ids=str)
def test_each_change_gets_its_verdict(change: Edit) -> None:
    pages, old = before()
    assert verdicts(old, understood(edited(pages, change))) == dict(change.says)
