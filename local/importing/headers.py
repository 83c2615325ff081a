"""Which column holds what: names that exports of 12345 lines and message boards give their columns.

Source: public samples of such exports; field words of Open311 for English ones.
"""

from collections.abc import Mapping, Sequence

from shared.sheets import headers

KNOWN: Mapping[str, Sequence[str]] = {
    "title": ("title", "标题", "工单标题", "诉求标题", "留言主题", "主题", "来信标题", "事件标题"),
    "content": (
        *("content", "detail", "details", "description", "text", "主要内容", "工单内容"),
        *(
            "诉求内容",
            "反映内容",
            "来电内容",
            "留言详情",
            "问题描述",
            "详细内容",
            "事件描述",
            "内容",
        ),
    ),
    "received_at": (
        *("received_at", "time", "created_at", "requested_datetime", "datetime", "date"),
        *("受理时间", "来电时间", "登记时间", "创建时间", "留言时间", "诉求时间", "提交时间"),
        *("来信时间", "受理日期", "时间", "日期"),
    ),
    "occurred_at": ("occurred_at", "发生时间", "事发时间"),
    "category": ("category", "service_code", "问题分类", "诉求分类", "事项分类", "类别", "分类"),
    "nature": ("nature", "工单类型", "诉求类型", "诉求性质", "来电类型"),
    "channel": ("channel", "工单来源", "诉求来源", "受理渠道", "来源渠道", "渠道", "来源"),
    "district": ("district", "被反映区", "所属区域", "行政区划", "区县", "区域"),
    "urgency": ("urgency", "紧急程度", "紧急级别", "缓急程度", "是否紧急"),
    "service_item": ("service_item", "事项编码"),
    "name": ("name", "来电人", "来电人姓名", "诉求人", "反映人", "投诉人", "联系人", "姓名"),
    "phone": (
        "phone",
        "tel",
        "mobile",
        "联系电话",
        "来电号码",
        "手机号码",
        "手机号",
        "电话",
        "联系方式",
    ),
    "address": ("address", "联系地址", "事发地址", "诉求地址", "详细地址", "地址"),
    "email": ("email", "e-mail", "电子邮箱", "邮箱"),
    "channel_reference": (
        *("channel_reference", "msg_id", "service_request_id", "id", "工单编号", "工单号"),
        *("诉求编号", "受理编号", "留言编号", "编号"),
    ),
    "confidential": ("confidential", "是否保密", "保密"),
    "real_name": ("real_name", "是否实名", "实名"),
    "wants_reply": ("wants_reply", "是否回复", "是否需要回复"),
    "language": ("language", "语言"),
}
"""Names for each field of `POST /api/v1/complaints`, the likeliest first."""

OWN = frozenset(KNOWN)
"""A column named like the field itself holds values of ours, and is taken at its word."""


def recognise(columns: Sequence[str]) -> dict[str, str]:
    """Field → column for every field that some column is known for.

    >>> recognise(["工单编号", "标题", "主要内容", "办理结果"])
    {'title': '标题', 'content': '主要内容', 'channel_reference': '工单编号'}
    """
    return headers.recognise(columns, KNOWN)


def header_row(beginning: Sequence[Sequence[str]]) -> int:
    """Index of the row that names most known columns; the first row that is not blank else."""
    return headers.header_row(beginning, KNOWN)
