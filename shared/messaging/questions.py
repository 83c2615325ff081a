"""Questions one service asks another now, by request and reply: they are in no stream.

The answer goes to the inbox of the process that asked. What must be known later is an event beside it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from shared.logs import get_logger

log = get_logger(__name__)

Answer = Callable[[bytes], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Question:
    """A subject on which one service asks and another answers; permissions follow from it."""

    subject: str
    asker: str
    answerer: str


REVEAL_CONTACT = Question("ask.intake.contact", asker="ledger", answerer="intake")
QUESTIONS = (REVEAL_CONTACT,)


class NobodyAnswers(Exception):
    """The other service is away, or took too long; the text is for people who operate it."""


async def ask(client: Client | None, question: Question, said: bytes, seconds: float) -> bytes:
    """The answer. Raises `NobodyAnswers`: at once when nobody listens, otherwise after `seconds`."""
    if client is None or not client.is_connected:
        raise NobodyAnswers("no connection to NATS")
    try:
        return (await client.request(question.subject, said, timeout=seconds)).data
    except (NatsError, TimeoutError) as error:
        raise NobodyAnswers(f"{question.answerer}: {type(error).__name__}") from error


async def listen(client: Client, question: Question, answer: Answer) -> None:
    """Answer from now on, also after reconnecting; replicas share the questions."""

    async def answered(message: Msg) -> None:
        try:
            await message.respond(await answer(message.data))
        except (
            Exception
        ) as error:  # the asker hears nothing and says so; the next question is heard
            log.error("question_failed", subject=question.subject, error=type(error).__name__)

    await client.subscribe(question.subject, queue=question.answerer, cb=answered)
