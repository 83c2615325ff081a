"""The complaints that are sent: written for this project, some 240 characters, 800 bytes as JSON.

Of every six, four name how the person can be reached, one has a phone number in its text (so that
masking has something to hide), five name a category. The same seed gives the same complaints.
"""

import itertools
import json
import random
from collections.abc import Iterator
from functools import cache

MATTERS = (
    (
        "market-price",
        "农贸市场摊位收费没有票据",
        "费用每天不一样，问收费标准在哪里公示，没有人说得清楚",
    ),
    (
        "market-licence",
        "办营业执照跑了三趟",
        "第一趟缺场地证明，第二趟说复印件要盖章，第三趟系统在维护",
    ),
    (
        "food-safety",
        "小学门口的摊点没有健康证",
        "放学时孩子们围着买，油是反复用的，台面上也没有遮盖",
    ),
    (
        "security-household",
        "新生儿落户要回原籍开证明",
        "窗口说要原籍的纸质材料，打电话过去又说网上可以查到",
    ),
    (
        "medical-hospital",
        "儿科挂号窗口只开一个",
        "早上七点排队，十点才轮到，旁边两个窗口一直没有人",
    ),
    (
        "housing-property",
        "电梯停运半个月没有修好",
        "楼里有坐轮椅的老人，物业说资金还在走流程，没有给出日期",
    ),
    (
        "labour-wages",
        "工程结束后工资没有结清",
        "二十多人等了两个月，项目部换了负责人，前后说法不一致",
    ),
    (
        "transport-bus",
        "早高峰的公交车等了五十分钟",
        "站牌写十二分钟一班，连着三天没有按时到，只好打车上班",
    ),
    (
        "city-noise",
        "工地夜里十二点以后还在施工",
        "打桩的声音隔两条街都听得见，公示牌上没有夜间施工的批准",
    ),
    (
        "city-lighting",
        "河边步道的路灯坏了七盏",
        "晚上散步的人多，上周已经有老人摔倒，报修电话没有人回",
    ),
    (
        "services-guide",
        "网上的办事指南和窗口说的不一样",
        "网上写四份材料，到窗口变成七份，其中两份内容相同",
    ),
    (
        "services-window",
        "社保窗口中午没有人值班",
        "请假过来办事，十一点半就停止取号，告示上写的是全天服务",
    ),
)
WISHES = (
    "希望说明原因，并告诉我们什么时候能够解决。",
    "请把应当交的材料一次说清楚，不要再让人来回跑。",
    "建议在窗口旁边贴出流程和时限，让来的人心里有数。",
    "盼望有人到现场看一看，比看材料更明白。",
)
BACKGROUND = (
    "这件事已经向社区反映过，登记了，没有回音。我住在这一带十几年，邻居们都遇到过同样的情况，"
    "大家商量以后由我来写。现场可以随时去看，附近的店主也愿意说明。我们理解工作人员很忙，"
    "只是同一件事每次问到的答复都不相同，老人和带孩子的人实在跑不动。"
)
STREETS = ("清河路", "文昌街", "学苑路", "滨江道", "向阳巷")
NAMES = ("陈立", "周岚", "王晓东", "李燕", "赵一鸣", "何玲")
DISTRICTS = ("binhu", "chengnan", "dongshan", "gaoxin", "yunxi")
VARIANTS = 240


def complaint(number: int) -> dict[str, object]:
    """The complaint of that number, as intake's API takes it; after `VARIANTS` they repeat."""
    chance = random.Random(number % VARIANTS)
    category, title, what = MATTERS[number % len(MATTERS)]
    where = f"{chance.choice(STREETS)}{chance.randrange(1, 300)}号附近"
    reach = f"可以打{_phone(chance)}找我。" if number % 6 == 5 else ""
    told: dict[str, object] = {
        "title": f"{where}：{title}",
        "content": f"{where}，{what}。{BACKGROUND}{what}，前后已经有三次。{reach}{chance.choice(WISHES)}",
        "district": chance.choice(DISTRICTS),
    }
    if number % 6 != 4:
        told["category"] = category
    if number % 6 in (0, 1, 2, 5):
        told |= {"name": chance.choice(NAMES), "phone": _phone(chance)}
    return told


def requests(seed: int) -> Iterator[bytes]:
    """Whole HTTP requests without end, each with an idempotency key that no other has."""
    variants = _variants()
    for number in itertools.count():
        head, body = variants[number % VARIANTS]
        yield b"%bIdempotency-Key: bench-%d-%d\r\n\r\n%b" % (head, seed, number, body)


@cache
def _variants() -> list[tuple[bytes, bytes]]:
    """Head, without its end, and body of each variant."""
    made = [
        json.dumps(complaint(number), ensure_ascii=False).encode() for number in range(VARIANTS)
    ]
    head = (
        "POST /api/v1/complaints HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/json\r\nContent-Length: {}\r\n"
    )
    return [(head.format(len(body)).encode(), body) for body in made]


def _phone(chance: random.Random) -> str:
    return f"139{chance.randrange(10**8):08d}"
