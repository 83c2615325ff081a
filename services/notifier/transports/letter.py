"""A message as a letter on the wire.

Made with the older half of `email`: the newer one parses each header it writes, which took longer
than everything else about a delivery.
"""

import re
from datetime import UTC, datetime
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr

from services.notifier.domain.message import Message

_WIRE = compat32.clone(linesep="\r\n")
_ADDRESS = re.compile(r"[!-;=?A-~]+@[A-Za-z0-9.-]+")
"""What a server takes without extensions: printable ASCII, no blanks, no angle brackets."""


class UnwritableAddress(ValueError):
    """No letter can carry this address."""


def letter_of(message: Message, address: str, sender: tuple[str, str]) -> bytes:
    """The letter, its lines ending in CRLF; `sender` is name and address.

    Every attempt of a notice has the same Message-ID. Raises `UnwritableAddress`.
    """
    if not _ADDRESS.fullmatch(address):
        raise UnwritableAddress("the address is not one that mail servers take")
    letter = MIMEMultipart("alternative")
    letter["From"] = formataddr(sender)
    letter["To"] = formataddr((" ".join(message.name.split()), address))
    letter["Subject"] = Header(message.subject, "utf-8", header_name="Subject").encode()
    letter["Message-ID"] = f"<{message.key}@{sender[1].rpartition('@')[2]}>"
    letter["Date"] = format_datetime(datetime.now(UTC))
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence notes, please
    letter.attach(MIMEText(message.text, "plain", "utf-8"))
    letter.attach(MIMEText(message.html, "html", "utf-8"))
    return letter.as_bytes(policy=_WIRE)
