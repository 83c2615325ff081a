"""One SMTP session: opened through Apprise (TLS, login), used for several letters.

It tells refusals from postponements, and both from not knowing, which needs the commands one by one.
"""

import re
import smtplib
import time
from typing import Any

from apprise.plugins.email.smtp import AppriseSMTPController

from services.notifier.domain.outcome import Outcome, accepted, postponed, refused, unknown

VERDICT_PATIENCE = 4
"""A server may read a letter with care before it answers (RFC 5321 §4.5.3.2.6 grants it ten
minutes); it is given this many times the ordinary time limit."""
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_FAULTS = (OSError, smtplib.SMTPException)


class CannotConnect(Exception):
    """There is no session: nobody answers, or our account is refused. Its text is the reason."""


class SmtpSession(AppriseSMTPController):
    """A connection on which letters are handed over, one after the other."""

    def __init__(self, account: Any) -> None:
        super().__init__(
            host=account.smtp_host,
            port=account.port,
            secure_mode=account.secure_mode,
            user=account.user,
            password=account.password,
            verify_certificate=account.verify_certificate,
            socket_connect_timeout=account.socket_connect_timeout,
        )
        self._sender: str = account.from_addr[1]
        self._connection: smtplib.SMTP
        self.usable = False
        self.used_at = time.monotonic()
        self.letters = 0

    def open(self) -> None:
        """Connect, secure, log in. Raises `CannotConnect`."""
        try:
            self.__enter__()
            assert isinstance(self._socket, smtplib.SMTP)  # noqa: S101  # Apprise does not say its type
            self._connection = self._socket
            self._connection.ehlo_or_helo_if_needed()
        except _FAULTS as error:
            self.abandon()
            raise CannotConnect(_why(error)) from error
        self.usable = True

    def hand_over(self, letter: bytes, address: str) -> Outcome:
        """Send one letter, its lines ending in CRLF. Never raises for what a server does."""
        self.letters += 1
        try:
            return self._envelope(address) or self._content(letter)
        except _FAULTS as error:
            self.usable = False
            return postponed(_why(error))
        finally:
            self.used_at = time.monotonic()

    def abandon(self) -> None:
        """Hang up without a goodbye: whoever waits for the outcome does not wait for that too."""
        self.usable = False
        if isinstance(self._socket, smtplib.SMTP):
            self._socket.close()

    def part(self) -> None:
        """Say goodbye and hang up."""
        self.__exit__(None, None, None)

    def _envelope(self, address: str) -> Outcome | None:
        """Name sender and recipient; None when the server wants the letter."""
        code, words = self._connection.mail(self._sender)
        if code != 250:
            # Our own account is at fault: that may be mended while the notice waits.
            return self._no(postponed(_said(code, words)), code)
        code, words = self._connection.rcpt(address)
        return None if code in (250, 251) else self._no(_verdict(code, words), code)

    def _content(self, letter: bytes) -> Outcome:
        code, words = self._connection.docmd("DATA")
        if code != 354:
            return self._no(_verdict(code, words), code)
        self._connection.send(_LEADING_DOT.sub(b"..", letter))
        self._connection.send(".\r\n")
        return self._answer()

    def _answer(self) -> Outcome:
        """The server's answer to the letter. From here on silence means that nobody knows."""
        self._set_patience(VERDICT_PATIENCE)
        try:
            code, words = self._connection.getreply()
        except _FAULTS as error:
            self.usable = False
            return unknown(f"no answer after the letter was handed over: {_why(error)}")
        self._set_patience(1)
        return (
            accepted(_said(code, words)) if code == 250 else self._no(_verdict(code, words), code)
        )

    def _no(self, outcome: Outcome, code: int) -> Outcome:
        """Leave the session ready for the next letter, or mark it spent."""
        if code == 421:
            self.usable = False
            return outcome
        try:
            self._connection.rset()
        except _FAULTS:
            self.usable = False
        return outcome

    def _set_patience(self, times: float) -> None:
        if self._connection.sock is not None:
            self._connection.sock.settimeout(self.socket_connect_timeout * times)


def _verdict(code: int, words: bytes) -> Outcome:
    said = _said(code, words)
    return refused(said) if code >= 500 else postponed(said)


def _said(code: int, words: bytes) -> str:
    return f"{code} {words.decode('utf-8', 'replace')}".replace("\n", " ")


def _why(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return _said(error.smtp_code, words if isinstance(words, bytes) else words.encode())
    return f"{type(error).__name__}: {error}"
