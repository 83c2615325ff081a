"""The problems every service meets, in the same words everywhere."""

from collections.abc import Sequence

from shared.language import Text
from shared.web.problems import FieldError, Problem


def invalid(errors: Sequence[FieldError]) -> Problem:
    """422: well-formed, but some fields cannot be accepted."""
    return Problem(
        422,
        "invalid-fields",
        Text("有内容需要改一下", "Some fields need attention"),
        Text(
            "请按每一项的说明修改后再试一次。",
            "Please correct the fields listed here and try again.",
        ),
        errors,
    )


def malformed(detail: Text, errors: Sequence[FieldError] = ()) -> Problem:
    """400: the request cannot be read at all."""
    title = Text("请求无法读取", "The request cannot be read")
    return Problem(400, "malformed", title, detail, errors)


def not_found(detail: Text | None = None) -> Problem:
    """404. Also the answer to somebody who may not know whether the thing exists."""
    return Problem(
        404,
        "not-found",
        Text("没有找到这一页", "We cannot find that page"),
        detail
        or Text(
            "请核对网址或编号；也可以从首页重新开始。",
            "Check the address or the number, or start again from the home page.",
        ),
    )


def method_not_allowed(allowed: str) -> Problem:
    """405. `allowed` goes into the Allow header as it is."""
    return Problem(
        405,
        "method-not-allowed",
        Text("这里不接受这种操作", "That does not work here"),
        Text("可用的方法：{allowed}。", "Methods that work here: {allowed}.").format(
            allowed=allowed
        ),
        headers={"allow": allowed} if allowed else None,
    )


def conflict(slug: str, detail: Text) -> Problem:
    """409: the thing has moved on, or the same key was used for something else."""
    return Problem(409, slug, Text("与现有内容冲突", "It conflicts with what is there"), detail)


def too_large(limit_bytes: int) -> Problem:
    """413. The limit is said in KB, rounded down."""
    return Problem(
        413,
        "body-too-large",
        Text("内容太大", "Too much at once"),
        Text(
            "一次最多 {limit} KB。请缩短内容，或分几次提交。",
            "At most {limit} KB at a time. Please shorten it, or send it in parts.",
        ).format(limit=f"{limit_bytes // 1024:,}"),
    )


def unsupported_type(expected: str) -> Problem:
    """415."""
    return Problem(
        415,
        "unsupported-content-type",
        Text("内容类型不支持", "That content type is not supported"),
        Text("请以 {expected} 发送。", "Please send {expected}.").format(expected=expected),
        headers={"accept": expected},
    )


def sign_in_needed() -> Problem:
    """401, for programs; people are sent to the sign-in page instead."""
    return Problem(
        401,
        "sign-in-needed",
        Text("请先登录", "Please sign in"),
        Text(
            "登录已过期或没有登录。请重新登录，或在 Authorization 中带上有效的令牌。",
            "You are not signed in, or it has expired. Sign in again, or send a valid token"
            " in the Authorization header.",
        ),
        headers={"www-authenticate": 'Bearer realm="jiangxin"'},
    )


def not_allowed(needed: Text) -> Problem:
    """403 for somebody signed in whose roles do not suffice. `needed` names the roles that do."""
    return Problem(
        403,
        "not-allowed",
        Text("您的岗位不能做这件事", "Your role cannot do this"),
        Text(
            "这一步由{needed}办理。如果应该是您，请联系管理员调整岗位。",
            "This is for: {needed}. If that should be you, ask an administrator to change your role.",
        ).format(needed=needed),
    )


def foreign_origin() -> Problem:
    """403: a form on somebody else's site tried to act in the reader's name."""
    return Problem(
        403,
        "foreign-origin",
        Text("请求来自别的网站", "The request came from another site"),
        Text(
            "为了您的安全，没有执行。请回到本站页面再操作一次。",
            "For your safety nothing was done. Please go back to our own page and try again.",
        ),
    )


def unexpected(correlation_id: str) -> Problem:
    """500. The number lets the person who is told about it find the log lines."""
    return Problem(
        500,
        "unexpected",
        Text("出了点问题，不是您的错", "Something went wrong, and it is not your fault"),
        Text(
            "请稍后再试。如果一直这样，请把编号 {id} 告诉我们。",
            "Please try again shortly. If it keeps happening, tell us this number: {id}.",
        ).format(id=correlation_id),
    )


def other_status(status: int, detail: str) -> Problem:
    """Any other HTTP status a library raised; its own words serve for both languages."""
    title = Text("请求没有完成", "The request could not be completed")
    return Problem(status, f"status-{status}", title, Text(detail, detail))
