"""Where a host's name leads: a name goes in, the addresses that may be connected to come out.

An address of this machine or of a private network is none of them: what names it may come from an article, and a server on
the inside would answer. What was checked here is what is connected to, so that no second look-up can lead elsewhere.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Any

from kg.errors import ReadError

NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Peer:
    """An address to connect to, as a socket takes it."""

    family: int
    place: tuple[Any, ...]


def peers_of(host: str, port: int, name: str, *, allow_private: bool) -> list[Peer]:
    """Return the addresses of a host; ReadError about `name` where it has none, or none but private ones."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise ReadError(name, f"the host {host} is not known") from problem
    peers = [Peer(family, place) for family, _, _, _, place in found]
    allowed = [peer for peer in peers if allow_private or is_public(str(peer.place[0]))]
    if not allowed:
        raise ReadError(name, f"{host} is an address of a private network; --allow-private fetches it all the same")
    return allowed


def is_public(address: str) -> bool:
    """Tell whether an IP address can be reached from everywhere; one that wraps another is as public as that one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _wrapped(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo is not None else None)
