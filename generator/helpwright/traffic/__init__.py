"""What recorded traffic shows of an API, with every value left out."""

from helpwright.traffic.har import Exchange, read_har
from helpwright.traffic.observations import Observations, Observed, Shape
from helpwright.traffic.observe import Tally, observe, operation_key

__all__ = [
    "Exchange",
    "Observations",
    "Observed",
    "Shape",
    "Tally",
    "observe",
    "operation_key",
    "read_har",
]
