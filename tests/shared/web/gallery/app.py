"""A test-only application that shows every macro on pages such as the services have.

`python -m tests.shared.web.gallery.app 8890` serves it; `?as=officer` is signed in.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shared.language import Text
from shared.web.application import make_application
from shared.web.charts import Bar, Line
from shared.web.common_problems import not_found, unexpected
from shared.web.pages import Pages
from shared.web.problems import FieldError
from shared.web.session import Officer
from shared.web.site import OFFICER_ENTRIES, Site

NOW = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
OFFICER = Officer("s-17", "陈立", "market-regulation", frozenset({"owner", "unit_head"}))
SERVICES = {
    "home": "intake",
    "form": "intake",
    "errors": "intake",
    "receipt": "intake",
    "track": "intake",
    "desk": "ledger",
    "nothing": "ledger",
    "task": "ledger",
    "figures": "metrics",
    "wall": "metrics",
}
ERRORS = (
    FieldError("content", Text("请写下发生了什么。", "Tell us what happened.")),
    FieldError(
        "phone", Text("电话应为 11 位数字，例如 13800000000。", "Enter an 11-digit number.")
    ),
    FieldError("reply", Text("请选择要不要回复。", "Choose whether you want a reply.")),
)


def row(index: int, title: Text, light: str, due: Text, unit: Text, state: Text) -> object:
    """One line of the desk's list."""
    number = f"2026-1123-{index:04d}-7"
    received = NOW - timedelta(hours=7 * index + 2)
    return SimpleNamespace(
        number=number, title=title, light=light, due=due, unit=unit, state=state, received=received
    )


MARKET = Text("市场监管局", "Market Regulation")
SOCIAL = Text("人社局", "Human Resources")
HOUSING = Text("住建局", "Housing and Construction")
ROWS = [
    row(
        31,
        Text(
            "外资公司注册登记办事指南只有中文版",
            "The guide to registering a company is in Chinese only",
        ),
        "red",
        Text("超期 1 个工作日", "1 working day late"),
        MARKET,
        Text("办理中", "In hand"),
    ),
    row(
        42,
        Text(
            "社保卡补办跑了三个窗口，材料要了两遍",
            "Three windows and the same papers twice for one card",
        ),
        "amber",
        Text("今天到期", "Due today"),
        SOCIAL,
        Text("待签收", "To sign for"),
    ),
    row(
        57,
        Text("小区电梯停运一周没有人来修", "The lift has stood still for a week and nobody came"),
        "amber",
        Text("还剩 1 个工作日", "1 working day left"),
        HOUSING,
        Text("已派单", "Sent to the unit"),
    ),
    row(
        58,
        Text(
            "办事大厅中午不开门，上班族办不了",
            "The hall closes at noon, so working people cannot come",
        ),
        "green",
        Text("还剩 4 个工作日", "4 working days left"),
        MARKET,
        Text("办理中", "In hand"),
    ),
    row(
        60,
        Text("营业执照变更要求提供公证件", "A notarised copy is asked for a change of licence"),
        "paused",
        Text("等待延期审批", "Waiting for an extension"),
        MARKET,
        Text("延期中", "Extension asked"),
    ),
    row(
        63,
        Text("公交 12 路晚高峰半小时一班", "Bus 12 comes every half hour at rush hour"),
        "done",
        Text("已答复", "Answered"),
        Text("交通局", "Transport"),
        Text("待回访", "To call back"),
    ),
]
DAYS = [f"11-{day:02d}" for day in range(10, 24)]
RECEIVED = [31, 42, 38, 44, 40, 12, 9, 47, 51, 46, 49, 55, 14, 28]
CLOSED = [28, 35, 36, 40, 45, 8, 4, 39, 44, 52, 47, 50, 10, 21]
CHART = {
    "bars": [
        Bar(MARKET, 5.4, "/desk"),
        Bar(SOCIAL, 4.1, "/desk", "calm"),
        Bar(HOUSING, 3.8, "/desk", "calm"),
        Bar(Text("公安局", "Public Security"), 2.2, "/desk", "calm"),
        Bar(Text("其他 14 个单位", "14 other units"), 1.9, "", "rest"),
    ],
    "labels": DAYS,
    "series": [Line(Text("收到", "Received"), RECEIVED), Line(Text("办结", "Closed"), CLOSED)],
    "links": [f"/desk?day={day}" for day in DAYS],
}


def make_gallery(base: str = "") -> Starlette:
    """The gallery; every address is on one host."""
    here = Path(__file__).parent
    books = {
        service: Pages(
            service, here / "templates", Site(base, base, base, base), "0.1.0", lambda: NOW
        )
        for service in set(SERVICES.values())
    }

    async def page(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in SERVICES:
            raise unexpected("5f2c19ab") if name == "broken" else not_found()
        context: dict[str, object] = {}
        signed_in = request.query_params.get("as") == "officer"
        request.scope["jiangxin.officer"] = OFFICER if signed_in else None
        if SERVICES[name] == "ledger":
            context["current_entry"] = OFFICER_ENTRIES[0]
        context |= {"rows": ROWS, "chart": CHART, "errors": ERRORS if name == "errors" else ()}
        template = {"errors": "form.html", "wall": "figures.html"}.get(name, f"{name}.html")
        return books[SERVICES[name]].render(
            request, template, status=422 if name == "errors" else 200, page_name=name, **context
        )

    return make_application(pages=books["intake"], routes=[Route("/gallery/{name}", page)])


if __name__ == "__main__":
    uvicorn.run(make_gallery(), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
