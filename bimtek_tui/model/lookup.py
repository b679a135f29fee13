"""Who is meant by words that people type: one answer for the same words, wherever they are typed.

Words are compared by their letters: case, accents, blanks and signs make no difference. An agency is known by its
code, by its name, or by both beside each other; a person by the name, with titles and degrees or without. Words that
can mean two are no answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from .. import text
from ..i18n import _
from .workshop_entries import Agency


def vocabulary(words: str) -> frozenset[str]:
    """Words that stand beside each other as a set."""
    return frozenset(words.split())


INSTITUTIONS = vocabulary(
    "dinas badan kantor bagian sekretariat inspektorat kecamatan kelurahan universitas politeknik sekolah institut "
    "rumah rsud dprd polres kodim satuan bank pt cv perumda perusahaan asosiasi forum komunitas yayasan kementerian "
    "university"
)
"""First words of the names of institutions, by which a text is taken for one and not for a person."""
_CODES = vocabulary("rsud dprd polres kodim")
"""Those that are codes as well; the others are none: "Dinas Perhubungan" needs one before it."""

TITLES = vocabulary(
    "prof dr dra drs drg drh ir h hj kh tgk ust ustadz ustadzah bapak pak ibu bu sdr sdri saudara saudari mr mrs ms"
)
"""What stands before a name, with a point or without: Dr., Ir., H., Pak."""
DEGREES = vocabulary(
    "SE SH SP ST SIP SPd SKom SSos SSi SKM SPsi SAg SKep SKed SHum SPi SHut SIK STP SSTP SST AMd Ak Akt Apt Ners "
    "SE.Ak SPt SPn STr STrIP SSi Apt SIKom SH.I SHI SSy SPi SEI SIAN SIA SAP SAB STh SFil AMK AMKeb Amd AMa MTr MTrIP MTrAP MAB MKn MSP MCom MIKom MIS MIT MCs MPSDM MSc BSc BA LLM CFrA CRMP CFA CISA PMP CRA CGAP QIA CPMA "
    "MA MH MM MP MT MSi MKom MPd MAP MPA MBA MSc MEng MHum MKes MAg MPH MTI PhD CA CPA IPP IPM IPU"
)
"""What stands behind a name and belongs to it where it has no points: SE, MSi; with points it is known by them."""

POSITIONS = vocabulary(
    "kepala sekretaris kabid kabag kasi kasubbag kasubag kasubid kasubbid kadis plt plh pj pjs staf staff analis camat lurah "
    "ketua anggota wakil wali walikota bupati gubernur asisten direktur manajer manager koordinator pranata perencana pengelola "
    "pengawas penyuluh operator programmer fungsional jabatan dosen rektor dekan pejabat inspektur auditor arsiparis "
    "pustakawan kasat kapolres dandim narasumber pembicara pendamping head secretary director officer speaker"
)
"""First words of what somebody is in an office or comes as, where that is no role: Kepala Bidang, Analis, Camat."""

_CODE = r"[A-Za-z0-9][A-Za-z0-9._/&-]{0,30}"
_ABBREVIATION = r"[A-Z][A-Z0-9._/&-]{2,30}"
_WITH_POINTS = r"(?:[A-Za-z]{1,6}\.)+[A-Za-z]{0,6}"
_AND = vocabulary("dan serta atau and or & / +")
_BRACKETED = re.compile(r"(.*?)\s*\(([^()]+)\)")


def folded(words: str) -> str:
    """Words without case, accents and doubled blanks."""
    bare = words.casefold()
    if not bare.isascii():
        bare = "".join(
            sign for sign in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(sign)
        ).casefold()
    return " ".join(bare.split())


@lru_cache(maxsize=2048)
def letters(words: str) -> str:
    """Words as they are compared, without blanks and signs as well; where nothing else stands these stay (and # always)."""
    plain = folded(words)
    return "".join(sign for sign in plain if sign.isalnum() or sign == "#") or plain


def named(words: str, names: Collection[str], by: Callable[[str], str] = letters) -> str | None:
    """The one of these names that the words mean: itself, or the only one that is alike `by` its letters; else None."""
    if words in names:
        return words
    wanted = by(words)
    return _only(name for name in names if by(name) == wanted)


def _only(names: Iterable[str | None]) -> str | None:
    """The one name that is there, once or more often; None where there is none or another."""
    known = set(names) - {None}
    return known.pop() if len(known) == 1 else None


# People ---------------------------------------------------------------------------------------------------------


def person(words: str, names: Collection[str]) -> str | None:
    """The one of these people who is meant, with titles and degrees or without; None where it may be two."""
    return named(words, names) or named(words, names, bare)


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A name without titles, degrees, case and signs, to tell whether two may be one person."""
    first, *more = name.split(",")
    parts = re.sub(rf"(?i)^\s*(?:(?:{'|'.join(sorted(TITLES))})(?:\.\s*|\s+))+", "", first).split()
    while len(parts) > 1 and _is_degree_beside(parts[-1]):
        parts.pop()
    parts += [part for part in more if not is_degree(part)]
    return " ".join(bare_words(" ".join(parts)) or bare_words(name))


def is_degree(part: str) -> bool:
    """Whether what stands behind a comma belongs to the name before it: S.T., M. Si, Ph.D., SE."""
    close = part.replace(" ", "")
    return close in DEGREES or re.fullmatch(_WITH_POINTS, close) is not None


def _is_degree_beside(word: str) -> bool:
    """The same without a comma, where "Budi S." has an initial and no degree."""
    return word in DEGREES or (word.count(".") > word.endswith(".") and is_degree(word))


def bare_words(given: str) -> list[str]:
    """The words of a text as they are compared."""
    return re.findall(r"[^\W_]+", folded(given))


# Agencies -------------------------------------------------------------------------------------------------------


def is_institution(name: str) -> bool:
    """Whether a text looks like an institution rather than like a person: "Dinas Kesehatan", "DISKOMINFO"."""
    return next(iter(bare_words(name)), "") in INSTITUTIONS or re.fullmatch(_ABBREVIATION, name) is not None


def is_code(word: str) -> bool:
    """Whether a word may be the code of an agency and is not the beginning of a name."""
    return re.fullmatch(_CODE, word) is not None and word.casefold() not in INSTITUTIONS - _CODES


class Agencies:
    """The agencies of a session by what people call them; it remembers those that were taken and are in no list."""

    def __init__(self, listed: Mapping[str, Agency], also: Mapping[str, str] = MappingProxyType({})) -> None:
        """`also` is what a person said of names in no list: the code of the agency that is meant."""
        self._listed = listed
        self._known: dict[str, set[str]] = {letters(name): {code} for name, code in also.items()}
        self._unlisted: dict[str, str] = {}
        self._meant: dict[str, str] = {}
        for code, agency in listed.items():
            name = agency.name or code
            for called in (code, name, code + name, name + code):
                self._known.setdefault(letters(called), set()).add(code)

    def find(self, words: str) -> str | None:
        """The code of the agency that is called so: "dinkes", "Dinas Kesehatan", "Dinas Kesehatan Kota (DINKES)"."""
        if words in self._listed:
            return words
        if codes := self._known.get(letters(words)):
            return _only(codes)
        beside = _BRACKETED.fullmatch(words)
        return _only({self.find(part) for part in beside.groups()}) if beside else None

    def part(self, words: str) -> str | None:
        """The code of the agency that is called so, or whose code stands among the words: "Bidang IKP DISKOMINFO"."""
        parts = "".join(sign if sign.isalnum() or sign in "_./&-" else " " for sign in folded(words)).split()
        several = "," in words or _AND.intersection(parts)
        among = () if several else (named(part, self._listed) for part in parts)
        return self.find(words) or _only(among)

    def take(self, words: str) -> str:
        """The same, and the words themselves where there is no such agency, as `sentences` then says."""
        if words not in self._meant:
            self._meant[words] = self.part(words) or (
                self._unlisted.setdefault(letters(words), words) if words else ""
            )
        return self._meant[words]

    def did_you_mean(self, words: str) -> str:
        """What a sentence about words that name no agency ends with: which is probably meant, or ""."""
        known = {name: code for code, agency in self._listed.items() for name in (code, agency.name) if name}
        return text.did_you_mean(words, known, text.CODE, known)

    @property
    def taken(self) -> list[str]:
        """The agencies that were taken so far and are in no list."""
        return [*self._unlisted.values()]

    def sentences(self, since: int = 0) -> list[str]:
        """A sentence for each agency that was taken and is in no list; `since` so many were taken."""
        return [
            _("the agency “{agency}” is not in the list of agencies; it is taken as it is").format(
                agency=text.short(words, 40)
            )
            + self.did_you_mean(words)
            for words in self.taken[since:]
        ]
