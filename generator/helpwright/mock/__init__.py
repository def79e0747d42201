"""The vendor's server, acted out from its documentation.

Nothing is generated: requests are read and refused by the runtime that emitted servers
have, and answered with the documented samples.
"""

from helpwright.mock.app import MockApp
from helpwright.mock.journal import Call, Journal
from helpwright.mock.options import MockOptions

__all__ = ["Call", "Journal", "MockApp", "MockOptions"]
