"""The codes of what a file is as TOML and by its kinds, before its entries are held against each other.

What they say is as in `codes`, which puts them first.
"""

from __future__ import annotations

from ..i18n import N_

FILE_CODES: dict[str, tuple[str, str, str]] = {
    # The file as a whole
    "unreadable": (
        N_("The file can't be read, is not valid TOML, or is no session."),
        N_(
            "Nothing of it can be checked. Mend the line that is named in an editor; git has the last good state."
        ),
        'schema_version = 1\nmethod = "kominfo-1\n',
    ),
    "newer-format": (
        N_("The file was written by a newer bimtek."),
        N_(
            "It is shown and never edited, as this program might lose what it does not know. Use the newer one."
        ),
        'schema_version = 2\nmethod = "kominfo-1"\n',
    ),
    "older-format": (
        N_("The file is in an older format of bimtek."),
        N_(
            "It is read as it is and never rewritten in passing. “bimtek migrate” brings it to the format of today."
        ),
        'schema_version = 0\nmetode = "kominfo-1"\n',
    ),
    "unknown-method": (
        N_("The method that the session names is not known here."),
        N_("Without it stages, dimensions and books are unknown. Mend the name under “method”."),
        'schema_version = 1\nmethod = "kominfo-99"\n',
    ),
    "no-city": (
        N_("The table [city] is missing."),
        N_("Every book begins with the name of the city. Write the table with name, kind and province."),
        'schema_version = 1\nmethod = "kominfo-1"\n',
    ),
    "interleaved": (
        N_("Entries of one kind go on after entries of another kind."),
        N_("It is read, but comparing and merging is harder for people. “bimtek fmt” puts them together."),
        '[[agency]]\nid = "DISKOMINFO"\n\n[plan]\nshort_years = 1\n\n[[agency]]\nid = "BAPPEDA"\n',
    ),
    "false-banner": (
        N_("The comment above an entry names another one."),
        N_(
            "git takes it for the heading of what changes below, so that a reviewer reads a change as one of another entry. “bimtek fmt” writes the right one."
        ),
        '# sw-7k3q9fxd\n[[swot]]\nid = "sw-2m8h4tzc"\nquadrant = "threat"\ntext = "Banjir."\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "left-conflict": (
        N_("A text holds the marks that a merge leaves around a conflict."),
        N_(
            "Both sides stand in the text, and so in the books. Keep what is right, and delete the marks; “bimtek git install” has git merge entry by entry."
        ),
        '[plan]\nvision = """\n<<<<<<< HEAD\nKota cerdas\n=======\nKota pintar\n>>>>>>> usulan\n"""\n',
    ),
    "false-heading": (
        N_("A comment between keys, or a line of a text, that git takes for a heading."),
        N_(
            "In “git diff” what changes below it stands under that line and not under the name of the entry. “bimtek fmt” sets such a comment in by four spaces."
        ),
        '# sw-7k3q9fxd\n[[swot]]\nid = "sw-7k3q9fxd"\n# dari rapat kedua\nquadrant = "threat"\ntext = "Banjir."\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "byte-order-mark": (
        N_("The file begins with a byte order mark, three bytes that some Windows editors write."),
        N_("It is read and kept, yet other readers of TOML refuse it. “bimtek fmt” takes it out."),
        "⟨EF BB BF⟩schema_version = 1\n",
    ),
    "crlf": (
        N_("Lines of the file end as on Windows."),
        N_(
            "They are read and kept, yet a comparison in git shows every line. “bimtek fmt” writes plain ones; “text eol=lf” in .gitattributes keeps them so."
        ),
        "schema_version = 1␍␊\n",
    ),
    "no-final-newline": (
        N_("The last line of the file has no line end."),
        N_(
            "It is read and kept, yet the next entry makes git show that line as changed. “bimtek fmt” ends it."
        ),
        'schema_version = 1␊method = "kominfo-1"',
    ),
    # Tables and keys
    "unknown-table": (
        N_("A table that a session does not have."),
        N_("It is kept and has no effect: nothing of it comes into a book. Mend its name or take it out."),
        '[comitment]\ntitle = "Komitmen Bersama"\n',
    ),
    "wrong-table": (
        N_("A table is written in the wrong form: in line, or as one table where there are many."),
        N_(
            "It can't be edited entry by entry. Write the form that is named; what stands in line “bimtek fmt” lays out."
        ),
        '[agency]\nid = "DISKOMINFO"\n',
    ),
    "unknown-key": (
        N_("A key that this kind of entry does not have."),
        N_(
            "It is kept and has no effect: what stands there comes into no book. Mend its name or take it out."
        ),
        '[plan]\nvison = "Kota yang cerdas."\n',
    ),
    "missing-key": (
        N_("An entry lacks a key that every entry of its kind needs."),
        N_("The entry is kept in the file and left out of figures and books. Add the key."),
        '[[agency]]\nname = "Dinas Komunikasi dan Informatika"\n',
    ),
    "unknown-value": (
        N_("A key holds a word that is not among those it takes."),
        N_(
            "What stands there is kept in the file and has no effect; an entry that needs the key is left out. Take one of the words named."
        ),
        '[plan]\nlegal_target = "perwal"\n',
    ),
    "out-of-range": (
        N_("A number is too small or too large for its key."),
        N_(
            "What stands there is kept in the file and has no effect; an entry that needs the key is left out. Correct the number."
        ),
        "[plan]\nperiod_start = 20260\n",
    ),
    "two-readings": (
        N_("A decimal number with three digits behind its point, which many read as thousands."),
        N_(
            "It counts as the decimal. Where thousands are meant write them without a point; a decimal is clear with fewer digits behind the point or one more."
        ),
        'schema_version = 1\nmethod = "kominfo-1"\n\n[city]\nname = "Kota Uji"\nkind = "kota"\nprovince = "Riau"\narea_km2 = 186.400\n',
    ),
    "wrong-type": (
        N_("A key holds another type of value than it takes, such as a text for a number or a date."),
        N_(
            "What stands there is kept in the file and has no effect; an entry that needs the key is left out. Write it as the sentence says."
        ),
        '[plan]\nperiod_start = "2026"\n',
    ),
    "empty-value": (
        N_("A key stands there without a value."),
        N_("A reviewer can't tell whether something was lost. Fill it in, or leave the key out."),
        '[plan]\ntheme = ""\n',
    ),
    "unclean-text": (
        N_("A text holds control characters or line breaks that are not shown."),
        N_("What a reviewer reads is not what is stored. Edit the text to drop them."),
        '[plan]\ntheme = "Kota\\u202e cerdas"\n',
    ),
    "decomposed-text": (
        N_("Letters of a text are written with their marks as signs of their own, as some Macs do."),
        N_(
            "Two texts that look the same then differ in git and in a search. “bimtek fmt” makes one sign of each letter."
        ),
        '[plan]\ntheme = "Cafe\\u0301 warga"\n',
    ),
    "bad-id": (
        N_("The id of an entry does not have the form that bimtek gives."),
        N_(
            "Ids that people make up are given twice sooner or later, and a merge then mixes two entries. Copy the form: prefix, hyphen, 8 characters."
        ),
        '[[mission]]\nid = "ms-1"\ntext = "Melayani."\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "duplicate-id": (
        N_("Two entries of one kind have the same id."),
        N_("Only the first one is used; the second is kept in the file. Give one of them another id."),
        '[[agency]]\nid = "DISKOMINFO"\n\n[[agency]]\nid = "DISKOMINFO"\n',
    ),
}
"""By code what it means, what to do, and an example."""

NAMED_FILE_CODES: dict[str, tuple[str, str, str]] = {
    "file-outside": (
        N_("A file is named that is not in the folder of the session."),
        N_("Nobody else has it, so it is not used. Copy it into the folder and write its name alone."),
        '[identity]\nlogo = "../logo.png"\n',
    ),
    "file-missing": (
        N_("A file is named that is not there, or is none."),
        N_("Books leave it out. Copy it into the folder of the session, or mend the name."),
        '[identity]\nlogo = "lambang-kota.png"\n',
    ),
    "no-picture": (
        N_("A logo or a picture is neither PNG nor JPEG."),
        N_("Books leave it out. Save it as one of the two."),
        'logo = "logo.svg"  # bukan PNG atau JPEG\n',
    ),
    "picture-damaged": (
        N_("A logo or a picture ends before its end: it was not copied whole."),
        N_("Books leave it out. Copy it once more, or open it and save it anew as PNG or JPEG."),
        'logo = "logo.png"  # terpotong\n',
    ),
    "picture-too-large": (
        N_("A logo or a picture has more than 5 MB or 25 megapixels."),
        N_("Books leave it out, as they would become too large to send. Save it smaller."),
        'logo = "logo.png"  # 12 MB\n',
    ),
    "no-document": (
        N_("The document whose styles Word books are to have is no Word file."),
        N_("Books are made with the styles of the program. Save it in Word as .docx, without a password."),
        'reference_doc = "contoh.doc"  # bukan .docx\n',
    ),
    "document-too-large": (
        N_(
            "The document whose styles Word books are to have has more than 20 MB, or unpacked more than 80 MB."
        ),
        N_("Books are made with the styles of the program. Save it without its text and pictures."),
        'reference_doc = "contoh.docx"  # 30 MB\n',
    ),
    "lacking-styles": (
        N_("The document whose styles Word books are to have lacks some that they need."),
        N_(
            "For these the program takes its own. Where they should look like the others, use each of them once in that document, delete the text and save."
        ),
        'reference_doc = "contoh.docx"  # tanpa gaya Caption\n',
    ),
}
"""Codes of findings about the files that a session names."""
