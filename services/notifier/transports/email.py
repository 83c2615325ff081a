"""E-mail by SMTP. The account is an Apprise `mailto://` or `mailtos://` address."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from services.notifier.domain.message import Message
from services.notifier.domain.outcome import Outcome, postponed, refused
from services.notifier.transports.apprise_address import read_address
from services.notifier.transports.letter import UnwritableAddress, letter_of
from services.notifier.transports.smtp_session import CannotConnect
from services.notifier.transports.smtp_sessions import IDLE_SECONDS, SmtpSessions


class EmailTransport:
    """Sends from one account. SMTP blocks, so each letter has a thread for as long as it takes."""

    name = "email"
    repeatable = False
    """Some servers drop a repeated Message-ID, as ours is; none promises it."""

    def __init__(self, url: str, *, in_flight: int = 16, timeout_seconds: float = 15) -> None:
        account = read_address(url, "mailto", "mailtos")
        account.socket_connect_timeout = timeout_seconds
        self._sender: tuple[str, str] = (account.from_addr[0] or "", account.from_addr[1])
        self._sessions = SmtpSessions(account)
        self._threads = ThreadPoolExecutor(in_flight, thread_name_prefix="smtp")
        self._resting: asyncio.TimerHandle | None = None
        self._closed = False

    async def deliver(self, message: Message) -> Outcome:
        """One attempt; the answer is the server's, with its code."""
        if not message.email:
            return refused("no e-mail address")
        loop = asyncio.get_running_loop()
        outcome = await loop.run_in_executor(self._threads, self._send, message, message.email)
        self._rest()
        return outcome

    async def close(self) -> None:
        """Let go of sessions and threads."""
        self._closed = True
        if self._resting is not None:
            self._resting.cancel()
        await asyncio.to_thread(self._sessions.part_idle, every=True)
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _send(self, message: Message, address: str) -> Outcome:
        try:
            letter = letter_of(message, address, self._sender)
            session = self._sessions.take()
        except UnwritableAddress as error:
            return refused(str(error))
        except CannotConnect as error:
            return postponed(str(error))
        outcome = session.hand_over(letter, address)
        self._sessions.give_back(session)
        return outcome

    def _rest(self) -> None:
        """Look after idle sessions in a while, and again for as long as there are any."""
        if self._resting is None and not self._closed:
            loop = asyncio.get_running_loop()
            self._resting = loop.call_later(IDLE_SECONDS + 0.1, self._part_idle)

    def _part_idle(self) -> None:
        self._resting = None
        self._threads.submit(self._sessions.part_idle)
        if self._sessions.idle:
            self._rest()
