"""Macros: what a screen reader is told, and what is there when nothing is."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request

from shared.language import Language, Text
from shared.web.pages import Pages
from shared.web.problems import FieldError
from shared.web.site import Site
from tests.shared.web.conftest import NOW
from tests.shared.web.gallery.app import SERVICES, make_gallery

IMPORT = '{% import "macros.html" as ui with context %}'
ERRORS = (
    FieldError("phone", Text("电话应为 11 位数字。", "Enter 11 digits.")),
    FieldError("", Text("请再试一次。", "Try again.")),
)


@lru_cache(maxsize=1)
def pages() -> Pages:
    return Pages("ledger", Path(), Site(), clock=lambda: NOW)


def render(body: str, lang: str = "zh", query: str = "", **context: object) -> str:
    """What one macro call gives, with white space squeezed."""
    template = pages().environment.from_string(IMPORT + body)
    scope = {"type": "http", "path": "/desk", "headers": [], "root_path": ""}
    request = Request(scope | {"query_string": f"{query}&lang={lang}".strip("&").encode()})
    html = template.render(request=request, lang=Language(lang), now=NOW, **context)
    return re.sub(r"\s+", " ", html).strip()


def test_a_field_ties_label_hint_and_error_together() -> None:
    html = render(
        '{{ ui.field("phone", "手机号", hint="只用来回复。", errors=errors) }}', errors=ERRORS
    )
    assert '<label for="f-phone">手机号' in html
    assert '<p class="hint" id="hint-phone">' in html
    assert '<p class="error" id="error-phone">' in html
    assert 'aria-describedby="hint-phone error-phone"' in html
    assert 'aria-invalid="true"' in html
    assert "请修改：" in html


def test_a_field_without_fault_says_nothing_of_one() -> None:
    html = render(
        '{{ ui.field("name", "姓名", value="张", errors=errors, required=true) }}', errors=ERRORS
    )
    assert "aria-describedby" not in html
    assert "aria-invalid" not in html
    assert 'value="张"' in html
    assert 'aria-required="true"' in html
    assert "选填" not in html


def test_what_is_not_required_says_so() -> None:
    assert "(optional)" in render('{{ ui.field("a", "A") }}', lang="en")


def test_values_and_attributes_are_escaped() -> None:
    html = render('{{ ui.field("a", "A", value=v, attrs={"data-x": v}) }}', v='"><script>')
    assert "<script>" not in html
    html = render('{{ ui.text_area("a", "A", value=v) }}', v="</textarea><script>")
    assert "<script>" not in html


def test_a_text_area_keeps_a_first_empty_line() -> None:
    template = pages().environment.from_string(IMPORT + '{{ ui.text_area("a", "A", value=v) }}')
    html = template.render(lang=Language.ZH, now=NOW, v="\nb")
    assert ">\n\nb</textarea>" in html


def test_the_summary_takes_focus_and_leads_to_each_field() -> None:
    html = render("{{ ui.error_summary(errors) }}", errors=ERRORS)
    assert "有 2 处需要改一下" in html
    assert 'tabindex="-1" autofocus' in html
    assert '<a href="#f-phone">电话应为 11 位数字。</a>' in html
    assert "<li>请再试一次。</li>" in html
    assert render("{{ ui.error_summary(()) }}") == ""


def test_choices_have_a_legend_and_nothing_is_chosen_beforehand() -> None:
    call = '{{ ui.choices("rating", "满意吗", [(5, "满意"), (1, "不满意", "会重办")], value=v) }}'
    html = render(call, v=None)
    assert "<legend>满意吗" in html
    assert "checked" not in html
    assert 'id="f-rating"' in html
    assert 'value="1" id="f-rating-2" checked' in render(call, v=1)
    assert 'value="1" id="f-rating-2" checked' in render(call, v="1")


def test_several_can_be_chosen_with_boxes() -> None:
    html = render(
        '{{ ui.choices("t", "T", [("a", "A"), ("b", "B"), ("c", "C")], value=["a", "c"], kind="checkbox") }}'
    )
    assert html.count(" checked") == 2
    assert html.count('type="checkbox"') == 3


def test_a_list_chooses_what_was_chosen() -> None:
    html = render(
        '{{ ui.select("u", "U", [("a", "A"), ("b", text)], value="b", prompt="请选择") }}',
        text=Text("乙", "B"),
    )
    assert '<option value="">请选择</option>' in html
    assert '<option value="b" selected>乙</option>' in html


TABLE = (
    "{% call(row, column) ui.table('任务', [('no', '编号', 'code'), ('title', '事项', 'main')], rows,"
    " empty='还没有任务') %}{% if column == 'title' %}<a href='/t'>{{ row.title }}</a>{% else %}"
    "{{ row.no }}{% endif %}{% endcall %}"
)


def test_a_table_has_a_caption_and_each_cell_its_label_for_the_phone() -> None:
    html = render(TABLE, rows=[{"no": 7, "title": "<b>"}])
    assert '<caption class="hidden-visually">任务</caption>' in html
    assert '<th scope="col" class="code">编号</th>' in html
    assert '<td class="code" data-label="编号">7</td>' in html
    assert "<a href='/t'>&lt;b&gt;</a>" in html
    assert "data-list" in html


def test_an_empty_table_says_what_would_fill_it() -> None:
    html = render(TABLE, rows=iter([]))
    assert "还没有任务" in html
    assert "<table" not in html


def test_a_table_of_plain_rows_needs_no_body() -> None:
    html = render("{{ ui.table('T', [('a', 'A', 'number')], [{'a': 1}]) }}")
    assert '<td class="number" data-label="A">1</td>' in html


@pytest.mark.parametrize("state", ["red", "amber", "green", "paused", "done", "none"])
def test_a_light_is_a_shape_and_a_word_beside_the_colour(state: str) -> None:
    html = render("{{ ui.light(state, '还剩 2 个工作日') }}", state=state)
    assert f'class="light {state}"' in html
    assert "还剩 2 个工作日" in html
    others = {s: render("{{ ui.light(state, '') }}", state=s) for s in ("red", "amber", "green")}
    assert len(set(others.values())) == 3
    assert 'aria-hidden="true"' in html


def test_tabs_mark_the_current_one_and_count() -> None:
    html = render(
        '{{ ui.tabs([("待办", "?a", 1284, true), ("全部", "?b", none, false)], "筛选") }}'
    )
    assert '<nav class="tabs" aria-label="筛选">' in html
    assert '<a href="?a" aria-current="page">待办 <span class="amount">1,284</span></a>' in html
    assert '<a href="?b">全部</a>' in html


def test_pages_lead_on_and_keep_the_filters() -> None:
    html = render("{{ ui.pagination(2, 9) }}", query="tab=late&page=2")
    assert 'rel="prev" href="/desk?tab=late&amp;lang=zh&amp;page=1"' in html
    assert "第 2 页，共 9 页" in html
    assert 'rel="next"' not in render("{{ ui.pagination(9, 9) }}")
    assert render("{{ ui.pagination(1, 1) }}") == ""


def test_a_moment_is_told_to_people_and_machines() -> None:
    at = datetime(2026, 11, 22, 16, 5, tzinfo=UTC)
    assert render("{{ ui.when(at) }}", at=at) == (
        '<time datetime="2026-11-22T16:05:00+00:00">2026年11月23日 星期一 00:05</time>'
    )
    short = render("{{ ui.when(at, short=true) }}", at=at)
    assert 'title="2026年11月23日 星期一 00:05">11月23日 周一 00:05' in short
    assert render("{{ ui.when(none) }}") == "–"


def test_a_timeline_tells_what_who_when_and_in_which_words() -> None:
    entries = [
        {"at": NOW, "title": "签收", "who": "陈立", "words": "<已联系>", "state": "now"},
        {"at": None, "title": "由您评价", "state": "ahead"},
    ]
    html = render("{{ ui.timeline(entries) }}", entries=entries)
    assert '<ol class="timeline"> <li class="now"> <h3>签收</h3>' in html
    assert "</time> · 陈立</p>" in html
    assert "&lt;已联系&gt;" in html


def test_facts_can_be_changed_and_the_link_says_which() -> None:
    html = render(
        '{{ ui.summary_list([("责任人", "陈立", "/x", "改派"), ("渠道", text)]) }}', text="窗口"
    )
    assert '<a href="/x">改派<span class="hidden-visually"> 责任人</span></a>' in html
    assert "<dt>渠道</dt><dd><span>窗口</span></dd>" in html


def test_a_chart_has_its_table_behind_it_and_its_marks_lead_to_cases() -> None:
    html = render(
        '{{ ui.bar_chart("最慢", [bar(text, 5.4, "/cases"), bar("其他", 0)], "天", 1) }}',
        text=Text("市场监管局", "Market Regulation"),
    )
    assert '<a href="/cases">市场监管局</a>' in html
    assert 'width="100.0%"' in html
    assert '<th scope="row">市场监管局</th><td class="number">5.4</td>' in html
    html = render(
        '{{ ui.line_chart("收到", ["周一", "周二"], [line("收到", [3, none])], links=["/a", "/b"]) }}'
    )
    assert '<a href="/a">' in html
    assert '<th scope="row">周二</th><td class="number">–</td>' in html


def test_marks_of_a_line_with_links_of_its_own_lead_there_and_can_be_reached() -> None:
    linked = '{{ ui.line_chart("收到", ["周一"], [line("收到", [3], ["/a"]), line("办结", [2])]) }}'
    assert '<a href="/a">' in render(linked)
    assert 'role="group" aria-label="收到"' in render(linked)
    plain = '{{ ui.line_chart("收到", ["周一"], [line("收到", [3])]) }}'
    assert 'role="img" aria-label="收到"' in render(plain)


def test_a_figure_that_is_unknown_is_not_zero() -> None:
    assert "<b>–</b>" in render('{{ ui.figure("满意率", none) }}')
    assert "<b>1,284<small>件</small></b>" in render('{{ ui.figure("在办", 1284, "件") }}')


class Balanced(HTMLParser):
    """Notices elements that are closed in the wrong place, or ids used twice."""

    VOID = frozenset({"input", "meta", "link", "br", "path", "circle", "rect", "line", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_page_of_the_gallery_is_sound_and_small(language: str) -> None:
    transport = httpx.ASGITransport(make_gallery())
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
        for name in [*SERVICES, "broken", "nowhere"]:
            for reader in ("", "&as=officer"):
                address = f"/gallery/{name}?lang={language}{reader}"
                answer = await client.get(address, headers={"accept": "text/html"})
                checked = Balanced()
                checked.feed(answer.text)
                assert checked.open == [], name
                assert len(checked.ids) == len(set(checked.ids)), name
                assert len(answer.content) < 50_000, name
                assert not re.search(r"\sstyle=|\son[a-z]+=", answer.text), name
