"""Which addresses of the network a site may be asked at.

A user may mirror a host of his own network: an address that he gives is asked, whatever
it is, and so is a name that leads to private addresses alone. What is never asked is an
address that something else than the user led to.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address

from helpwright.sources.fetch.failures import FetchError

_Address = IPv4Address | IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LEGACY = re.compile(r"(?:.*\.)?(?:0[xX][0-9a-fA-F]*|[0-9]+)\.?")
"""Hosts that the system takes for IPv4 addresses, as the URL standard says: the last part
is a number. https://url.spec.whatwg.org/#ends-in-a-number-checker"""


def is_legacy_form(host: str) -> bool:
    """Whether `host` is an IPv4 address in a form that hides which one: `0x7f.1`."""
    return literal(host) is None and bool(_LEGACY.fullmatch(host))


def literal(host: str) -> _Address | None:
    """The address that `host` is; None where it is a name."""
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


def usable(host: str, found: Iterable[str]) -> tuple[str, ...]:
    """Those of the addresses `found` for the name `host` that may be asked, in order.

    Where the name leads to public and to private addresses, somebody may be using it to
    reach into a private network: only the public ones remain. Raises FetchError where
    none does.
    """
    addresses = [_meant(ipaddress.ip_address(each.partition("%")[0])) for each in found]
    servers = [each for each in addresses if not _is_no_server(each)]
    public = [each for each in servers if each.is_global]
    if not servers:
        listed = ", ".join(map(str, addresses)) or "nowhere"
        raise FetchError(f"{host} leads to {listed}, where no server can be")
    return tuple(map(str, dict.fromkeys(public or servers)))


def _meant(address: _Address) -> _Address:
    """The IPv4 address that an IPv6 one stands for, where it stands for one."""
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
        return address.ipv4_mapped or address.sixtofour or address
    return address


def _is_no_server(address: _Address) -> bool:
    return (
        address.is_unspecified
        or address.is_multicast
        or address.is_link_local
        or (isinstance(address, IPv4Address) and address.is_reserved)
    )
