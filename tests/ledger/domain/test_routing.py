"""Which unit a complaint goes to, by which rule, and why."""

from services.ledger.domain.routing import (
    MOST_COMBINATIONS,
    Matter,
    Router,
    RoutingRule,
    Turns,
    why,
)

LINEAGE = {
    "city": frozenset({"city"}),
    "city-noise": frozenset({"city-noise", "city"}),
    "food": frozenset({"food"}),
}
NOISE_AT_NIGHT = RoutingRule(
    "night",
    "police",
    categories=frozenset({"city-noise"}),
    keywords=("凌晨", "半夜"),
    name_zh="夜间噪声",
    name_en="Noise at night",
)
CITY = RoutingRule(
    "city", "urban-management", categories=frozenset({"city"}), name_zh="市容", name_en="Streets"
)
FOOD_IN_TOWN = RoutingRule(
    "food-town", "town", categories=frozenset({"food"}), districts=frozenset({"binhu"})
)
FOOD = RoutingRule("food", "market", categories=frozenset({"food"}))
LICENCE = RoutingRule("licence", "services", service_items=frozenset({"x-1", "x-2"}))
LAMPS = RoutingRule(
    "lamps", "urban-management", keywords=("路灯",), name_zh="路灯", name_en="Lamps"
)
RULES = [NOISE_AT_NIGHT, CITY, FOOD_IN_TOWN, FOOD, LICENCE, LAMPS]
ROUTER = Router(RULES, LINEAGE)


def goes_to(matter: Matter) -> str | None:
    found = ROUTER.route(matter).rule
    return found.code if found else None


def test_the_first_rule_that_fits_decides() -> None:
    assert goes_to(Matter("工地凌晨还在施工", "city-noise")) == "night"
    assert goes_to(Matter("工地白天施工", "city-noise")) == "city"


def test_a_rule_for_a_category_holds_for_those_below_it() -> None:
    assert goes_to(Matter("", "city-noise")) == "city"


def test_all_conditions_of_a_rule_must_hold() -> None:
    assert goes_to(Matter("", "food", district_code="binhu")) == "food-town"
    assert goes_to(Matter("", "food", district_code="gaoxin")) == "food"


def test_a_service_item_decides_without_a_category() -> None:
    assert goes_to(Matter("", service_item_code="x-2")) == "licence"


def test_words_decide_where_nobody_chose_a_category() -> None:
    found = ROUTER.route(Matter("小区门口的路灯不亮"))
    assert (found.unit_code, found.keyword) == ("urban-management", "路灯")


def test_what_no_rule_knows_goes_to_the_tray() -> None:
    assert goes_to(Matter("想说几句", "unheard-of")) is None
    assert "待派件" in why(ROUTER.route(Matter("想说几句")))[0]


def test_a_rule_without_conditions_takes_everything() -> None:
    rest = RoutingRule("rest", "hotline")
    assert Router([*RULES, rest], LINEAGE).route(Matter("想说几句")).unit_code == "hotline"


def test_codes_nobody_knows_do_not_fill_the_memory() -> None:
    router = Router(RULES, LINEAGE)
    for index in range(MOST_COMBINATIONS + 10):
        router.route(Matter("", f"invented-{index}"))
    assert router.route(Matter("", "city-noise")).unit_code == "urban-management"
    assert len(router._fitting) <= MOST_COMBINATIONS


def test_the_reason_names_the_rule_and_what_it_found() -> None:
    zh, en = why(ROUTER.route(Matter("路灯坏了")))
    assert (zh, en) == ("规则“路灯”：文中有“路灯”。", "Rule “Lamps”: the text says “路灯”.")
    assert why(ROUTER.route(Matter("", "city")))[1] == "Rule “Streets”: category fits."


def test_people_of_a_unit_take_turns_from_where_the_process_starts() -> None:
    turns = Turns(start=1)
    assert [turns.next_of("u", ("a", "b", "c")) for _ in range(4)] == ["b", "c", "a", "b"]
    assert turns.next_of("empty", ()) is None


def test_turns_go_on_when_somebody_joins() -> None:
    turns = Turns()
    assert [turns.next_of("u", ("a", "b")) for _ in range(2)] == ["a", "b"]
    assert turns.next_of("u", ("a", "b", "c")) == "c"
