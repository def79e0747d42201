"""Connections to one site: to addresses that were checked, and in bounded time."""

from __future__ import annotations

import socket
import ssl
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore2
import httpx2

from helpwright.limits import advice
from helpwright.sources.fetch.addresses import literal, usable
from helpwright.sources.fetch.failures import FetchError

Resolve = Callable[[str, int], list[str]]
"""The addresses of a host."""


def resolved(host: str, port: int) -> list[str]:
    """The addresses that the system knows of `host`. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class Network(httpcore2.NetworkBackend):
    """Connects to a name at the addresses that it had when it was first asked for.

    A name that leads elsewhere later, to a private address say, leads nobody there.
    """

    def __init__(self, resolve: Resolve = resolved) -> None:
        self._resolve = resolve
        self._inner = httpcore2.SyncBackend()
        self._addresses: dict[str, tuple[str, ...]] = {}
        self._end = 0.0
        self._seconds = 0.0

    def allow(self, seconds: float) -> None:
        """All that is done from now on has to be done within `seconds`."""
        self._end, self._seconds = time.monotonic() + seconds, seconds

    def left(self, timeout: float | None) -> float:
        """Seconds that one step may take. Raises FetchError where none are left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError(
                f"takes longer than {self._seconds:g} seconds (limits.fetch_seconds)",
                advice=advice("fetch_seconds"),
            )
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Called by httpcore2 for each new connection."""
        failure: Exception | None = None
        for address in self._addresses_of(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, port, self.left(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self)
        assert failure is not None
        raise failure

    def _addresses_of(self, host: str, port: int) -> tuple[str, ...]:
        if host not in self._addresses:
            if literal(host) is not None:
                self._addresses[host] = (host,)
            else:
                try:
                    found = self._resolve(host, port)
                except (OSError, UnicodeError) as error:
                    raise httpcore2.ConnectError(str(error)) from error
                self._addresses[host] = usable(host, found)
        return self._addresses[host]


class _Stream(httpcore2.NetworkStream):
    """A connection that ends when the time is over, however steadily it drips."""

    def __init__(self, inner: httpcore2.NetworkStream, network: Network) -> None:
        self._inner, self._network = inner, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._inner.read(max_bytes, self._network.left(timeout))
        except httpcore2.ReadTimeout:
            self._network.left(None)
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._network.left(timeout)
        stream = self._inner.start_tls(ssl_context, server_hostname, left)
        return _Stream(stream, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Transport(httpx2.BaseTransport):
    """Carries the requests of an httpx2 client over a `Network`."""

    def __init__(self, network: Network, address: str) -> None:
        secure = address.startswith("https:")
        context = httpx2.create_ssl_context() if secure else None
        proxy = _proxy_for(address)
        self._pool: httpcore2.ConnectionPool = (
            httpcore2.ConnectionPool(ssl_context=context, network_backend=network)
            if proxy is None
            else httpcore2.HTTPProxy(
                proxy_url=str(proxy.url),
                proxy_auth=proxy.raw_auth,
                ssl_context=context,
                network_backend=network,
            )
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Called by httpx2. Raises the errors of httpcore2."""
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=url,
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


def _proxy_for(address: str) -> httpx2.Proxy | None:
    """The proxy that the environment names for `address`; it resolves names itself.

    Raises FetchError where it is none that is spoken to in HTTP.
    """
    url = httpx2.URL(address)
    if urllib.request.proxy_bypass(f"{url.host}:{url.port}" if url.port else url.host):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy:
        return None
    kind, found, _ = proxy.partition("://")
    if found and kind.lower() not in ("http", "https"):
        raise FetchError(
            f"the environment names a proxy of the kind {kind!r}",
            advice="name one that takes HTTP, or put the host into NO_PROXY",
        )
    return httpx2.Proxy(proxy if found else f"http://{proxy}")
