"""The page a newcomer sees when everything is up: where to go, as whom, what to try."""

from rich.panel import Panel
from rich.table import Table

from local.demo import DemoAccount
from local.state import State
from local.words import console, in_words
from shared.language import Text


def print_summary(state: State, services: list[str], accounts: list[DemoAccount]) -> None:
    """Addresses of the pages that run, demo accounts, and three things to try."""
    console.print()
    console.print(Panel(_addresses(state, services), title=_title(), expand=False))
    if accounts:
        console.print(_accounts(accounts))
    console.print(in_words(_hints(state)), soft_wrap=True)


def _title() -> str:
    return in_words(Text("将心 已就绪", "jiangxin is ready"))


def _addresses(state: State, services: list[str]) -> Table:
    pages = {
        "intake": (Text("市民：说一件事", "Citizens: say it once"), "/"),
        "ledger": (Text("工作人员：台账与任务", "Officers: ledger and tasks"), "/desk"),
        "notifier": (Text("通知的去向", "Who was told what"), "/notices"),
        "metrics": (Text("数据", "Figures"), "/figures"),
    }
    table = Table.grid(padding=(0, 3))
    for name in services:
        label, path = pages[name]
        table.add_row(in_words(label), f"[link]{state.url(name)}{path}[/]")
    table.add_row(in_words(Text("邮件（保存为文件）", "Mail, kept as files")), str(state.mail))
    return table


def _accounts(accounts: list[DemoAccount]) -> Table:
    table = Table(title=in_words(Text("演示账号", "Demo accounts")), title_justify="left", box=None)
    for heading in (
        Text("用户名", "user"),
        Text("密码", "password"),
        Text("身份", "role"),
        Text("姓名", "name"),
    ):
        table.add_column(in_words(heading))
    for account in accounts:
        table.add_row(account.user, account.password, in_words(account.roles), account.name)
    return table


def _hints(state: State) -> Text:
    return Text(
        "\n试一试：在市民页面说一件事，再以派单员登录，看它变成一条任务。"
        "\n日志在 {logs}。另一个终端：jiangxin status、jiangxin verify。按 Ctrl-C 停止，数据保留。\n",
        "\nTry it: say something on the citizens' page, then log in as the dispatcher and see the task."
        "\nLogs are in {logs}. In another terminal: jiangxin status, jiangxin verify. "
        "Ctrl-C stops; nothing is lost.\n",
    ).format(logs=state.logs)
