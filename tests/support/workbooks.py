"""Small workbooks written by hand, as any program may write them: the parts that matter and nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def cells(row: int, *values: object) -> str:
    """A row: texts and numbers, a number with its style, an error (#DIV/0!), or the inside of a cell in <...>."""
    made = []
    for place, value in enumerate(values):
        name = f"{chr(65 + place)}{row}"
        if isinstance(value, tuple):
            made.append(f'<c r="{name}" s="{value[1]}"><v>{value[0]}</v></c>')
        elif isinstance(value, str) and value.startswith("#DIV"):
            made.append(f'<c r="{name}" t="e"><f>1/0</f><v>{value}</v></c>')
        elif isinstance(value, str) and value.startswith("<"):
            made.append(f'<c r="{name}">{value}</c>')
        elif isinstance(value, str):
            escaped = value.replace("&", "&amp;").replace("<", "&lt;")
            made.append(f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>')
        elif value is not None:
            made.append(f'<c r="{name}"><v>{value}</v></c>')
    return f'<row r="{row}">{"".join(made)}</row>'


def hidden(row: str) -> str:
    """A row that a filter or a person hides."""
    return row.replace("<row ", '<row hidden="1" ', 1)


def sheet(rows: str, merged: Sequence[str] = (), without: Sequence[int] = ()) -> str:
    """A sheet of these rows with merged cells (B2:B4) and hidden columns, counted from 1."""
    columns = "".join(f'<col min="{n}" max="{n}" width="9" hidden="1"/>' for n in without)
    cells = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    return (
        (f"<cols>{columns}</cols>" if columns else "")
        + f"<sheetData>{rows}</sheetData>"
        + (f"<mergeCells>{cells}</mergeCells>" if cells else "")
    )


def styles(*codes: str) -> dict[str, bytes]:
    """The part with these formats as styles 1, 2 ...: for `extra`."""
    formats = "".join(
        f'<numFmt numFmtId="{163 + n}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for n, code in enumerate(codes, 1)
    )
    used = "".join(f'<xf numFmtId="{n}"/>' for n in (0, *range(164, 164 + len(codes))))
    return {
        "xl/styles.xml": f'<styleSheet xmlns="{_NS}"><numFmts>{formats}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'.encode()
    }


def xlsx(
    path: Path,
    *sheets: str,
    extra: dict[str, bytes] | None = None,
    doctype: str = "",
    names: Sequence[str] = (),
) -> Path:
    """A workbook with these sheets, each the rows of it or what `sheet` makes; they are called Lembar1, Lembar2 ...

    Others are given as `names`; one that begins with a full stop is hidden.
    """
    numbers = range(1, len(sheets) + 1)
    hides = ' state="hidden"'
    called = names or [f"Lembar{n}" for n in numbers]
    listed = "".join(
        f'<sheet name="{name.lstrip(".")}" sheetId="{n}" r:id="rId{n}"{hides * (name[0] == ".")}/>'
        for n, name in zip(numbers, called, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_NS}" xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
    }
    for n, rows in enumerate(sheets, 1):
        inside = rows if "<sheetData>" in rows else sheet(rows)
        parts[f"xl/worksheets/sheet{n}.xml"] = f'{doctype}<worksheet xmlns="{_NS}">{inside}</worksheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(extra or {})}.items():
            archive.writestr(name, content)  # type: ignore[arg-type]
    return path


_OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def ods(path: Path, rows: str) -> Path:
    """An OpenDocument workbook with one sheet of these rows."""
    content = (
        f'<office:document-content xmlns:office="{_OPEN}:office:1.0" xmlns:table="{_OPEN}:table:1.0"'
        f' xmlns:text="{_OPEN}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Lembar1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OPEN}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in {
            "mimetype": kind,
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }.items():
            archive.writestr(name, part)
    return path
