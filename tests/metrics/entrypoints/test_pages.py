"""What officers read: answers first, the same figures as the database, both languages."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from services.metrics.indicators import INDICATORS
from services.metrics.indicators.improvements import IMPROVEMENTS
from tests.metrics.conftest import Record
from tests.metrics.entrypoints.conftest import Visitor, headline
from tests.metrics.events import complaint, improvements, number, retried, unit, whole_life

PAGES = (
    "/figures",
    "/figures/cases?figure=open",
    "/figures/definitions",
    "/figures/parked",
    "/figures/improvements",
)


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/figures", "/api/v1/figures.csv"])
async def test_strangers_see_no_figure(stranger: Visitor, path: str) -> None:
    answer = await stranger.get(path, {"accept": "text/html"})
    assert answer.status_code == (401 if path.startswith("/api/") else 303)
    if answer.status_code == 303:
        assert "/login?next=" in answer.headers["location"]
        assert "/figures" in unquote(answer.headers["location"])


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_works_before_the_first_complaint(officer: Visitor, path: str) -> None:
    html = await officer.html(path)
    assert "None" not in html


async def test_an_empty_city_is_told_what_will_appear(officer: Visitor) -> None:
    html = await officer.html("/figures")
    assert "没有在办的件" in html
    assert "还没有收到诉求" in html


@pytest.mark.usefixtures("a_week")
async def test_the_dashboard_begins_with_the_answer(officer: Visitor) -> None:
    html = await officer.html("/figures")
    assert "<h1>2 件在办，其中 1 件已超期</h1>" in html
    assert headline(html) == {"收到": 5, "派出": 4, "办结": 3, "在办": 2, "超期未办结": 1}
    assert "收到比办结多 2 件" in html
    assert "超期的都在交通局" in html
    assert "最多来自热线，占 60.0%" in html
    assert "到期的 4 件，2 件按时办结：50.0%" in html


@pytest.mark.usefixtures("a_week")
async def test_the_dashboard_in_english_has_no_chinese_but_names(officer: Visitor) -> None:
    officer.language = "en"
    html = await officer.html("/figures")
    assert "<h1>2 cases open, 1 of them overdue</h1>" in html
    assert "All that is late is with Roads" in html
    main = re.sub(r"<[^>]*>", " ", html[html.index("<main") : html.index("</main>")])
    assert not re.findall(r"[\u4e00-\u9fff]+", main)


@pytest.mark.usefixtures("a_week")
async def test_every_link_of_the_dashboard_leads_to_as_many_cases_as_it_says(
    officer: Visitor,
) -> None:
    html = await officer.html("/figures")
    links = {
        "收到": "figure=received",
        "在办": "figure=open",
        "超期未办结": "figure=overdue",
    }
    for name, query in links.items():
        (href,) = set(re.findall(rf'class="figure" href="([^"]*{query}[^"]*)"', html))
        cases = await officer.html(href.replace("&amp;", "&"))
        assert f"：{headline(html)[name]} 件</h1>" in cases
        assert cases.count("/desk/tasks/") == headline(html)[name]


@pytest.mark.usefixtures("a_week")
async def test_a_case_is_listed_with_its_state_and_leads_to_its_task(officer: Visitor) -> None:
    html = await officer.html("/figures/cases?figure=overdue")
    assert f'href="/desk/tasks/{number(8)}"' in html
    assert "待签收，超期" in html
    assert "交通局" in html
    missed = await officer.html("/figures/cases?figure=on_time_rate&part=missed")
    assert "按时办结率 · 没达到的：2 件" in missed
    assert "已办结，超期" in missed
    times = await officer.html("/figures/cases?figure=received_to_closed")
    assert times.index("6.0 天") < times.index("3.0 天") < times.index("2.0 天")


@pytest.mark.usefixtures("a_week")
async def test_filters_narrow_every_figure_and_stay_in_the_form(officer: Visitor) -> None:
    html = await officer.html("/figures?unit=water&category=city&channel=hotline")
    assert headline(html) == {"收到": 3, "派出": 3, "办结": 3, "在办": 0, "超期未办结": 0}
    for option in ("water", "city", "hotline"):
        assert f'<option value="{option}" selected>' in html
    assert "个单位有超期件" not in html
    tray = await officer.html("/figures?unit=-")
    assert headline(tray)["在办"] == 1


@pytest.mark.usefixtures("a_week")
async def test_categories_are_shown_one_level_at_a_time(officer: Visitor) -> None:
    everything = await officer.html("/figures")
    assert ">城建</a>" in everything
    assert ">管网</a>" not in everything
    city = await officer.html("/figures?category=city")
    assert ">管网</a>" in city
    assert ">漏水</a>" not in city
    assert ">漏水</a>" in await officer.html("/figures?category=pipes")


@pytest.mark.usefixtures("a_week")
async def test_a_period_may_be_named_or_given_by_its_days(officer: Visitor) -> None:
    one_day = await officer.html("/figures?from=2026-11-24&to=2026-11-24")
    assert headline(one_day)["收到"] == 1
    assert headline(one_day)["在办"] == 4
    assert "2026年11月24日" in one_day
    before = await officer.html("/figures?period=last-year")
    assert "这段时间没有诉求" in before
    assert "2026年11月23日至11月25日" in before


@pytest.mark.usefixtures("a_week")
async def test_a_week_that_is_cut_off_is_not_drawn_as_a_fall(officer: Visitor) -> None:
    daily = await officer.html("/figures?period=7-days")
    assert "最后一天还没过完。" in daily
    weekly = await officer.html("/figures?from=2026-10-01&to=2026-11-25")
    assert "不满七天的周没有画。" in weekly
    assert "11月16日 · 收到 0件" in weekly
    assert "11月23日 · 收到" not in weekly
    assert headline(weekly)["收到"] == 5


async def test_a_form_that_changed_no_day_keeps_the_named_period(officer: Visitor) -> None:
    answer = await officer.get(
        "/figures?period=7-days&from=2026-11-24&to=2026-11-30&unit=&channel=kiosk",
        {"accept": "text/html"},
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/figures?period=7-days&channel=kiosk"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=yesterday", "from"),
        ("to=2026-02-30", "to"),
        ("from=0001-01-01", "from"),
        ("from=2026-11-24&to=2026-11-23", "to"),
        ("period=fortnight", "period"),
        ("unit=nowhere", "unit"),
        ("category=nothing", "category"),
        ("by=colour", "by"),
        ("figure=happiness", "figure"),
    ],
)
async def test_what_cannot_be_used_is_named(officer: Visitor, query: str, field: str) -> None:
    body = await officer.json(f"/api/v1/figures?{query}", status=422)
    errors = body["errors"]
    assert isinstance(errors, list)
    assert [error["field"] for error in errors] == [field]


async def test_a_figure_that_counts_no_cases_has_no_list(officer: Visitor) -> None:
    await officer.html("/figures/cases?figure=parked", status=404)
    await officer.html("/figures/cases?figure=nothing", status=422)


@pytest.mark.usefixtures("a_week")
async def test_messages_put_aside_are_shown_with_their_reason(officer: Visitor) -> None:
    html = await officer.html("/figures/parked")
    assert "搁置了 1 条消息" in html
    for fact in ("no such unit", "ledger-register-complaints", "INTAKE #7"):
        assert fact in html


@pytest.mark.usefixtures("a_week")
async def test_a_message_that_was_handled_after_all_is_no_longer_among_those_put_aside(
    officer: Visitor, record: Record
) -> None:
    await record([retried(), retried()])
    html = await officer.html("/figures/parked")
    assert "没有搁置的消息" in html
    assert "no such unit" not in html


async def test_long_lists_have_pages(officer: Visitor, record: Record) -> None:
    await record([complaint(number(serial)) for serial in range(120)])
    first = await officer.html("/figures/cases?figure=received")
    assert first.count("/desk/tasks/") == 50
    assert "第 1 页，共 3 页" in first
    last = await officer.html("/figures/cases?figure=received&page=99")
    assert last.count("/desk/tasks/") == 20


async def test_the_definitions_name_every_figure(officer: Visitor) -> None:
    html = await officer.html("/figures/definitions")
    assert "按时办结率" in html
    assert "597" in html
    assert html.count("<tr>") == len(INDICATORS) + 1


@pytest.mark.usefixtures("a_week")
@pytest.mark.parametrize("path", PAGES)
async def test_pages_are_well_formed_and_need_neither_script_nor_style_of_their_own(
    officer: Visitor, path: str
) -> None:
    html = await officer.html(path)
    checked = Checked()
    checked.feed(html)
    assert checked.twice == set()
    assert checked.inline == []
    assert len(html.encode()) < 50_000


class Checked(HTMLParser):
    """Notes ids used twice, and scripts or styles inside the page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.twice: set[str] = set()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                (self.twice if value in self.ids else self.ids).add(value)
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")
        if tag == "style" or (tag == "script" and not dict(attrs).get("src")):
            self.inline.append(tag)


async def test_case_by_case_a_unit_sees_its_own_and_not_how_a_confidential_one_came_in(
    a_week: None, record: Record, officer: Visitor, head: Visitor
) -> None:
    secret = number(7)
    await record(whole_life(secret, unit="water", channel="complaint_desk", confidential=True))
    cases = "/figures/cases?figure=received&from=2026-01-01"
    everything, own = await officer.html(cases), await head.html(cases)
    assert number(8) in everything
    assert number(8) not in own
    assert number(8) not in await head.html(f"{cases}&unit=roads")
    assert number(0) in own
    assert secret in own
    assert "只列本单位的件" in own
    assert "只列本单位的件" not in everything
    assert secret in await officer.html(f"{cases}&channel=complaint_desk")
    assert secret not in await head.html(f"{cases}&channel=complaint_desk")
    assert number(0) in await head.html(f"{cases}&channel=hotline")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_figure_of_the_improvements_leads_to_as_many_entries_as_it_says(
    officer: Visitor, record: Record, language: str
) -> None:
    units = [
        unit("water", "水务局", "Water"),
        unit("urban-management", "城管局", "City Management"),
    ]
    await record([*units, *improvements(1), *improvements(2, unit="water")])
    officer.language = language
    html = await officer.html("/figures/improvements?period=30-days")
    assert ("减 100%" if language == "zh" else "down 100%") in html
    assert ("增 100%" if language == "zh" else "up 100%") in html
    links = set(re.findall(r'href="(/figures/entries\?[^"]+)"', html))
    assert len(links) >= len(IMPROVEMENTS)
    for link in links:
        page = await officer.html(link.replace("&amp;", "&"))
        count = 1 if "unit=" in link else 2
        kept = {"pain_points_open", "liaison_gaps", "quick_fixes_open"}
        expected = 0 if any(f"figure={code}" in link for code in kept) else count
        behind = re.findall(r'href="[^"]*/desk/(?:items/|ledgers/[a-z-]+/)', page)
        assert len(behind) == expected, link
        if language == "en":
            main = re.sub(r"<[^>]*>", " ", page[page.index("<h1>") : page.index("</main>")])
            assert set(re.findall(r"[\u4e00-\u9fff]+", main)) <= {"充电桩报装", "初审"}
    await officer.html("/figures/improvements?period=today&unit=-")
