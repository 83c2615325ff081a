"""What intake answers when it cannot do what was asked: in plain words, naming the field."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from services.intake.domain.tracking_number import InvalidNumber, NotANumber
from services.intake.handlers.coalescing import Overloaded
from services.intake.handlers.ports import StorageUnavailable, UnknownCategory
from services.intake.handlers.receive_complaint import KeyReused
from services.intake.handlers.tell_progress import TooManyGuesses, WrongCode
from shared.language import Text
from shared.web.common_problems import invalid
from shared.web.problems import FieldError, Problem

KEY_HEADER = "Idempotency-Key"


@contextmanager
def as_problems() -> Iterator[None]:
    """Turns the use cases' refusals into problems."""
    try:
        yield
    except UnknownCategory as error:
        raise invalid([FieldError("category", unknown_category(str(error)))]) from error
    except KeyReused as error:
        raise key_reused() from error
    except InvalidNumber as error:
        raise invalid([FieldError("number", wrong_number(error))]) from error
    except WrongCode as error:
        raise wrong_code() from error
    except TooManyGuesses as error:
        raise too_many_guesses(error.wait) from error
    except (StorageUnavailable, Overloaded) as error:
        raise try_again() from error


def unknown_category(given: str) -> Text:
    """Names the category that nobody knows."""
    return Text(
        "没有“{given}”这个类别。可用的类别见 /api/v1/categories，也可以不填。",
        "There is no category “{given}”. See /api/v1/categories, or leave it out.",
    ).format(given=given[:60])


def wrong_number(error: InvalidNumber) -> Text:
    """What to look for on the receipt."""
    if isinstance(error, NotANumber):
        return Text(
            "编号应类似 261123-000417-92，请对照回执再输入一次。",
            "The number looks like 261123-000417-92. Please copy it from the receipt.",
        )
    return Text(
        "编号里有一位数字不对，请对照回执再核对一次。",
        "One digit of the number is wrong. Please compare it with the receipt.",
    )


def wrong_code() -> Problem:
    """404: the pair does not fit; whether the number exists is not said."""
    return Problem(
        404,
        "number-and-code-do-not-match",
        Text("编号和查询码对不上", "The number and the query code do not match"),
        Text(
            "请对照回执，核对编号和 8 位查询码。",
            "Compare the number and the 8-character query code with the receipt.",
        ),
        [
            FieldError(
                "code",
                Text(
                    "查询码和编号对不上，请对照回执核对。",
                    "The query code does not belong to this number. Compare it with the receipt.",
                ),
            )
        ],
    )


def too_many_guesses(wait: timedelta) -> Problem:
    """429, with the minutes to wait."""
    minutes = max(1, round(wait.total_seconds() / 60))
    return Problem(
        429,
        "too-many-wrong-codes",
        Text("查询码错误次数过多", "Too many wrong codes"),
        Text(
            "为了保护这件诉求，请 {minutes} 分钟后再试。",
            "To protect this complaint, please try again in {minutes} minutes.",
        ).format(minutes=minutes),
        headers={"retry-after": str(int(wait.total_seconds()) + 1)},
    )


def key_reused() -> Problem:
    """409: the client repeated a key for something else."""
    words = Text(
        "这个 Idempotency-Key 已经用于另一份内容。新的诉求请换一个新的。",
        "This Idempotency-Key was used for other content. Use a new one for a new complaint.",
    )
    return Problem(
        409,
        "idempotency-key-reused",
        Text("重复使用了幂等键", "The idempotency key was used before"),
        words,
        [FieldError(KEY_HEADER, words)],
    )


def bad_key() -> Problem:
    """400: nothing that could be a key."""
    words = Text(
        "Idempotency-Key 应为 1 到 200 个可见的 ASCII 字符。",
        "Idempotency-Key must be 1 to 200 visible ASCII characters.",
    )
    return Problem(
        400,
        "bad-idempotency-key",
        Text("幂等键不可用", "The idempotency key cannot be used"),
        words,
        [FieldError(KEY_HEADER, words)],
    )


def try_again() -> Problem:
    """503: nothing was kept, nothing is lost on the client's side."""
    return Problem(
        503,
        "try-again",
        Text("现在收不了，请稍后再试", "We cannot take it right now"),
        Text(
            "系统正在恢复，这次没有收下。请几秒后再试一次，内容不用改。",
            "The system is recovering and nothing was taken. Please try again in a few seconds;"
            " there is no need to change anything.",
        ),
        headers={"retry-after": "3"},
    )
