"""A rendered book as parts of a document, for Word, PDF and HTML: cover, chapters, headings, tables.

Read from the Markdown that was verified, so that all formats say the same. What Markdown can't say follows from how
our books are laid out: where the chapters begin, which table a caption belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from ..numbering import ANNEX, CHAPTER
from ..outline import parse
from . import foreign_words
from .amounts import unit
from .blocks import SOURCE, Align, Block, Heading, Items, Lines, Paragraph, Picture, Run, Runs, Table, plain

Role = Literal["front", "contents", "tables", "pictures", "chapter", "annex", "plain"]

LISTS: tuple[Role, ...] = ("contents", "tables", "pictures")
"""What is made anew from the headings or captions in every format, since only there the pages are known."""
FRONT: tuple[Role, ...] = ("front", *LISTS)
"""What stands before the first chapter."""
_ROLES: dict[str, Role] = {"DAFTAR ISI": "contents", "DAFTAR TABEL": "tables", "DAFTAR GAMBAR": "pictures"}
_WORK = "Masterplan"
_REGULATIONS = ("RANCANGAN PERATURAN", "RANCANGAN KEPUTUSAN")
_STYLES = {"strong": "bold", "em": "italic", "s": "struck"}


class Chapter(Struct, frozen=True):
    """What stands under one heading of level 2; `plain` is what has none, in a document without chapters.

    Pages of ``front``, ``contents``, ``tables`` and ``pictures`` are numbered in Roman digits, from the first chapter on in Arabic.
    """

    role: Role
    title: Runs
    blocks: tuple[Block, ...]

    @property
    def is_list(self) -> bool:
        """Whether it is one of the lists in front of a book."""
        front = self.role == "front" and all(isinstance(block, Items) for block in self.blocks)
        return front or self.role in LISTS


class Document(Struct, frozen=True):
    """A title, what stands on the cover below it, and the chapters.

    Only a book with chapters (`is_book`) has a cover of its own; elsewhere `cover` is empty and the title stands above the text.
    `work` is what the book is a part of, which its cover names first.
    """

    title: Runs
    cover: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    work: Runs = ()

    @property
    def subject(self) -> str:
        """What it is about: the first line below the title of a cover."""
        if self.work:
            return plain(self.work).replace("\n", " ")
        lines = (block for block in self.cover if isinstance(block, Paragraph) and not block.is_task)
        return next((plain(line.runs).replace("\n", " ") for line in lines), "")

    @property
    def is_book(self) -> bool:
        return not self.is_regulation and any(chapter.role == "chapter" for chapter in self.chapters)

    @property
    def is_regulation(self) -> bool:
        """Whether it is the draft of a regulation, which is set as such and bears no letterhead."""
        return plain(self.title).startswith(_REGULATIONS)


def read(markdown: str) -> Document:
    """The document that a rendered book is."""
    title: Runs = ()
    chapters = [Chapter("plain", (), ())]
    gathered: list[Block] = []
    for level, runs, blocks in _parts(parse(markdown)):
        if level == 1:
            title, gathered = runs, blocks
        elif level == 2:
            chapters[-1] = _with(chapters[-1], gathered)
            chapters.append(Chapter(_role(plain(runs), chapters), runs, ()))
            gathered = blocks
        else:
            gathered += [Heading(level, runs), *blocks] if level else blocks
    chapters[-1] = _with(chapters[-1], gathered)
    first, *rest = _listed_alike(chapters)
    document = Document(title, (), tuple(rest))
    if document.is_book:
        work, cover = _work(first.blocks)
        return Document(title, cover, document.chapters, work)
    return Document(title, (), (first, *rest) if first.blocks else document.chapters)


def _work(blocks: tuple[Block, ...]) -> tuple[Runs, tuple[Block, ...]]:
    """What a book says in bold lines first on its cover that it is a part of, and what follows."""
    lines: list[str] = []
    for block in blocks:
        if not (isinstance(block, Paragraph) and block.runs and all(run.bold for run in block.runs)):
            break
        lines.append(plain(block.runs))
    if not lines or not lines[0].startswith(_WORK):
        return (), blocks
    return (Run("\n".join(lines)),), blocks[len(lines) :]


def _listed_alike(chapters: Sequence[Chapter]) -> Iterator[Chapter]:
    """The chapters, captions in the list of tables as they stand above their tables, with the unit of all amounts."""
    captions = {
        plain(block.caption[:-1]): block.caption
        for chapter in chapters
        for block in chapter.blocks
        if isinstance(block, Table) and len(block.caption) > 1
    }
    for chapter in chapters:
        if chapter.role == "tables":
            blocks = [
                replace(
                    block,
                    items=tuple((depth, captions.get(plain(runs), runs)) for depth, runs in block.items),
                )
                if isinstance(block, Items)
                else block
                for block in chapter.blocks
            ]
            chapter = _with(chapter, blocks)
        yield chapter


def _with(chapter: Chapter, blocks: list[Block]) -> Chapter:
    return Chapter(chapter.role, chapter.title, tuple(blocks))


def _role(title: str, before: Sequence[Chapter]) -> Role:
    if title in _ROLES:
        return _ROLES[title]
    if CHAPTER.match(title):
        return "chapter"
    if ANNEX.match(title):
        return "annex"
    return "plain" if any(section.role in ("chapter", "annex") for section in before) else "front"


def _parts(tokens: list[Token]) -> Iterator[tuple[int, Runs, list[Block]]]:
    """Level and text of each heading with the blocks up to the next one; level 0 is what stands before all."""
    level = 0
    title: Runs = ()
    blocks: list[Block] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        end = _end(tokens, place)
        if token.type == "heading_open":
            yield level, title, blocks
            level, title, blocks = int(token.tag[1]), _runs(tokens[place + 1]), []
        elif (block := _block(tokens[place:end])) is not None:
            _add(blocks, block)
        place = end
    yield level, title, blocks


def _add(blocks: list[Block], block: Block) -> None:
    """Put a block behind these; captions and sources become parts of what they belong to."""
    before = blocks[-1] if blocks else None
    if isinstance(block, Table):
        if isinstance(before, Paragraph) and _is_caption(before, "Tabel"):
            blocks.pop()
            block = Table(before.runs, block.align, block.head, block.rows)
        block = _in_one_unit(block)
    elif isinstance(before, Picture) and isinstance(block, Paragraph):
        if not before.caption and _is_caption(block, "Gambar"):
            block = replace(before, caption=block.runs)
            blocks.pop()
        elif not before.source and plain(block.runs).startswith(SOURCE):
            block = replace(before, source=block.runs)
            blocks.pop()
    blocks.append(block)


def _end(tokens: list[Token], start: int) -> int:
    """Where the block that begins here ends."""
    depth = 0
    for place in range(start, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place + 1
    return len(tokens)


def _block(tokens: list[Token]) -> Block | None:
    match tokens[0].type:
        case "paragraph_open":
            return _picture(tokens[1]) or Paragraph(_runs(tokens[1]))
        case "bullet_list_open":
            return Items(tuple(_items(tokens)), None)
        case "ordered_list_open":
            return Items(tuple(_items(tokens)), int(tokens[0].attrGet("start") or 1))
        case "fence" | "code_block":
            return Lines(tokens[0].content.rstrip("\n"))
        case "table_open":
            return _table(tokens)
    return None


def _picture(token: Token) -> Picture | None:
    """The picture that a paragraph holds, if it holds nothing else."""
    match token.children:
        case [Token(type="image") as image]:
            return Picture(str(image.attrGet("src")), plain(_runs(image)), (), ())
    return None


def _items(tokens: list[Token]) -> Iterator[tuple[int, Runs]]:
    depth = -1
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "inline":
            yield depth, _runs(token)


def _table(tokens: list[Token]) -> Table:
    rows: list[list[Runs]] = []
    align: list[Align] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            align.append(_align(str(token.attrGet("style") or "")))
        elif token.type == "inline":
            rows[-1].append(_runs(token))
    head, *body = rows or [[]]
    return Table((), tuple(align), tuple(head), tuple(map(tuple, body)))


def _in_one_unit(table: Table) -> Table:
    """The table with its amounts as plain numbers, and their unit in the heads or, for many columns, in the caption."""
    used = unit([*map(plain, table.head)], [[*map(plain, row)] for row in table.rows])
    if used is None:
        return table
    said = Run(f" ({used.name})")
    in_caption = used.is_of_all and bool(table.caption)
    head = tuple(
        (*cell, said) if place in used.columns and not in_caption else cell
        for place, cell in enumerate(table.head)
    )
    rows = tuple(
        tuple(
            _with_text(cell, used.number(plain(cell))) if place in used.columns else cell
            for place, cell in enumerate(row)
        )
        for row in table.rows
    )
    return Table((*table.caption, said) if in_caption else table.caption, table.align, head, rows)


def _with_text(runs: Runs, text: str) -> Runs:
    """Other letters in the look that these begin with."""
    return (replace(runs[0], text=text),) if runs and plain(runs) != text else runs


def _align(style: str) -> Align:
    return "right" if "right" in style else "center" if "center" in style else "left"


def _is_caption(block: Paragraph, word: str) -> bool:
    runs = block.runs
    return bool(runs) and runs[0].bold and runs[0].text.startswith(word)


def _runs(token: Token) -> Runs:
    runs: list[Run] = []
    looks: list[str] = []
    for child in token.children or ():
        name = child.type.removesuffix("_open").removesuffix("_close")
        if child.type == "text" and not child.content:
            continue
        if name in _STYLES:
            if child.nesting > 0:
                looks.append(_STYLES[name])
            elif child.nesting < 0:
                looks.remove(_STYLES[name])
        elif child.type in ("text", "code_inline", "softbreak", "hardbreak"):
            characters = {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)
            run = Run(characters, code=child.type == "code_inline", **dict.fromkeys(looks, True))
            if runs and replace(runs[-1], text=characters) == run:
                run = replace(run, text=runs.pop().text + characters)
            runs.append(run)
    return tuple(part for run in runs for part in _with_foreign_words(run))


def _with_foreign_words(run: Run) -> Iterator[Run]:
    """Letters in parts, of which foreign words are in italics; what is in italics or code already stays as it is."""
    if run.italic or run.code:
        yield run
        return
    for part, foreign in foreign_words.split(run.text):
        yield replace(run, text=part, italic=foreign)
