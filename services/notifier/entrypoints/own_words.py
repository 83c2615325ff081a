"""What went wrong, in both languages where the words are our own; a provider's stay as they came."""

import re

from shared.language import Text

_KNOWN: tuple[tuple[re.Pattern[str], Text], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), text)
    for pattern, text in (
        (
            r"no address: .*",
            Text("名单里没有可用的联系方式", "The directory has no way to reach them"),
        ),
        (r"no e-mail address", Text("没有邮箱地址", "No e-mail address")),
        (
            r"the address is not one that mail servers take",
            Text("邮箱地址写得不对", "The e-mail address is not written as one"),
        ),
        (
            r"no (\S+) bot is set up for this unit|(\S+) is not set up for this unit"
            r"|no webhook is set up for this unit",
            Text("这个单位没有配置这种方式", "This means is not set up for the unit"),
        ),
        (
            r"no answer (?:from \S+ )?after .*handed over.*|no answer from \S+ after handing over.*",
            Text("交出去以后，对方没有回音", "The other side went silent after taking it"),
        ),
        (
            r".*connection ?refused.*|cannot connect to \S+: .*",
            Text("连不上对方服务器", "The receiving server cannot be reached"),
        ),
        (
            r"(?:\w*timeout\w*: )?timed out",
            Text("对方服务器没有应答", "The receiving server does not answer"),
        ),
    )
)


def in_words(said: str | None) -> Text:
    """Our own words in both languages; a provider's as they are; empty for none.

    >>> in_words("no e-mail address").zh
    '没有邮箱地址'
    >>> in_words("451 busy").zh
    '451 busy'
    """
    for pattern, text in _KNOWN:
        if pattern.fullmatch(said or ""):
            return text
    return Text(said or "", said or "")
