"""The empty roster that a school fills in, with some invented people as an example."""

import tomllib
from importlib.resources import files
from pathlib import Path

from bot.errors import UserError
from bot.sheets_out import workbook


def template() -> bytes:
    """A workbook that the import takes as it is."""
    text = files("bot.services.enrolment").joinpath("template.toml").read_text("utf-8")
    sheets = tomllib.loads(text)["sheets"]
    return workbook((sheet["name"], sheet["rows"]) for sheet in sheets)


def write_template(path: Path) -> None:
    """Raises UserError where the file is there already."""
    try:
        with path.open("xb") as file:
            file.write(template())
    except FileExistsError:
        raise UserError("file_exists", path=path) from None
