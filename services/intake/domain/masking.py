"""Makes text fit to be published: what points to a person becomes stars, the sentence stays.

Covered: mobile and landline numbers, identity cards of 18 and 15 digits, bank cards, vehicle plates,
e-mail addresses, numbers after words such as 电话, 微信 or QQ; full-width digits and gaps between
digits as well. Each character is replaced by one character, so limits on length hold afterwards.
What the person said in the contact fields is recognised in the text too (`mask_contact`).
"""

import re

from services.intake.domain.complaint import Contact

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
_GAPS = "\t\u00a0\u3000-\u2010\u2011\u2012\u2013\u2014\u2015\u2212－.．·•・(（)）"
_WIDE = "０１２３４５６７８９"
_DIGIT = f"0-9{_WIDE}"
_LETTER = "A-HJ-NP-Za-hj-np-zＡ-Ｚａ-ｚ"
_GAP = f"[ {re.escape(_GAPS)}]"

# The one scan over the whole text. It is loose, and shaped so that the engine gives up early:
# what it finds is looked at closely by the patterns below.
_CANDIDATE = re.compile(
    f"[{_DIGIT}{_PROVINCES}](?:"
    f"[{_DIGIT} {re.escape(_GAPS)}]{_GAP}?+[{_DIGIT}](?:{_GAP}{{0,2}}+[{_DIGIT}]){{2,}}+[XxＸｘ]?+"
    f"|[{_LETTER}](?<=[{_PROVINCES}].)[·•・. -]?+[{_DIGIT}{_LETTER}]{{4,6}}+[挂学警港澳]?+)"
)
_PLAIN = str.maketrans(
    _GAPS + _WIDE + "xＸｘ" + "".join(map(chr, range(0xFF21, 0xFF3B))),
    " " * len(_GAPS) + "0123456789" + "XXX" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
)
"""Gaps to spaces, full-width characters to narrow ones, one for one."""


def _spaced(*classes: str) -> str:
    return " {0,2}".join(classes)


_D = r"\d"
_ID_18 = _spaced(
    "[1-8]", *[_D] * 5, "[12]", "[089]", _D, _D, "[01]", _D, "[0-3]", *[_D] * 4, "[0-9X]"
)
_ID_15 = _spaced("[1-8]", *[_D] * 5, _D, _D, "[01]", _D, "[0-3]", *[_D] * 4)
_CARD = r"\d(?: {0,2}\d){15,18}"
_ABROAD = r"(?P<abroad>(?:0 {0,2}0 {0,2})?8 {0,2}6 {0,2})"
_PHONES = (
    rf"(?P<mobile>(?:{_ABROAD}|0)?{_spaced('1', '[3-9]', *[_D] * 9)})"
    rf"|(?P<landline>(?:0|8 {{0,2}}6) {{0,2}}[1-9] {{0,2}}\d {{0,2}}\d? {{0,2}}[2-9](?: {{0,2}}\d){{6,7}})"
)
_NUMBERS = re.compile(rf"(?<!\d)(?:(?P<id>{_ID_18}|{_ID_15})|(?P<card>{_CARD})|{_PHONES})(?!\d)")
_COMMON_MOBILE = re.compile("1[3-9][0-9]{9}")
_ONLY_PHONES = re.compile(rf"(?<!\d)(?:{_PHONES})(?!\d)")
_PLATE = re.compile(
    f"[{_PROVINCES}][A-HJ-NP-Za-hj-np-z] ?[0-9A-HJ-NP-Za-hj-np-z]{{4,6}}[挂学警港澳]?"
)
_BARE = re.compile(r"(?<!\d)\d(?: ?\d){4,12}(?!\d)")
_WORDS = (
    *("电话", "手机", "座机", "号码", "传真", "微信", "联系", "qq"),
    *("tel", "phone", "mobile", "wechat", "fax", "call"),
)
_ANNOUNCED = re.compile(f"(?:{'|'.join(_WORDS)})[^\\d,，。;；!！?？\\n*]{{0,8}}$")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]++)(?=[@＠][A-Za-z0-9-]+[.．。][A-Za-z0-9-])"
)
_DOOR = re.compile(f"[{_DIGIT}]")

_KEPT = {"id": 2, "card": 4, "mobile": 3, "landline": 4}
"""Leading digits that stay, so that a reader knows what stood there."""
_EVERYBODY = frozenset(
    {"匿名", "市民", "群众", "居民", "业主", "网友", "先生", "女士", "Anonymous"}
)
"""Not names, though people type them where a name is asked for."""


def mask(text: str) -> str:
    """The text with stars, as long as before.

    >>> mask("请打13800138000，车牌赣A12345")
    '请打138********，车牌赣A*****'
    """
    if "@" in text or "＠" in text:
        text = _EMAIL.sub(lambda found: _star(found[0], 1), text)
    return _CANDIDATE.sub(_look_closely, text)


def mask_contact(text: str, contact: Contact, *, confidential: bool = False) -> str:
    """The text with the person's own name, phone and e-mail starred, and the doors of the address.

    A surname stays (`张**`) unless it is confidential who complained, and so does the street: it may
    be where the trouble is.
    """
    name, kept = contact.name, 0 if confidential else 1
    if len(name) > 1 and name in text and name not in _EVERYBODY:
        text = text.replace(name, " ".join(_star(part, kept) for part in name.split(" ")))
    for value in (contact.phone, contact.email):
        if len(value) > 4 and value in text:
            text = text.replace(value, _star(value, 2))
    if len(contact.address) > 5 and contact.address in text:
        text = text.replace(contact.address, _DOOR.sub("*", contact.address))
    return text


def _look_closely(found: re.Match[str]) -> str:
    original = found[0]
    if _COMMON_MOBILE.fullmatch(original):
        return _star(original, 3)
    plain = original.translate(_PLAIN)
    if _PLATE.match(plain):
        return _star(original, 2)
    hidden = bytearray(len(plain))
    if len(plain) > 9:
        _hide_numbers(_NUMBERS, plain, 0, len(plain), hidden)
    if _is_announced(found.string[max(0, found.start() - 16) : found.start()].lower()):
        _hide_bare(plain, hidden)
    if not any(hidden):
        return original
    return "".join(["*" if hide else each for each, hide in zip(original, hidden, strict=True)])


def _hide_numbers(
    pattern: re.Pattern[str], plain: str, start: int, end: int, hidden: bytearray
) -> None:
    for number in pattern.finditer(plain, start, end):
        kind = number.lastgroup or ""
        if kind in ("id", "card") and not _is_written_as_one(kind, number[0]):
            _hide_numbers(_ONLY_PHONES, plain, number.start(), number.end(), hidden)
            continue
        kept = _KEPT[kind] + len((number["abroad"] or "").replace(" ", ""))
        _hide(plain, number.start(), number.end(), kept, hidden)


def _hide_bare(plain: str, hidden: bytearray) -> None:
    """Whatever digits stand alone after a word that announces them."""
    rest = "".join(["*" if hide else each for each, hide in zip(plain, hidden, strict=True)])
    for bare in _BARE.finditer(rest):
        _hide(rest, bare.start(), bare.end(), 2, hidden)


def _hide(plain: str, start: int, end: int, kept: int, hidden: bytearray) -> None:
    """Mark all but the first `kept` digits."""
    seen = 0
    for place in range(start, end):
        if plain[place] != " ":
            seen += 1
            hidden[place] = seen > kept


def _is_announced(before: str) -> bool:
    return any(word in before for word in _WORDS) and _ANNOUNCED.search(before) is not None


def _is_written_as_one(kind: str, number: str) -> bool:
    """Whether the groups are those of one number, not of a date or a door beside a phone."""
    groups = [len(group) for group in number.split()]
    if len(groups) > 1 and max(groups) > 1 and min(groups[:-1]) < 4:
        return False
    return kind == "id" or _is_card(number.replace(" ", ""))


def _is_card(digits: str) -> bool:
    """UnionPay's prefix, or check digits that fit. Source: ISO/IEC 7812-1, annex B (Luhn)."""
    doubled = sum(int(digit) for each in digits[-2::-2] for digit in str(2 * int(each)))
    return digits.startswith("62") or (doubled + sum(map(int, digits[-1::-2]))) % 10 == 0


def _star(text: str, kept: int) -> str:
    return text[:kept] + "*" * (len(text) - kept)
