"""An address that can't be taken apart leads nowhere, and costs nothing else."""

from __future__ import annotations

import pytest

from helpwright.diagnostics import Findings
from helpwright.interpret import interpret
from helpwright.read import read
from helpwright.sources.source import Source

INDEX = """<html><body><h1>Help</h1><h2>Boats</h2><table>
<tr><th>API</th><th>Description</th></tr>
<tr><td><a href="{}">POST api/boats</a></td><td>Adds a boat.</td></tr>
</table></body></html>"""
PAGE = """<html><body><h1>POST api/boats</h1><h2>Request Information</h2>
<h3>Body Parameters</h3><p><a href="{}">Boat</a></p></body></html>"""


@pytest.mark.parametrize("href", ["http://[x/Help?modelName=Boat", "//a\u2100b/Help"])
def test_a_broken_link_costs_no_page(href: str) -> None:
    findings = Findings()
    documents = [
        read(Source(name=name, content=page.format(href).encode()), findings)
        for name, page in (("index.html", INDEX), ("boats.html", PAGE))
    ]
    api = interpret(tuple(d for d in documents if d is not None), findings)
    assert len(api.operations) == 1
