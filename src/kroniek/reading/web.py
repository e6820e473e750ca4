"""Pages over HTTP, within limits, and never from a place that only this machine can see.

An address that the user typed may be private (an archive in the own network); a redirect, or a link in a feed, to a
private, loopback, link-local or reserved address is refused unless it goes to the host that was typed: a page must not
make this machine read its neighbours. A name is resolved once, all its addresses are checked, and the connection goes
to the address that was checked, so that the name cannot point elsewhere a moment later. Proxies and `.netrc` of the
environment are not used. A name and password in an address go to its server and into no message or record.
"""

from __future__ import annotations

import socket
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from kroniek import __version__
from kroniek.errors import FetchError
from kroniek.model.address import without_login
from kroniek.reading.fetch import Fetched
from kroniek.reading.options import MAX_BYTES, TIMEOUT_S
from kroniek.reading.outlets import host_of

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
"""How many redirects of a page are followed: what browsers need, and no loop."""
_MOVED = frozenset({301, 302, 303, 307, 308})
_FAILED = 400
USER_AGENT = f"kroniek/{__version__} (reads news pages and feeds that a person names)"
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5",
    "Accept-Language": "nl,nl-BE;q=0.9,en;q=0.3",
    "Accept-Encoding": "gzip, identity",
}
_NONE: Mapping[str, str] = MappingProxyType({})
_CHUNK = 65_536

Resolve = Callable[[str, int], Iterable[str]]


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the order of the resolver."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is asked of a server."""

    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes | None = None
    follow: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """Fetches pages. `timeout_s` limits one page, redirects and body included, `max_bytes` its unpacked size."""

    timeout_s: float = TIMEOUT_S
    max_bytes: int = MAX_BYTES
    resolve: Resolve = resolve

    def __call__(self, url: str, *, trusted: bool) -> Fetched:
        """The page at `url`. Raises `FetchError`."""
        fetched = self.get(url, trusted=trusted)
        if fetched.status >= _FAILED:
            raise FetchError(f"{fetched.url} answered {answered(fetched.status)}. Check the address.")
        return fetched

    def get(self, url: str, *, trusted: bool, headers: Mapping[str, str] = _NONE, follow: bool = True) -> Fetched:
        """Whatever the server answers; of an error without its body. Raises `FetchError`.

        Redirects are followed; without `follow` they are the answer, and `moved_to` tells where to.
        """
        asked = _Asked(method="GET", url=url, headers={**_HEADERS, **headers}, follow=follow)
        return self._ask(asked, trusted=trusted)

    def post(self, url: str, *, trusted: bool, content: bytes, headers: Mapping[str, str] = _NONE) -> Fetched:
        """Send something; redirects are not followed, so it goes nowhere else. Raises `FetchError`."""
        own = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
        return self._ask(_Asked(method="POST", url=url, headers={**own, **headers}, content=content), trusted=trusted)

    def _ask(self, asked: _Asked, *, trusted: bool) -> Fetched:
        import httpx  # noqa: PLC0415 - takes 100 ms to load

        from kroniek.network.within import Transport  # noqa: PLC0415 - see above

        shown = without_login(asked.url)
        typed = host_of(asked.url) if trusted else None
        transport = Transport(deadline=time.monotonic() + self.timeout_s)
        try:
            with httpx.Client(
                trust_env=False, follow_redirects=False, timeout=self.timeout_s, transport=transport
            ) as client:
                return self._follow(client, asked, typed=typed)
        except httpx.TimeoutException as error:
            raise FetchError(
                f"{shown} took longer than {self.timeout_s:g} seconds. Try again later, or raise timeout_s."
            ) from error
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError(
                f"{shown} is no sound web address. Check the spelling; a /, ? or # in a password is written as %2F, "
                "%3F or %23."
            ) from error
        except (httpx.HTTPError, OSError) as error:
            what = "save the page and read the file" if asked.method == "GET" else "try again later"
            raise FetchError(
                f"{shown} cannot be reached ({error or type(error).__name__}). Check the address and the network, or "
                f"{what}."
            ) from error

    def _follow(self, client: httpx.Client, asked: _Asked, *, typed: str | None) -> Fetched:
        at = asked.url
        for _ in range(REDIRECTS + 1):
            pinned = self._checked(at, allowed=typed is not None and host_of(at) == typed)
            fetched = self._send(client, replace(asked, url=at), pinned)
            moved = moved_to(at, fetched)
            if moved is None or not asked.follow:
                return fetched
            if asked.method != "GET":
                raise FetchError(
                    f"{without_login(at)} redirects, and what is sent is not sent on. Give the last address itself."
                )
            at = moved
        raise too_many(asked.url)

    def _checked(self, url: str, *, allowed: bool) -> str:
        """An IP address of the URL's host to which a connection may be made."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchError(f"{without_login(url)} is no web address: only http:// and https:// are read.")
        addresses = list(self.resolve(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)))
        if not addresses:
            raise FetchError(f"{parts.hostname} has no address. Check the spelling.")
        inner = [address for address in addresses if not is_public(address)]
        if inner and not allowed:
            raise FetchError(
                f"{without_login(url)} leads to {inner[0]}, an address inside a private network, and it was not you "
                "who named it. Read it by naming it yourself if that is meant."
            )
        return addresses[0]

    def _send(self, client: httpx.Client, asked: _Asked, pinned: str) -> Fetched:
        """The answer of one server."""
        import httpx  # noqa: PLC0415 - see above

        url = without_login(asked.url)
        named = httpx.URL(asked.url)
        request = client.build_request(
            asked.method,
            named.copy_with(host=pinned, fragment=None),
            content=asked.content,
            headers={**asked.headers, "Host": named.netloc.decode("ascii").rpartition("@")[2]},
            extensions={"sni_hostname": named.raw_host.decode("ascii")},
        )
        response = client.send(request, stream=True)
        try:
            is_page = response.status_code < _FAILED and response.status_code not in _MOVED and asked.method == "GET"
            kind = response.headers.get("content-type", "")
            return Fetched(
                url=url,
                status=response.status_code,
                content=b"".join(self._body(response, url)) if is_page else b"",
                content_type=kind.split(";")[0].strip().lower(),
                charset=response.charset_encoding,
                headers=dict(response.headers),
            )
        finally:
            response.close()

    def _body(self, response: httpx.Response, url: str) -> Iterator[bytes]:
        size = 0
        for chunk in _unpacked(response, url, self.max_bytes):
            size += len(chunk)
            if size > self.max_bytes:
                raise FetchError(f"{url} is larger than {self.max_bytes:,} bytes. Raise max_bytes if that is meant.")
            yield chunk


def web(*, timeout_s: float = TIMEOUT_S, max_bytes: int = MAX_BYTES) -> Web:
    """A fetcher with these limits."""
    return Web(timeout_s=timeout_s, max_bytes=max_bytes)


def moved_to(url: str, fetched: Fetched) -> str | None:
    """Where what was asked for at `url` has moved to; None where it has not. Raises `FetchError` for no address."""
    target = fetched.headers.get("location") if fetched.status in _MOVED else None
    try:
        return None if target is None else urljoin(url, target)
    except ValueError as error:
        raise FetchError(f"{fetched.url} redirects to {target!r}, which is no sound web address.") from error


def too_many(url: str) -> FetchError:
    """The error for an address that leads on and on."""
    return FetchError(
        f"{without_login(url)} redirects more than {REDIRECTS} times. Open it in a browser and read the last address."
    )


def answered(status: int) -> str:
    """A status as people call it: *404 Not Found*."""
    known = {one.value: one.phrase for one in HTTPStatus}
    return f"{status} {known[status]}" if status in known else str(status)


def is_public(address: str) -> bool:
    """Can everybody reach this IP address, so that reading it tells nothing about the network of this machine?"""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _inner(found)
    return found.is_global and not found.is_multicast and (inner is None or inner.is_global)


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for (mapped, 6to4, NAT64)."""
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    return IPv4Address(address.packed[12:]) if address.packed[:12] == bytes.fromhex("0064ff9b") + bytes(8) else None


def _unpacked(response: httpx.Response, url: str, limit: int) -> Iterator[bytes]:
    """The body as it comes; unpacked in small steps: a few bytes can hold gigabytes."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        yield from response.iter_raw()
        return
    if encoding not in ("gzip", "x-gzip"):
        raise FetchError(f"{url} is packed as {encoding}, which was not asked for. Save the page and read the file.")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for packed in response.iter_raw():
        rest = packed
        while rest:
            try:
                yield unpacker.decompress(rest, min(limit + 1, 16 * _CHUNK))
            except zlib.error as error:
                raise FetchError(f"{url} is packed badly ({error}). Save the page and read the file.") from error
            rest = unpacker.unconsumed_tail
