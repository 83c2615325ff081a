"""The published model is the domain's: as it was photographed, with every step that happens and no other."""

from services.ledger.domain.process_log.moves import Move, moves
from services.ledger.domain.states import Action, State
from tests.ledger.process_log.model_page import NET, PAGE, net, page
from tests.ledger.process_log.walks import walks

ALLOWED_AND_NOT_WALKED = {
    # Nothing presses for a task before somebody has it.
    Move(Action.LIFT, State.REGISTERED, State.REGISTERED),
    # Only where the number of failed attempts that count as contact was lowered meanwhile.
    Move(Action.FULFIL, State.SIGNED, State.HANDLING),
}


def test_the_pages_are_those_the_domain_writes() -> None:
    assert PAGE.read_text() == page(), "run python -m tests.ledger.process_log.model_page"
    assert NET.read_text() == net(), "run python -m tests.ledger.process_log.model_page"


def test_tasks_on_random_ways_take_every_step_of_the_model_and_no_other() -> None:
    walked = {step for walk in walks(800) for step in walk.moves}
    assert walked == set(moves()) - ALLOWED_AND_NOT_WALKED
