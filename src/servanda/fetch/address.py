"""Which addresses may be asked: resolved once, checked, and then the checked one is connected to.

Whoever checks a name and connects to the name has checked nothing: the second answer of a name server may be another.
"""

import socket
from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from servanda.model import InputError, SourceError

_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: an IPv4 address in the last four bytes."""

Resolve = Callable[[str, int], list[str]]
"""A host and a port in, addresses out."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system resolves them.

    Raises:
        SourceError: where the name has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"the host {host} is not found", value=host, where="link") from error
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def checked_address(host: str, port: int, *, allowed: Collection[str], resolver: Resolve = resolve) -> str:
    """The address to connect to.

    Every address of the name must be public, not only the one that is used: a name that points into a private network
    as well is not trusted at all.

    Args:
        host: a name or an address.
        port: for the resolver.
        allowed: hosts (as written in the link) that may be private, from the settings.
        resolver: a fake in tests.

    Raises:
        InputError: for a private, local or otherwise special address.
    """
    found = resolver(host, port)
    if not found:
        raise SourceError(f"the host {host} is not found", value=host, where="link")
    if host not in allowed:
        for text in found:
            if not is_public(text):
                raise InputError(
                    "the link leads into a private network and is not followed",
                    value=host,
                    where="link",
                    hint="the settings may name hosts that are allowed",
                )
    return found[0]


def is_public(text: str) -> bool:
    """Whether an address is one of the open Internet; what is no address is not.

    Example:
        >>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
        (True, False, False)
    """
    try:
        address: IPv4Address | IPv6Address = ip_address(text.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if address in _NAT64:
            return is_public(str(IPv4Address(int(address) & 0xFFFFFFFF)))
    return address.is_global and not address.is_multicast
