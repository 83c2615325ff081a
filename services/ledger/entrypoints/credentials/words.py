"""What is said about passwords and codes, in both languages."""

from services.ledger.domain.credentials.password import LONGEST, SHORTEST, Weakness
from shared.language import Text
from shared.web.problems import FieldError

WEAK = {
    Weakness.TOO_SHORT: Text(
        f"密码至少 {SHORTEST} 个字符。", f"The password needs at least {SHORTEST} characters."
    ),
    Weakness.TOO_LONG: Text(
        f"密码最多 {LONGEST} 个字符。", f"The password has {LONGEST} characters at most."
    ),
    Weakness.IS_THE_NAME: Text("密码不能就是工号。", "The password must not be the staff id."),
    Weakness.IS_THE_OLD_ONE: Text(
        "请换一个和原来不同的。", "Choose one that is not the one you have."
    ),
}
NOT_TWICE = FieldError(
    "again", Text("两次写的不一样，请再写一遍。", "The two are not the same; type it again.")
)
WRONG_CODE = Text(
    "工号或登录码不对，或者登录码已用过、已过期。请再试一次，或者再要一个。",
    "The staff id or the code is not right, or the code was used or has run out. Try again, or ask for"
    " another.",
)
WRONG_OLD = Text("现在的密码不对。", "The present password is not right.")
