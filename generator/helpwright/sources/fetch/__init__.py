"""`helpwright fetch`: a help site as files, with where each came from."""

from helpwright.sources.fetch.mirror import Fetched, fetch
from helpwright.sources.fetch.transfer import Courtesy, Login

__all__ = ["Courtesy", "Fetched", "Login", "fetch"]
