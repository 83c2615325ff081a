"""Which reader a file needs, by its name."""

from pathlib import Path

from local.importing.headers import header_row
from local.importing.ndjson_file import NdjsonFile
from local.words import CannotGoOn
from shared.language import Text
from shared.sheets.csv_file import CsvFile
from shared.sheets.sheet import Sheet, UnreadableFileError
from shared.sheets.xlsx_file import XlsxFile


def open_sheet(file: Path) -> Sheet:
    """The file as rows.

    Raises:
        CannotGoOn: there is no such file, or it is in no form that is known.
    """
    if not file.is_file():
        raise CannotGoOn(Text("没有文件 {file}。", "There is no file {file}.").format(file=file))
    try:
        match file.suffix.lower():
            case ".xlsx" | ".xlsm":
                return XlsxFile(file, header_row)
            case ".ndjson" | ".jsonl":
                return NdjsonFile(file)
            case ".csv" | ".tsv" | ".txt":
                return CsvFile(file, header_row)
    except UnreadableFileError as error:
        raise CannotGoOn(
            Text("读不了 {file}：{why}", "{file} cannot be read: {why}").format(
                file=file, why=error.text
            )
        ) from error
    raise CannotGoOn(
        Text(
            "不认识 {name}。可以导入 .csv、.tsv、.xlsx、.ndjson。",
            "{name} is of no known kind. CSV, TSV, XLSX and NDJSON can be imported.",
        ).format(name=file.name)
    )
