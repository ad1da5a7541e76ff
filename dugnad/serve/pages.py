"""One page process: uvicorn on the socket the parent bound."""

from __future__ import annotations

import asyncio
import resource
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from uvicorn import Config, Server

from dugnad.serve import warm
from dugnad.serve.accepting import Acceptor, Counts
from dugnad.serve.guard import GuardedProtocol
from dugnad.serve.routes import Routes
from dugnad.serve.threads import Threads

GRACE = 8
"""Seconds open requests have to be finished after SIGTERM."""
IDLE = 15
"""Seconds a connection may be kept between two requests."""
SPARE = 256
"""Descriptors kept for the database, files and pipes."""


@dataclass(frozen=True)
class Port:
    """What all page processes of one server share."""

    listening: socket.socket
    counts: Counts
    proxies: tuple[str, ...] = ()
    """Addresses whose `X-Forwarded-*` headers are believed."""


class PageServer(Server):
    """uvicorn's server, accepting in turn with the others and ended by `should_exit` alone."""

    def __init__(self, config: Config, port: Port, slot: int) -> None:
        super().__init__(config)
        self.port = port
        self.slot = slot

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to accept. In place of uvicorn's own, which leaves it to chance which process gets a connection."""
        acceptor = Acceptor(self.port.listening, self.port.counts, self.slot, self._protocol)
        self.acceptor = acceptor
        self.servers = [acceptor]  # type: ignore[list-item]  # all that uvicorn does with it is to close it
        self.started = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ask all connections to end after their request, those too that were accepted a moment ago."""
        self.acceptor.close()
        await self.acceptor.wait_closed()
        await super().shutdown(sockets)

    def _protocol(self) -> GuardedProtocol:
        protocol = GuardedProtocol(self.config, self.server_state, {}, asyncio.get_running_loop())
        protocol.lost = self.acceptor.lost
        protocol.turned = self.acceptor.turned
        return protocol

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to `serve`: uvicorn raises them again at its end, before connections are closed."""
        yield


def configuration(application: Routes, proxies: tuple[str, ...]) -> Config:
    """uvicorn's settings. `X-Forwarded-*` is believed from `proxies` only."""
    descriptors, _most = resource.getrlimit(resource.RLIMIT_NOFILE)
    return Config(
        application,
        http=GuardedProtocol,
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        limit_concurrency=max(64, descriptors - SPARE),
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=GRACE,
    )


def more_descriptors() -> None:
    """Allow as many open connections as the system lets us have, up to 65,536."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if most == resource.RLIM_INFINITY else min(most, 65_536)
    if now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def serve(port: Port, slot: int, application: Routes, threads: Threads, lifeline: int) -> None:
    """Answer requests as process number `slot` until SIGTERM, or until the parent is gone."""
    warm.thaw()
    application.begin(slot)
    server = PageServer(configuration(application, port.proxies), port, slot)

    async def main() -> None:
        loop = asyncio.get_running_loop()

        def end() -> None:
            server.should_exit = True
            application.close()
            loop.remove_reader(lifeline)

        loop.add_signal_handler(signal.SIGTERM, end)
        loop.add_reader(lifeline, end)
        await server.serve(sockets=[port.listening])

    with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
        runner.run(main())
    threads.close()
