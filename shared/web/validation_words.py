"""What each kind of validation error is called when spoken to a person.

Keys are pydantic's error types. Placeholders: `{label}`, `{actual_length}` and pydantic's own
context values (`max_length`, `ge`, `expected`, …).
"""

from shared.language import Text

JSON_BROKEN = Text(
    "内容不是有效的 JSON（{where}）。请检查引号、逗号和编码（UTF-8）。",
    "The body is not valid JSON ({where}). Check quotes, commas and the encoding (UTF-8).",
)
FALLBACK = Text("请检查{label}，内容不符合要求。", "Check {label}: it is not in the form we need.")

_TEXT = Text("{label}应为文字。", "{label} must be text.")
_WHOLE_NUMBER = Text("{label}应为整数。", "{label} must be a whole number.")
_NUMBER = Text("{label}应为数字。", "{label} must be a number.")
_YES_NO = Text("{label}应为是或否（true、false）。", "{label} must be true or false.")
_DATE = Text(
    "{label}应为日期，例如 2026-11-23。", "{label} must be a date, for example 2026-11-23."
)
_TIME = Text(
    "{label}应为时间，例如 2026-11-23T09:30:00+08:00。",
    "{label} must be a date and time, for example 2026-11-23T09:30:00+08:00.",
)
_LIST = Text("{label}应为列表。", "{label} must be a list.")
_OBJECT = Text("{label}应为一组字段。", "{label} must be an object with fields.")
_CHOICE = Text("{label}只能是：{expected}。", "{label} must be one of: {expected}.")
_UUID = Text("{label}应为 UUID。", "{label} must be a UUID.")
_LINK = Text("{label}应为完整的网址。", "{label} must be a complete web address.")

WORDS: dict[str, Text] = {
    "missing": Text("请填写{label}。", "Enter {label}."),
    "extra_forbidden": Text(
        "不认识{label}这一项，请删掉或核对名称。",
        "We do not know the field {label}. Remove it or check its name.",
    ),
    "none_required": Text("{label}应为空。", "{label} must be left empty."),
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "string_too_long": Text(
        "{label}最多 {max_length} 个字，现在有 {actual_length} 个。",
        "{label} can have at most {max_length} characters; it has {actual_length}.",
    ),
    "string_too_short": Text(
        "{label}至少 {min_length} 个字。", "{label} needs at least {min_length} characters."
    ),
    "string_pattern_mismatch": Text(
        "{label}的格式不对，请核对。", "{label} is not in the right format. Please check it."
    ),
    "too_long": Text(
        "{label}最多 {max_length} 项，现在有 {actual_length} 项。",
        "{label} can have at most {max_length} items; it has {actual_length}.",
    ),
    "too_short": Text(
        "{label}至少 {min_length} 项。", "{label} needs at least {min_length} items."
    ),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "int_type": _WHOLE_NUMBER,
    "int_parsing": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "int_parsing_size": Text("{label}太大了。", "{label} is too large."),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "greater_than": Text("{label}应大于 {gt}。", "{label} must be more than {gt}."),
    "greater_than_equal": Text("{label}不能小于 {ge}。", "{label} must be {ge} or more."),
    "less_than": Text("{label}应小于 {lt}。", "{label} must be less than {lt}."),
    "less_than_equal": Text("{label}不能大于 {le}。", "{label} must be {le} or less."),
    "multiple_of": Text(
        "{label}应为 {multiple_of} 的倍数。", "{label} must be a multiple of {multiple_of}."
    ),
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_past": Text("{label}应是过去的日期。", "{label} must be in the past."),
    "date_future": Text("{label}应是将来的日期。", "{label} must be in the future."),
    "datetime_type": _TIME,
    "datetime_parsing": _TIME,
    "datetime_from_date_parsing": _TIME,
    "datetime_object_invalid": _TIME,
    "datetime_past": Text("{label}应是过去的时间。", "{label} must be in the past."),
    "datetime_future": Text("{label}应是将来的时间。", "{label} must be in the future."),
    "timezone_aware": Text(
        "{label}要写明时区，例如末尾加 +08:00。",
        "{label} must say its time zone, for example +08:00 at the end.",
    ),
    "timezone_naive": Text("{label}不要写时区。", "{label} must not have a time zone."),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "dict_type": _OBJECT,
    "mapping_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dataclass_type": _OBJECT,
    "uuid_type": _UUID,
    "uuid_parsing": _UUID,
    "uuid_version": _UUID,
    "url_type": _LINK,
    "url_parsing": _LINK,
    "url_scheme": _LINK,
    "union_tag_invalid": Text(
        "{label}的类型只能是：{expected_tags}。",
        "The kind of {label} must be one of: {expected_tags}.",
    ),
    "union_tag_not_found": Text("请写明{label}的类型。", "Say which kind of {label} it is."),
}
