"""A small API of ours, with something of everything that pages can show."""

from __future__ import annotations

from help_pages import (
    Action,
    Controller,
    EnumPage,
    ModelPage,
    Row,
    Shown,
    Site,
    Type,
)

JSON = "application/json, text/json"
XML = "application/xml, text/xml"

TREE_ROWS = (
    Row("Id", Type("globally unique identifier"), "", ("Required",)),
    Row("Sort", Type("{}", ("Sort",)), "What grows on it."),
    Row(
        "Height",
        Type("decimal number"),
        "In metres.",
        ("Range: inclusive between 0.1 and 40",),
    ),
    Row("PlantedOn", Type("date"), "", ("Required", "Data type: Date")),
    Row(
        "Label",
        Type("string"),
        "Hangs on the\n            lowest branch.",
        (
            "Required",
            "Matching regular expression pattern: ^[A-Z]{2} Max length: [0-9]+|x$",
            "String length: inclusive between 2 and 20",
        ),
    ),
    Row("Crops", Type("Collection of {}", ("Crop (yearly)",))),
    Row(
        "Notes",
        Type(
            "Dictionary of string [key]\nand Collection of {} [value]",
            ("Crop (yearly)",),
        ),
    ),
    Row("Bark", Type("Collection of byte")),
)
CROP_ROWS = (
    Row("Year", Type("integer"), "", ("Required",)),
    Row("Kilos", Type("decimal number"), "None."),
)
TREE_JSON = (
    '[\n  {\n    "Id": "0b6a1a5e-4a3c-4b53-9d3a-6d1c8d6a4a11",\n    "Sort": 1\n  }\n]'
)
TREE_XML = (
    '<ArrayOfTree xmlns="http://schemas.datacontract.org/2004/07/Orchard">\n  <Tree>\n'
    "    <B>1</B>\n    <Sort>Pear</Sort>\n  </Tree>\n</ArrayOfTree>"
)

ORCHARD = Site(
    controllers=(
        Controller(
            "Trees",
            "Everything that grows.",
            (
                Action(
                    "GET",
                    "api/trees/{id}?part={part}&depth={depth}",
                    "Reads one tree. Says nothing of its roots.",
                    (
                        Row(
                            "id",
                            Type("globally unique identifier"),
                            "Key.",
                            ("Required",),
                        ),
                        Row(
                            "part",
                            Type("{}", ("Sort",)),
                            "",
                            ("Default value is Pear",),
                        ),
                        Row("depth", Type("integer"), "Body Parameters"),
                    ),
                    result=Shown(Type("{}", ("Tree",)), "A tree.", TREE_ROWS),
                ),
                Action(
                    "POST",
                    "api/trees",
                    "Plants trees.",
                    body_name="trees",
                    body=Shown(
                        Type("Collection of {}", ("Tree",)),
                        "The trees.",
                        TREE_ROWS,
                        ((JSON, TREE_JSON), (XML, TREE_XML)),
                    ),
                    result=Shown(Type("integer"), "How many.", None, ((JSON, "3"),)),
                ),
                Action("DELETE", "api/trees/{id}", "", (Row("id", Type("string")),)),
            ),
        ),
        Controller(
            "Baskets",
            "",
            (
                Action(
                    "PUT",
                    "api/v1/baskets/{code}/of/{year}",
                    "",
                    (
                        Row("code", Type("string"), "", ("Required",)),
                        Row("year", Type("integer"), "", ("Required",)),
                    ),
                    body=Shown(
                        Type(
                            "Dictionary of string [key]\nand {} [value]",
                            ("Crop (yearly)",),
                        ),
                        "",
                        None,
                        ((JSON, '{\n  "sample string 1": {}\n}'),),
                    ),
                ),
            ),
        ),
    ),
    models=(
        ModelPage("Tree", "A tree of ours.", TREE_ROWS),
        ModelPage("Crop (yearly)", "", CROP_ROWS),
        ModelPage("Nothing", "Has no members."),
        EnumPage(
            "Sort",
            "Sorts.",
            (("None", 0, ""), ("Pear", 1, "Sweet."), ("Rowan", -7, "")),
        ),
    ),
)
