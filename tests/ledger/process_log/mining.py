"""Holds an exported log to the published model with pm4py, which takes seconds to load."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas
import pm4py
from pm4py.algo.conformance.alignments.petri_net import algorithm as alignments
from pm4py.objects.petri_net.obj import Marking

from services.ledger.domain.states import ENDED
from tests.ledger.complaints import number

DIJKSTRA = alignments.Variants.VERSION_DIJKSTRA_NO_HEURISTICS
"""Quicker than solving equations, in a net with one token."""


def hold(folder: Path, count: int) -> None:
    """The log against the model, in both forms; then ways that no task can go."""
    log = pm4py.read_xes(str(folder / "process-log.xes"))
    rows = pm4py.format_dataframe(pandas.read_csv(folder / "process-log.csv"))
    net = pm4py.read_pnml(str(folder / "process-model.pnml"))
    assert log["case:concept:name"].nunique() == count
    for column in ("case:concept:name", "concept:name", "time:timestamp", "org:resource"):
        assert list(log[column]) == list(rows[column]), column
    assert all(fitness == 1 for fitness in fitnesses(log, net))
    steps = followed(pm4py.discover_footprints(log))
    assert steps <= followed(pm4py.discover_footprints(*net))
    illegal = pandas.concat(impossible(log))
    assert [fitness < 1 for fitness in fitnesses(illegal, net)] == [True] * 3


def fitnesses(log: Any, net: Any) -> Iterator[float]:
    """By case: 1 where an alignment with the model needs nothing left out and nothing put in. What is
    over ends as the model does, what is open is where its state says."""
    model, begin, end = net
    places = {place.name: place for place in model.places}
    for state, cases in log.groupby("case:state"):
        final = end if state in ENDED else Marking({places[state]: 1})
        found = alignments.apply(cases, model, begin, final, variant=DIJKSTRA)
        yield from (each["fitness"] for each in found)


def followed(footprints: Any) -> set[tuple[str, str]]:
    """Which act came straight after which."""
    return set(footprints["sequence"]) | set(footprints["parallel"])


def impossible(log: Any) -> Iterator[Any]:
    """The long way without its signature, without its audits, and with its last two steps exchanged."""
    long_way = log[log["case:concept:name"] == number(1)]
    for left_out in ("sign", "pass_audit"):
        yield long_way[long_way["concept:name"] != left_out].assign(
            **{"case:concept:name": left_out}
        )
    *order, last_but_one, last = range(len(long_way))
    turned = long_way.iloc[[*order, last, last_but_one]]
    times = list(long_way["time:timestamp"])
    yield turned.assign(**{"case:concept:name": "turned", "time:timestamp": times})
