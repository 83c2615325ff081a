"""By which means a person can be told, the likeliest first."""

from collections.abc import Collection

from services.notifier.domain.notice import Person

EMAIL = "email"
NONE = "none"
"""The name noted where a person cannot be reached by anything that is set up."""


def means_of(
    person: Person, available: Collection[str], *, email_first: bool = True
) -> tuple[str, ...]:
    """Names of transports, in the order they are tried; empty when nothing reaches the person.

    A later one is used only when the earlier have been given up: one notice, one message.

    >>> means_of(Person("w", email="w@x.example", transports=("wecom",)), {"email", "wecom"})
    ('email', 'wecom')
    """
    if not person.active:
        return ()
    mail = [EMAIL] if person.email and EMAIL not in person.transports else []
    wanted = [*mail, *person.transports] if email_first else [*person.transports, *mail]
    usable = [name for name in wanted if name in available and (name != EMAIL or person.email)]
    return tuple(dict.fromkeys(usable))


def next_means(means: tuple[str, ...], exhausted: Collection[str]) -> tuple[str, bool]:
    """The means to use now, and whether another one is left after it; `none` when all are given up."""
    left = [name for name in means if name not in exhausted]
    return (left[0], len(left) > 1) if left else (NONE, False)
