"""Evidence in words: what it shows, what kind it is, why a file is not taken."""

from services.ledger.domain.evidence.attaching import Shows
from services.ledger.domain.evidence.kinds import BY_SUFFIX, Unfit, UnfitFile
from services.ledger.domain.trail import TrailEntry
from services.ledger.handlers.evidence.attach_evidence import MOST_FILES
from shared.language import Text
from shared.web.common_problems import invalid
from shared.web.problems import FieldError, Problem

SHOWS = {
    Shows.BEFORE: Text("整改前", "Before"),
    Shows.AFTER: Text("整改后", "After"),
    Shows.DOCUMENT: Text("文书、依据", "A document"),
    Shows.OTHER: Text("其他", "Something else"),
}
ACCEPTED = ",".join(f".{suffix}" for suffix in BY_SUFFIX)
"""For a file chooser."""
RETRY_SECONDS = 30
_KINDS_ZH = "照片（JPG、PNG、WebP、HEIC）、PDF、OFD、DOCX、XLSX"
_KINDS_EN = "photos (JPG, PNG, WebP, HEIC), PDF, OFD, DOCX and XLSX"
_FIELD = "file"
_WHY = {
    Unfit.MISSING: Text("请选择文件。", "Choose a file."),
    Unfit.EMPTY: Text(
        "“{name}”是空的。请检查以后重新选择。", "“{name}” is empty. Check it and choose it again."
    ),
    Unfit.TOO_LARGE: Text(
        "“{name}”超过 {limit} MB。请压缩或分开以后再传。",
        "“{name}” has more than {limit} MB. Make it smaller, or split it.",
    ),
    Unfit.TOO_MANY: Text(
        f"一次最多传 {MOST_FILES} 个文件。请分几次传。",
        f"At most {MOST_FILES} files at a time. Send them in turns.",
    ),
    Unfit.KIND_NOT_TAKEN: Text(
        "不收“{name}”这种文件。" + f"可以传{_KINDS_ZH}；别的请先另存为 PDF。",
        "“{name}” is of a kind that is not taken. " + f"Taken are {_KINDS_EN}; save others as PDF.",
    ),
    Unfit.NOT_WHAT_IT_SAYS: Text(
        "“{name}”的内容和名称不符，没有收。请用原来的程序打开，确认无误后另存一份再传。",
        "What is in “{name}” is not what its name says, so it was not taken."
        " Open it where it was made, save it anew and send that.",
    ),
    Unfit.HAS_MACROS: Text(
        "“{name}”里有宏，没有收。请另存为不带宏的文件或 PDF。",
        "“{name}” has macros in it, so it was not taken. Save it without them, or as PDF.",
    ),
}
HINT = Text(
    f"{_KINDS_ZH}；每个最大 {{limit}} MB，一次最多 {MOST_FILES} 个。",
    f"Taken are {_KINDS_EN}; up to {{limit}} MB each, {MOST_FILES} at a time.",
)


def unfit_problem(error: UnfitFile, megabytes: int) -> Problem:
    """422 beside the file field, 413 for what is too large; the slug is the reason."""
    words = _WHY[error.why].format(name=error.name, limit=megabytes)
    general = invalid([FieldError(_FIELD, words)])
    status = 413 if error.why is Unfit.TOO_LARGE else 422
    slug = error.why.value.replace("_", "-")
    return Problem(status, slug, general.title, general.detail, general.errors)


def too_much(megabytes: int) -> Problem:
    """413: more than all the files of one act may have together."""
    words = Text(
        f"一次传的文件太大：每个最大 {{limit}} MB，最多 {MOST_FILES} 个。请分几次传。",
        f"Too much at once: up to {{limit}} MB each, at most {MOST_FILES} files. Send them in turns.",
    ).format(limit=megabytes)
    general = invalid([FieldError(_FIELD, words)])
    return Problem(413, "body-too-large", general.title, general.detail, general.errors)


def store_away() -> Problem:
    """503: nothing was kept."""
    return Problem(
        503,
        "store-away",
        Text("文件暂时存不了", "Files cannot be kept or read now"),
        Text(
            "存放文件的地方没有回应，什么都没有改动。请稍后再试；一直这样，请告诉管理员。",
            "Where files are kept does not answer; nothing was changed."
            " Try again shortly, and tell an administrator if it stays so.",
        ),
        headers={"retry-after": str(RETRY_SECONDS)},
    )


def file_gone() -> Problem:
    """500: the book has it, the store has not."""
    return Problem(
        500,
        "file-gone",
        Text("这个文件找不到了", "This file is not to be found"),
        Text(
            "台账里有它的记录，存放的地方却没有这个文件。请把任务编号告诉管理员。",
            "The ledger knows it, and where files are kept it is missing. Tell an administrator"
            " the number of the task.",
        ),
    )


def attached_words(entry: TrailEntry, happened: Text) -> Text:
    """What was added, and how many."""
    shows = next((SHOWS[each] for each in SHOWS if each == entry.after.get("shows")), Text("", ""))
    files = entry.after.get("files")
    many = len(files) if isinstance(files, list) else 0
    count = "1 file" if many == 1 else f"{many} files"
    return Text(
        f"{happened.zh}：{shows.zh}，{many} 个文件", f"{happened.en}: {shows.en.lower()}, {count}"
    )


def size_words(size: int) -> str:
    """In KB or MB, rounded; the same in both languages."""
    return f"{size / 1_048_576:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1024))} KB"
