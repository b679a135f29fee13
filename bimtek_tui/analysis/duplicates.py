"""Entries that say nearly the same: pointed out while one types, and programs that several agencies propose.

Two texts are compared by the words that say what they are about. Words that link, and words that only say how things
stand ("belum", "kurang") or that every program has ("pengembangan", "sistem"), are left out: "Anggaran TIK kecil" and
"Anggaran TIK terbatas" are about the same. What is near is a hint for people and decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from msgspec import Struct

from ..model.entries import Program, counts
from ..model.kinds import kind_of
from ..model.program_codes import tidy
from .tally import grouped

NEAR = 84
"""Similarity, of 100, from which on two texts are near (assumption: tried on the samples, where entries that differ reach 76, and on rephrased ones)."""
ELSEWHERE = 8
"""What similarity loses where the entries stand in different quadrants (assumption)."""
ONE_IN = 3
"""The shorter text must have one in so many of the longer one's words: a phrase is in many sentences (assumption)."""

_MOST = 100
"""Texts that are compared closely: those with the most words in common."""
_RARE, _COMMON = 3, 500
"""The rarest words of a text choose those, and all that are not in so many entries."""
_WORD = re.compile(r"[^\W_]+")
_LINKING = frozenset(
    _WORD.findall("""
    a ada adalah adanya agar akan antar antara atas atau bagi bahwa berbasis bila dalam dan dari dengan di for hingga
    in itu ini jika juga karena ke kepada lewat maka melalui menurut namun of oleh pada para per saat sampai sebagai
    secara sebuah sehingga seluruh semua serta setiap suatu supaya telah tentang terhadap tersebut tetapi the to untuk
    yaitu yang
    """)
)
_STATE = frozenset(
    _WORD.findall("""
    baik banyak baru belum besar beberapa buruk cukup hanya kecil kekurangan kurang kurangnya lebih lemah lemahnya
    masih memadai merata minim minimnya optimal rendah rendahnya sangat sedikit sering sudah terbatas terbatasnya
    keterbatasan terlalu terutama tidak tinggi
    """)
)
_OF_EVERY_PROGRAM = frozenset(
    _WORD.findall("""
    cerdas daerah implementasi informasi kabupaten kegiatan kota manajemen optimalisasi pelaksanaan pembangunan
    pembuatan penerapan pengadaan pengembangan penguatan peningkatan penyediaan penyusunan program sistem smart
    """)
)
"""Words that say nothing of the subject (assumption: from the samples and from usual titles of programs)."""


class Near(Struct, frozen=True):
    """An entry that says nearly the same: `similarity` from `NEAR` to 100, and whether its quadrant is another."""

    entry: Any
    similarity: int
    elsewhere: bool = False


class Overlap(Struct, frozen=True):
    """Programs that are nearly the same or carry one code, in the order of capture; `similarity` of the closest.

    `pairs` are those that hold the group together, each with its similarity: one fewer than there are programs.
    """

    programs: tuple[Program, ...]
    similarity: int
    pairs: tuple[tuple[Program, Program, int], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that several of these programs carry."""
        carried = (one_code(first, second) for first, second, _similarity in self.pairs)
        return tuple(dict.fromkeys(filter(None, carried)))


class Known:
    """The entries of one kind that count, made ready for being compared with a text at every key.

    `update` it with the table of the session when that has changed; it looks only at what is new.
    """

    def __init__(self, entries: Mapping[str, Any] | None = None) -> None:
        self._entries: dict[str, Any] = {}
        self._texts: dict[str, str] = {}
        self._with: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.update(entries or {})

    def update(self, entries: Mapping[str, Any]) -> None:
        """Know these entries (by id) and no others."""
        for id in self._entries.keys() - entries.keys():
            self._forget(id)
        for id, entry in entries.items():
            if self._entries.get(id) is not entry:
                self._forget(id)
                self._entries[id] = entry
                if counts(entry) and (words := subject(getattr(entry, kind_of(entry).text_key) or "")):
                    self._learn(id, words)

    def _learn(self, id: str, words: tuple[str, ...]) -> None:
        self._texts[id] = " ".join(words)
        for word in words:
            self._with[word][id] = None

    def _forget(self, id: str) -> None:
        self._entries.pop(id, None)
        for word in self._texts.pop(id, "").split():
            del self._with[word][id]

    def near(self, typed: str, *, quadrant: str | None = None, but: str = "", most: int = 5) -> list[Near]:
        """The entries that say nearly what is being typed, the nearest first; `but` is the id of the one edited.

        Entries of another quadrant than the one given come later and must be nearer. Empty for less than two words.
        """
        if len(_telling(typed)) < 2:
            return []
        matches = []
        for id, similarity, as_a_whole in self._near(subject(typed)):
            entry = self._entries[id]
            elsewhere = quadrant is not None and getattr(entry, "quadrant", quadrant) != quadrant
            rank = similarity - (ELSEWHERE if elsewhere else 0)
            if id != but and rank >= NEAR:
                matches.append(((-rank, -as_a_whole, id), Near(entry, round(similarity), elsewhere)))
        matches.sort(key=lambda match: match[0])
        return [match for _rank, match in matches[:most]]

    def _near(self, words: tuple[str, ...]) -> list[tuple[str, float, float]]:
        """Id, similarity from `NEAR` to 100, and similarity of the texts as a whole (0 to 100), in no order."""
        from rapidfuzz import fuzz, process  # when the first text is compared

        text = " ".join(words)
        alike = process.extract(
            text, self._texts, scorer=fuzz.ratio, processor=None, score_cutoff=NEAR, limit=_MOST
        )
        best = {id: (score, score) for _text, score, id in alike}
        shared: Counter[str] = Counter()
        with_word = sorted((self._with.get(word, {}).keys() for word in words), key=len)
        for place, ids in enumerate(with_word):
            if place < _RARE or len(ids) < _COMMON:
                shared.update(ids)
        for id, number in shared.most_common(_MOST):
            other = self._texts[id]
            fewer, more = sorted((len(words), other.count(" ") + 1))
            if number > 1 and fewer * ONE_IN >= more:
                score = fuzz.token_set_ratio(text, other, processor=None, score_cutoff=NEAR)
                if score:
                    best[id] = (score, fuzz.ratio(text, other))
        return [(id, *scores) for id, scores in best.items()]


def overlapping(programs: Iterable[Program], but: Collection[frozenset[str]] = ()) -> list[Overlap]:
    """Groups of programs that count and carry one code, or say nearly the same and are not known to be of one agency.

    Those with one code come first, then the nearest. The agency is the lead, else who proposed the program; where
    neither is known it may be another. Pairs of ids in `but` make no group by themselves.
    """
    known = Known()
    group: dict[str, str] = {}
    pairs: list[tuple[Program, Program, int]] = []
    listed = {program.id: program for program in programs if counts(program)}
    with_code: defaultdict[str, list[str]] = defaultdict(list)

    def head(id: str) -> str:
        while group[id] != id:
            group[id] = group[group[id]]
            id = group[id]
        return id

    for id, program in listed.items():
        group[id] = id
        coded = with_code[tidy(program.code)] if program.code else []
        if other := next((other for other in coded if frozenset((other, id)) not in but), ""):
            group[id] = head(other)
            pairs.append((listed[other], program, _similarity(listed[other], program)))
        coded.append(id)
        words = subject(program.name)
        near = sorted(known._near(words), key=lambda pair: (-pair[1], pair[0])) if words else []
        for other, similarity, _as_a_whole in near:
            first, second = head(other), head(id)
            if first != second and _may_differ(program, listed[other]) and frozenset((other, id)) not in but:
                group[second] = first
                pairs.append((listed[other], program, round(similarity)))
        known._learn(id, words)
    members = grouped(listed.values(), lambda program: head(program.id))
    groups = grouped(pairs, lambda pair: head(pair[0].id))
    overlaps = [
        Overlap(tuple(group_of), max(pair[2] for pair in groups[first]), tuple(groups[first]))
        for first, group_of in members.items()
        if len(group_of) > 1
    ]
    return sorted(overlaps, key=lambda overlap: (not overlap.codes, -overlap.similarity))


def one_code(first: Program, second: Program) -> str:
    """The code that both of these programs carry, "" where they do not."""
    code = tidy(first.code or "")
    return code if code == tidy(second.code or "") else ""


def _similarity(first: Program, second: Program) -> int:
    from rapidfuzz import fuzz  # when the first text is compared

    return round(fuzz.token_set_ratio(*(" ".join(subject(program.name)) for program in (first, second))))


def _may_differ(program: Program, other: Program) -> bool:
    agencies = (program.lead or program.source, other.lead or other.source)
    return None in agencies or agencies[0] != agencies[1]


def subject(text: str) -> tuple[str, ...]:
    """The words that say what a text is about, sorted, each once; all that tell something where none does so."""
    telling = _telling(text)
    words = telling - _STATE - _OF_EVERY_PROGRAM
    return tuple(sorted(words or telling))


def _telling(text: str) -> frozenset[str]:
    words = (
        word[:-3] if word.endswith("nya") and len(word) > 6 else word
        for word in _WORD.findall(text.casefold())
    )
    return frozenset(words) - _LINKING
