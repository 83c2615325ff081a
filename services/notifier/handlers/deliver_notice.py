"""Delivers a letter that was taken up: words, transport, answer, and what the answer leads to."""

import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from services.notifier.domain.means import NONE, means_of, next_means
from services.notifier.domain.next_step import Means, Policy, Step, next_step, step_after_death
from services.notifier.domain.notice import Notice
from services.notifier.domain.outcome import Outcome, postponed, refused
from services.notifier.handlers.ports import Claim, ComposeLetter, Result, Transport
from shared.logs import get_logger

log = get_logger(__name__)

UNREACHABLE = "no address: neither an e-mail address nor another means that is set up"


class DeliverNotice:
    """Chooses the means, makes one attempt, decides what follows. Writes nothing itself."""

    def __init__(
        self,
        transports: Mapping[str, Transport],
        compose: ComposeLetter,
        policy: Policy,
        *,
        email_first: bool = True,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._transports, self._compose, self._policy = transports, compose, policy
        self._email_first, self._chance = email_first, chance

    def choose(self, notice: Notice) -> Means:
        """The first means not given up yet; `none` when the person cannot be reached."""
        means = means_of(notice.recipient, self._transports, email_first=self._email_first)
        name, another_left = next_means(means, notice.exhausted)
        return Means(name, self._repeatable(name), another_left)

    async def __call__(self, claim: Claim) -> Result:
        """Make the attempt. Never raises: a fault in the words or the transport is an answer too."""
        outcome = await self._attempt(claim)
        step = next_step(outcome, claim.notice, claim.means, self._policy, self._chance())
        return Result(claim, outcome, step, datetime.now(UTC))

    def after_death(self, transport: str) -> Step:
        """What becomes of a notice whose worker died while this transport had it."""
        return step_after_death(Means(transport, self._repeatable(transport)), self._policy)

    async def _attempt(self, claim: Claim) -> Outcome:
        if claim.means.name == NONE:
            return refused(UNREACHABLE)
        try:
            message = self._compose(claim.letter_id, claim.notices)
            return await self._transports[claim.means.name].deliver(message)
        except Exception as error:  # nothing was handed over: transports answer for what they sent
            log.exception("attempt_failed", letter_id=str(claim.letter_id))
            return postponed(f"{type(error).__name__}: {error}")

    def _repeatable(self, name: str) -> bool:
        return name == NONE or (name in self._transports and self._transports[name].repeatable)
