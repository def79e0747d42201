"""What people write: corrections in TOML, overlays in YAML or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from random import Random

from pieces import ODD_WORDS, changed

OPERATIONS = ("GET /boxes/{id}", "POST /boxes", "PUT /boxes/{id}", "GET /none")
MODELS = ("Box", "Lid", "Node", "None", "New")
MEMBERS = ("Id", "Name", "Kind", "Lids", "Inner", "None", "Price")
FACTS = (
    *("path", "method", "summary", "description", "tag", "deprecated", "idempotent"),
    *(
        "exists",
        "name",
        "same_as",
        "split",
        "required",
        "nullable",
        "wire_name",
        "type",
    ),
    *("min_length", "maximum", "pattern", "data_type", "read_only", "unit", "default"),
    *(
        "allowed_values",
        "request",
        "response",
        "response 200",
        "parameter id",
        "success",
    ),
    *("parameters", "wire", "complete", "member A", "member", "parameter", "location"),
)
VALUES = (
    *('"x"', '""', "1", "-1", "0", "1.5", "true", "false", "[]", "{}", '["a", "b"]'),
    *(
        '"integer"',
        '"Box"',
        '"list of Box"',
        '"Collection of Box"',
        '"string?"',
        "[[1]]",
    ),
    *('"yes"', '"no"', '"unknown"', '"nullable"', '{ type = "string" }', "inf", "nan"),
    *('{ Id = "integer", Name = "string" }', '"GET"', '"/boxes"', '"/boxes/{x}/{x}"'),
    *(
        "2024-05-06",
        "2024-05-06T07:08:09Z",
        "07:08:09",
        "1_000",
        "0xff",
        "9" * 30,
        '"("',
    ),
    *(
        '{ New = ["Id", "Name"] }',
        '["Lid"]',
        '"Lid"',
        '"Node"',
        '"New.Inner"',
        "'''x'''",
    ),
)
TARGETS = (
    *("$", "$.info", "$.info.title", "$.paths", "$.paths.*", "$.paths.*.*", "$..tags"),
    *("$.paths['/boxes'].post", "$.components.schemas.Box", "$..[?@.type=='integer']"),
    *("$.components.schemas.*.properties.*", "$.none", "$[0]", "$..*", "$.servers[0]"),
    *(
        "$.paths['/boxes'].post.parameters[0]",
        "$..[?match(@.name, 'a*b')]",
        "$..enum[*]",
    ),
    *(
        "$['info','paths']",
        "$.info[?length(@.title) > 1]",
        "$.x[1:9:0]",
        "$..[::-1]",
        "",
    ),
)
UPDATES = (
    *(
        "{}",
        "[]",
        "null",
        "1",
        "text",
        "{title: x}",
        "{type: [string, 'null']}",
        "~",
        "!",
    ),
    *("{description: more}", "{$ref: '#/components/schemas/Box'}", "2024-05-06", "*a"),
    *(
        "&a {b: *a}",
        "&a [*a]",
        "{1: 2}",
        "{null: 1}",
        "{[1]: 2}",
        "{2024-05-06: x}",
        "=",
    )
    + ("!!python/object:os.system x", "!!set {a, b}", "!!binary aGk=", ".inf", "0o17"),
    *(
        "{properties: {Name: {maxLength: 3}}}",
        "{get: {responses: {'200': {}}}}",
        "<<: *a",
    ),
)
WORDS = (
    *(
        "[[correct]]",
        "[names]",
        "[correct]",
        "fact = ",
        "value = ",
        "reason = ",
        "link = ",
    ),
    *(
        '"why"',
        "[[",
        "]]",
        "=",
        ".",
        "'",
        '"',
        "#",
        "\n",
        "{",
        "}",
        ",",
        "overlay: 1.0.0",
    ),
    *(
        "actions:",
        "- target: ",
        "  update: ",
        "  remove: true",
        "  copy: ",
        "---",
        "...",
    ),
    *("? ", ": ", "&a ", "*a", "<<: ", "!!str ", "|\n", ">-\n", "\t", "%YAML 1.2", "@"),
    *FACTS,
    *VALUES,
    *TARGETS,
    *UPDATES,
)
_TOML_TOKEN = re.compile(
    r"\[\[?|\]\]?|'[^'\n]*'?|\"[^\"\n]*\"?|[\w-]+|\s+|.", re.DOTALL
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def changed_file(text: str, random: Random, others: Sequence[str]) -> str:
    """`text`, corrections or an overlay, with entries more or less, or mistakes."""
    if random.random() < 0.5:
        return _with_entry(text, random)
    piece = _LINE if random.random() < 0.4 else _TOML_TOKEN
    taken = [piece.findall(random.choice(others))] if others else []
    return "".join(changed(piece.findall(text), random, WORDS, taken))


def _with_entry(text: str, random: Random) -> str:
    if "actions" in text:
        return f"{text.rstrip()}\n{_action(random)}"
    if random.random() < 0.2:
        name = random.choice(("boxes", "class", "x y", "_", "Box", "", "model_dump"))
        return f"{text}\n[names]\n{_quoted(_address(random))} = {json.dumps(name)}\n"
    return f"{text}\n{_entry(random)}"


def _entry(random: Random) -> str:
    value = random.choice(VALUES if random.random() < 0.9 else ODD_WORDS)
    return (
        f"[[correct]]\nfact = {_quoted(_address(random))}\n"
        f'value = {value}\nreason = "why"\n'
    )


def _address(random: Random) -> str:
    kind = random.choice(("operation", "model", "model", "enum", "tag", "api"))
    if kind == "operation":
        name = f'"{random.choice(OPERATIONS)}"'
    else:
        name = random.choice((*MODELS, "Kind", "title", "Boxes", '"x.y"'))
    steps = random.choice((0, 1, 1, 2, 2, 2, 3))
    names = MEMBERS if kind in ("model", "enum") else FACTS
    way = [random.choice(names) for _ in range(steps - 1)]
    way += [random.choice(FACTS)] if steps else []
    return f"{kind} {'.'.join((name, *way))}"


def _quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else json.dumps(text)


def _action(random: Random) -> str:
    target = json.dumps(random.choice(TARGETS))
    match random.randrange(4):
        case 0:
            what = "remove: true"
        case 1:
            what = f"copy: {json.dumps(random.choice(TARGETS))}"
        case _:
            what = f"update: {random.choice(UPDATES)}"
    return f"- target: {target}\n  {what}\n"
