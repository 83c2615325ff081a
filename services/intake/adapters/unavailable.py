"""Telling a database that is away from one that says no."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from services.intake.handlers.ports import StorageUnavailable


@contextmanager
def admitting_absence() -> Iterator[None]:
    """Raises `StorageUnavailable` where waiting may help; other errors pass."""
    try:
        yield
    except (OSError, TimeoutError, PoolTimeoutError, InterfaceError, OperationalError) as error:
        raise StorageUnavailable(type(error).__name__) from error
    except DBAPIError as error:
        if not (error.connection_invalidated or _is_shutting_down(error)):
            raise
        raise StorageUnavailable(type(error).__name__) from error


def _is_shutting_down(error: DBAPIError) -> bool:
    """SQLSTATE class 57P (operator intervention): starting up, shutting down, terminated; 08 connection."""
    state = str(getattr(error.orig, "sqlstate", None) or "")
    return state.startswith(("57P", "08"))
