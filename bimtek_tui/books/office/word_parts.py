"""What a Word file of ours is set in: styles, settings, paragraphs and runs, as WordprocessingML.

Written as XML, not through python-docx, which has no word for half of it. All measures are those of the format:
twentieths of a point (twips), half points for letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .blocks import Run
from .formats import SMALLEST
from .look import Look

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MONOSPACED = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
TABLE_TEXT = (
    ("IsiTabel", "Isi Tabel", 20),
    ("IsiTabelKecil", "Isi Tabel Kecil", SMALLEST),
)
"""Styles of what stands in tables: id, name, size of the letters, from the largest to the smallest."""


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


OUTLINE = 2
"""The id of the list that numbers the headings: its levels are chapters, sections and sections of sections."""
_NUMBERED = f'<w:numPr><w:ilvl w:val="{{}}"/><w:numId w:val="{OUTLINE}"/></w:numPr>'
_KEPT = "<w:keepNext/><w:keepLines/>"
_BOLD = "<w:b/><w:bCs/>"
_GREY = '<w:color w:val="7F7F7F"/>'
_LEFT, _CENTRED = '<w:jc w:val="left"/>', '<w:jc w:val="center"/>'
_NO_ROOM = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_CLOSE = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
_LEADER = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs><w:spacing w:after="20" w:line="252" w:lineRule="auto"/>'
_RULE = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="6" w:color="C55A11"/></w:pBdr>'
_INK = '<w:color w:val="{ink}"/>'
_BELOW = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="12" w:color="{rule}"/></w:pBdr>'
_TINTED = '<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>'

_STYLES: dict[str, tuple[str, str, str]] = {
    "Lambang": ("Lambang", _spacing(600, 240) + _CENTRED, ""),
    "Pemerintah": ("Pemerintah", _spacing(0, 0) + _CENTRED, _BOLD + "<w:caps/>" + _size(30)),
    "Title": (
        "Title",
        _BELOW + _spacing(1200, 480) + _CENTRED,
        _BOLD + "<w:caps/>" + _INK + _size(40),
    ),
    "Judul": ("Judul", _spacing(0, 360) + _CENTRED, _BOLD + "<w:caps/>" + _size(32)),
    "Sampul": ("Sampul", _spacing(0, 160) + _CENTRED, _size(26)),
    "Penerbit": ("Penerbit", _spacing(0, 60) + _CENTRED, _BOLD + _size(26)),
    "Kop1": ("Kop 1", _NO_ROOM + _CENTRED, _size(26)),
    "Kop2": ("Kop 2", _NO_ROOM + _CENTRED, _BOLD + _size(30)),
    "Kop3": ("Kop 3", _NO_ROOM + _CENTRED, _size(19)),
    "Heading1": (
        "heading 1",
        f'{_KEPT}<w:pageBreakBefore/>{_NUMBERED.format(0)}{_spacing(0, 360)}{_CENTRED}<w:outlineLvl w:val="0"/>',
        _BOLD + "<w:caps/>" + _INK + _size(28),
    ),
    "Heading2": (
        "heading 2",
        f'{_KEPT}{_NUMBERED.format(1)}{_spacing(280, 120)}{_LEFT}<w:outlineLvl w:val="1"/>',
        _BOLD + _INK + _size(24),
    ),
    "Heading3": (
        "heading 3",
        f'{_KEPT}{_NUMBERED.format(2)}{_spacing(240, 120)}{_LEFT}<w:outlineLvl w:val="2"/>',
        _BOLD + _INK + _size(22),
    ),
    "Heading4": (
        "heading 4",
        f'{_KEPT}{_spacing(200, 80)}{_LEFT}<w:outlineLvl w:val="3"/>',
        _BOLD + "<w:i/><w:iCs/>" + _INK,
    ),
    "Caption": ("caption", _KEPT + _spacing(200, 80) + _CENTRED, _size(20)),
    "Tugas": ("Tugas", _RULE + _TINTED + _LEFT, ""),
    "Baris": (
        "Baris",
        f'<w:spacing w:after="160" w:line="240" w:lineRule="auto"/>{_LEFT}',
        _MONOSPACED + _size(18),
    ),
    "ListParagraph": ("List Paragraph", '<w:spacing w:after="60"/>', ""),
    **{id: (name, _CLOSE + _LEFT, _size(size)) for id, name, size in TABLE_TEXT},
    "Sela": ("Sela", '<w:spacing w:after="0" w:line="160" w:lineRule="exact"/>', _size(8)),
    "Akhir": ("Akhir", '<w:spacing w:after="0" w:line="20" w:lineRule="exact"/>', _size(2)),
    "Segel": ("Segel", '<w:spacing w:before="360"/>' + _LEFT, _GREY + _size(13)),
    "TOC1": ("toc 1", f'{_LEADER}<w:ind w:left="425" w:right="567" w:hanging="425"/>{_LEFT}', _BOLD),
    "TOC2": ("toc 2", f'{_LEADER}<w:ind w:left="850" w:right="567" w:hanging="425"/>{_LEFT}', ""),
    "TableofFigures": (
        "table of figures",
        f'{_LEADER}<w:ind w:left="425" w:right="567" w:hanging="425"/>{_LEFT}',
        "",
    ),
    "Header": ("header", _NO_ROOM + _LEFT, '<w:color w:val="595959"/>' + _size(18)),
    "Footer": ("footer", _spacing(0, 0) + _CENTRED, _size(20)),
}
"""Each style by its id: name, properties of the paragraph, properties of the letters."""

_FACE = "Times New Roman"
"""PDF has Libertinus Serif, drawn to stand in its place: there is no typeface that both Word and typst bring along."""
_FONT = f'<w:rFonts w:ascii="{_FACE}" w:hAnsi="{_FACE}" w:eastAsia="{_FACE}" w:cs="{_FACE}"/>'
_BORDER = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def styles(width: int, look: Look) -> Iterable[str]:
    """What all letters have in common, then each style; `width` is that of the text on a page held upright."""
    yield (
        f"<w:docDefaults {NAMESPACE}><w:rPrDefault><w:rPr>{_FONT}"
        '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    yield (
        f'<w:style {NAMESPACE} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
    )
    yield (
        f'<w:style {NAMESPACE} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    for id, (name, paragraph, letters) in _STYLES.items():
        paragraph = paragraph.replace("{width}", str(width)).replace("{rule}", look.rule)
        letters = letters.replace("{ink}", look.ink)
        following = '<w:next w:val="Normal"/>' if id.startswith("Heading") else ""
        yield (
            f'<w:style {NAMESPACE} w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/><w:pPr>{paragraph}</w:pPr>'
            f"<w:rPr>{letters}</w:rPr></w:style>"
        )
    yield (
        f'<w:style {NAMESPACE} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )
    yield (
        f'<w:style {NAMESPACE} w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDER}</w:tblBorders><w:tblCellMar>'
        '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.tint}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def settings(even_and_odd: bool) -> Iterable[str]:
    """Fields are to be brought up to date when the file is opened: Word asks before it does."""
    yield f'<w:defaultTabStop {NAMESPACE} w:val="720"/>'
    if even_and_odd:
        yield f"<w:evenAndOddHeaders {NAMESPACE}/>"
    yield f'<w:updateFields {NAMESPACE} w:val="true"/>'
    yield (
        f'<w:compat {NAMESPACE}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    yield f'<w:themeFontLang {NAMESPACE} w:val="id-ID"/>'


def escaped(characters: str) -> str:
    """Text as XML can carry it; what it can't becomes the sign for a character that is not known."""
    return NOT_IN_XML.sub("\ufffd", characters).translate(_SPECIAL)


def runs(pieces: Iterable[Run], more: str = "") -> str:
    """Letters with their looks; `more` is put before the properties of each."""
    return "".join(_run(run, more) for run in pieces if run.text)


def _run(run: Run, more: str) -> str:
    return letters(run.text, looks(run, more))


def looks(run: Run, more: str = "") -> str:
    """The properties of letters that look like this, `more` before them."""
    if run.code:
        more = _MONOSPACED + more
    if run.bold and _BOLD not in more:
        more += _BOLD
    if run.italic:
        more += "<w:i/><w:iCs/>"
    if run.struck:
        more += "<w:strike/>"
    return more


def letters(characters: str, looks: str = "") -> str:
    """A run of letters; line breaks and tabs are kept."""
    shown = escaped(characters.replace("\r\n", "\n").replace("\r", "\n"))
    if "\n" in shown or "\t" in shown:
        shown = shown.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        shown = shown.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{shown}</w:t></w:r>'


def paragraph(style: str, inner: str, properties: str = "") -> str:
    """A paragraph in a style; `properties` come in the order of the schema, `keepNext` before `jc`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def field(code: str, shown: str, looks: str = "") -> str:
    """A field with what it shows until it is brought up to date."""
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>{letters(shown, looks) if shown else ""}'
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )
