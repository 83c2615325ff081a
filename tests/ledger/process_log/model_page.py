"""Writes docs/process-model.md and .pnml from the domain: `python -m tests.ledger.process_log.model_page`."""

from pathlib import Path

from services.ledger.domain.process_log.petri_net import published_model
from services.ledger.entrypoints.process_log.diagram import as_mermaid, staying
from services.ledger.entrypoints.process_log.pnml import as_pnml

DOCS = Path(__file__).parents[3] / "docs"
NET = DOCS / "process-model.pnml"
PAGE = DOCS / "process-model.md"
_PAGE = """# The way of a task

Written from `services/ledger/domain/process_log` by `python -m tests.ledger.process_log.model_page`; a test
compares, and lets tasks go random ways to see that no step is missing and none is listed that never happens.
The same as a Petri net: [process-model.pnml](process-model.pnml), served as `GET /api/v1/process-model.pnml`,
with the guards of each step beside it. Arrows without words: nothing is left to do. What is closed can
still be reopened or written off.

```mermaid
{diagram}```

## What leaves a task where it is

{staying}
## The process log

`GET /api/v1/process-log.xes` and `.csv` (supervisors, auditors; `from`, `to`: days of registration in China;
`cases=over`: only tasks that have ended), or `python -m services.ledger process-log`. A case is a task, an
event is an entry of its trail; both name units, officers' ids and codes, and no words of anybody. How a
confidential complaint came in is withheld from everybody: a file travels. `org:group` and `org:role` are the
officer's unit and roles today, `unit` and `state` those of the task after the event. Whole cases only, for a
way that begins in the middle fits no model. Read with pm4py:

```python
log = pm4py.read_xes("process-log.xes")  # cases=over
net = pm4py.read_pnml("process-model.pnml")
pm4py.fitness_alignments(log, *net)["percentage_of_fitting_traces"]  # 100.0
```

From a CSV: `pm4py.format_dataframe(pandas.read_csv(file))`.
"""


def page() -> str:
    """The whole page."""
    net = published_model()
    return _PAGE.format(diagram=as_mermaid(net), staying=staying(net))


def net() -> str:
    """The net."""
    return as_pnml(published_model())


if __name__ == "__main__":
    PAGE.write_text(page())
    NET.write_text(net())
