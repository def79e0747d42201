"""What the XML serializers of .NET themselves write, whatever the class."""

from __future__ import annotations

OFFSET = ("DateTime", "OffsetMinutes")
"""Members of a DateTimeOffset, as the data contract serializer writes one."""

_SYSTEM_NAMESPACES = (
    "http://schemas.microsoft.com/2003/10/Serialization/",
    "http://www.w3.org/2001/XMLSchema",
)


def is_system(namespace: str) -> bool:
    """Whether names of this namespace are those of .NET's own types."""
    return namespace.startswith(_SYSTEM_NAMESPACES)
