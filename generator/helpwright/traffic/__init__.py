"""What recorded traffic shows of an API, with every value left out."""

from helpwright.traffic.har import Exchange, has_more_values, read_har
from helpwright.traffic.observations import Observations, Observed, Shape
from helpwright.traffic.observe import Tally, observe, operation_key

__all__ = [
    "Exchange",
    "Observations",
    "Observed",
    "Shape",
    "Tally",
    "has_more_values",
    "observe",
    "operation_key",
    "read_har",
]
