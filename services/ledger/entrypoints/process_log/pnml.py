"""The published model for programs: PNML, the Petri Net Markup Language.

Source: ISO/IEC 15909-2 (place/transition nets). ProM and pm4py read two things the standard leaves to
tools: which transitions are silent, and the final marking.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from services.ledger.domain.process_log.petri_net import END, START, PetriNet, Transition

GRAMMAR = "http://www.pnml.org/version-2009/grammar"


def as_pnml(net: PetriNet) -> str:
    """The net as a document; ids are the names of states and steps."""
    places = "".join(map(_place, net.places))
    transitions = "".join(map(_transition, net.transitions))
    arcs = "".join(arc for each in net.transitions for arc in _arcs(each))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<pnml xmlns="{GRAMMAR}/pnml">\n'
        f'<net id="ledger" type="{GRAMMAR}/ptnet">\n'
        f"{_name('jiangxin ledger')}\n"
        f'<page id="page">\n{places}{transitions}{arcs}</page>\n'
        f'<finalmarkings><marking><place idref="{END}"><text>1</text></place></marking></finalmarkings>\n'
        "</net>\n</pnml>\n"
    )


def _place(name: str) -> str:
    token = "<initialMarking><text>1</text></initialMarking>" if name == START else ""
    return f'<place id="{name}">{_name(name)}{token}</place>\n'


def _transition(each: Transition) -> str:
    if each.action is None:
        silent = '<toolspecific tool="ProM" version="6.4" activity="$invisible$"/>'
        return f'<transition id="{each.name}">{_name(each.name)}{silent}</transition>\n'
    guards = "".join(f"<guard>{guard}</guard>" for guard in each.guards)
    named = f'<toolspecific tool="jiangxin" version="1">{guards}</toolspecific>' if guards else ""
    return f'<transition id="{each.name}">{_name(each.action)}{named}</transition>\n'


def _arcs(each: Transition) -> Iterator[str]:
    for source, target in ((each.source, each.name), (each.name, each.target)):
        yield f'<arc id="{source}--{target}" source="{source}" target="{target}"/>\n'


def _name(text: str) -> str:
    return f"<name><text>{escape(text)}</text></name>"
