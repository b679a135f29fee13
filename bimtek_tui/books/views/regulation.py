"""The draft regulation that enacts the masterplan, as views: whose it is, what it rests on, and what its chapters can say.

How a regulation is built follows annex II of Law 12/2011 on making legislation; the names of regional legal products
follow Regulation 80/2015 of the Minister of Home Affairs. What the session does not know makes no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...analysis import budget, horizons, organisation, programs, tally
from ...analysis.follow_up import last_recorded
from ...model.entries import Horizon, Session, counting
from ...model.method import Method
from .. import indonesian
from ..gaps import Gap
from ..terms import WORDS
from .base import Figure, Text, View, Views, in_order, name_in

_HEADS = {"kota": "Wali Kota", "kabupaten": "Bupati", "provinsi": "Gubernur"}
_OWN = {"kota": "perwali", "kabupaten": "perbup", "provinsi": "pergub"}
"""The regulation that the head of a region of this kind makes."""
_KINDS = {"kota": "Kota", "kabupaten": "Kabupaten", "provinsi": "Provinsi"}
_SUBJECT = "Masterplan Smart City"
_RANKS = (
    r"undang-undang dasar|uud\b|pasal 18\b",
    r"undang-undang|uu\b|peraturan pemerintah pengganti|perppu\b",
    r"peraturan pemerintah|pp\b",
    r"peraturan presiden|perpres\b",
    r"peraturan menteri|permen|peraturan (?:badan|kepala|lembaga)",
    r"peraturan daerah provinsi|perda provinsi",
    r"peraturan gubernur|pergub\b",
    r"peraturan daerah|perda\b",
    r"peraturan (?:wali ?kota|bupati)|perwal|perbup\b",
)
"""The hierarchy of legislation from the top, by how a title begins. Source: articles 7 and 8 of Law 12/2011."""


_OWN_FUNDS = "anggaran pendapatan dan belanja daerah"
_FUNDS = {
    "apbd": f"{_OWN_FUNDS} kabupaten/kota",
    "apbd-provinsi": f"{_OWN_FUNDS} provinsi",
    "apbn": "anggaran pendapatan dan belanja negara",
    "lainnya": "sumber lain yang sah sesuai dengan ketentuan peraturan perundang-undangan",
}
"""Sources as regulations call them; others by the name that the method gives them."""
_KINDS_OF_LAW = {
    "uu": "Undang-Undang",
    "pp": "Peraturan Pemerintah",
    "perpres": "Peraturan Presiden",
    "permendagri": "Peraturan Menteri Dalam Negeri",
    "pergub": "Peraturan Gubernur",
    "perda": "Peraturan Daerah",
    "perwali": "Peraturan Wali Kota",
    "perbup": "Peraturan Bupati",
}


def regulation(session: Session, method: Method, views: Views) -> View:
    """Everything that the draft regulation says of itself; `form` is "" while no legal form is chosen."""
    city, plan = session.city, session.plan
    kind = city.kind if city else ""
    form = (plan and plan.legal_target) or ""
    head = _HEADS.get(kind) or (city and city.leader_title) or "Kepala Daerah"
    place = _place(city.name if city else "", kind)
    region = f"{_KINDS[kind]} {place}" if kind in _KINDS else place
    own_form = _OWN.get(kind, form)
    ruler = f"{head} {place}".strip()
    act = {"": "Peraturan", "perda": "Peraturan Daerah", "sk": f"Keputusan {head}"}.get(
        form, f"Peraturan {head}"
    )
    whole = {"": "Peraturan", "perda": f"Peraturan Daerah {region}"}.get(form, f"{act} {place}".strip())
    years = _length(session)
    period = f" Tahun {indonesian.years(plan.period_start, plan.period_end)}" if plan and years else ""
    points = _points(session)
    return View(
        Text(whole),
        form=form,
        act=Text(act),
        whole=Text(whole),
        head=Text(head),
        ruler=Text(ruler),
        region=Text(region),
        subject=Text(f"{_SUBJECT} {region}{period}"),
        is_decree=form == "sk",
        is_perda=form == "perda",
        of_another_region=bool(form) and form not in ("perda", "sk", own_form),
        form_gap=Text("", Gap("plan", "", "legal_target")),
        bases=Text("", Gap("plan", "", "legal_basis")),
        vision=Text(((plan and plan.vision) or "").strip().rstrip(".")),
        missions=[Text(_clause(mission.text)) for mission in in_order(session, "mission")],
        phases=_phases(session),
        gazette=Text("Lembaran Daerah" if form == "perda" else "Berita Daerah" if form else ""),
        years=Figure(years),
        points=[View(id=id, letter=Figure(indonesian.letter(at))) for at, id in enumerate(points, start=1)],
        considered=Figure(_considered(len(points))),
        held=[Figure(words) for words in _held(session, method)],
        out_of_order=_is_out_of_order(plan.legal_basis if plan else ()),
        no_regulations=[Text(basis) for basis in (plan.legal_basis if plan else ()) if _rank(basis) is None],
        without_constitution=not any(_rank(basis) == 0 for basis in (plan.legal_basis if plan else ())),
        council=_body(session, "council"),
        team=_body(session, "team"),
        forum=_body(session, "forum"),
        sources=_sources(session, method, views),
        programs=_in_figures(len(counting(session.program))),
        quick_wins=_in_figures(tally.by_decision(session)["chosen"]),
        legal_basis=[
            Text(_spelled_out(basis))
            for basis in (plan.legal_basis if plan else ())
            if _rank(basis) is not None
        ],
        duty=Text("", Gap("participant", "", "duty")),
    )


def _place(name: str, kind: str) -> str:
    """The name of a region without its kind: ``Contoh`` of ``Kota Contoh``."""
    first, _blank, rest = name.partition(" ")
    return rest if rest and first.casefold() == kind else name


def _clause(text: str) -> str:
    """A sentence as the item of a list within another: with a small letter, without its full stop."""
    words = text.strip().rstrip(".;")
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _phases(session: Session) -> list[Text]:
    """The horizons that have programs, as the phases of the plan: ``jangka menengah, yaitu tahun 2027 sampai dengan tahun 2030``."""
    members = programs.by_horizon(session)
    return [Text(_phase(session, horizon)) for horizon in members if members[horizon]]


def _phase(session: Session, horizon: Horizon) -> str:
    agreed = horizons.span(session.plan, horizon)
    name = WORDS[horizon].lower()
    if agreed.start and agreed.end and agreed.start != agreed.end:
        return f"{name}, yaitu tahun {agreed.start} sampai dengan tahun {agreed.end}"
    if years := indonesian.years(agreed.start, agreed.end):
        return f"{name}, yaitu tahun {years}"
    return f"{name}, yaitu {_in_figures(agreed.years)} tahun" if agreed.years else name


def _sources(session: Session, method: Method, views: Views) -> list[Text]:
    """The sources that the programs name, as regulations call them; the region's own budget has no addition."""
    own = budget.own_source(session)
    names = {**_FUNDS, own: _OWN_FUNDS}
    return [
        Text(names.get(source.funding) or indonesian.within(name_in(method.sources, source.funding)))
        for source in budget.sources(session, method, views.money)
    ]


def _in_figures(number: int) -> Figure:
    """A number as regulations write it: ``36 (tiga puluh enam)``."""
    return Figure(f"{indonesian.number(number)} ({indonesian.in_words(number)})")


def _spelled_out(basis: str) -> str:
    """The title of a legal basis, its kind spelled out where it begins with an abbreviation."""
    short, blank, rest = basis.partition(" ")
    return f"{_KINDS_OF_LAW.get(short.casefold(), short)}{blank}{rest}"


def _length(session: Session) -> str:
    """How many years the plan lasts, in words as well: ``10 (sepuluh)``; "" where that is not known."""
    plan = session.plan
    if not (plan and plan.period_start and plan.period_end) or plan.period_end < plan.period_start:
        return ""
    years = plan.period_end - plan.period_start + 1
    return str(_in_figures(years))


def _points(session: Session) -> list[str]:
    """What can be considered, in order; the last is what follows from the others."""
    plan = session.plan
    known = {
        "vision": bool(plan and plan.vision),
        "programs": bool(counting(session.program)),
        "rpjmd": bool(plan and plan.rpjmd),
        "conclusion": True,
    }
    return [id for id, there in known.items() if there]


def _considered(points: int) -> str:
    """The considerations before the last one, as that names them: ``huruf a, huruf b, dan huruf c``."""
    return indonesian.listed([f"huruf {indonesian.letter(at)}" for at in range(1, points)])


def _held(session: Session, method: Method) -> list[str]:
    """The stages that were held, with their dates: what begins after all that was recorded has not been held yet."""
    last = last_recorded(session)
    return [
        f"{stage.short} pada {indonesian.date_range(record.start, record.end)}"
        for stage in method.stage
        if (record := session.stage.get(stage.id)) and record.start and last and record.start <= last
    ]


def _rank(basis: str) -> int | None:
    """The place of a legal basis in the hierarchy, from 0; None for what is no legislation: a decree, a circular."""
    return next((at for at, begins in enumerate(_RANKS) if re.match(begins, basis, re.IGNORECASE)), None)


def _is_out_of_order(bases: Sequence[str]) -> bool:
    ranks = [rank for basis in bases if (rank := _rank(basis)) is not None]
    return ranks != sorted(ranks)


def _body(session: Session, body: organisation.Body) -> View:
    """An organ of the smart city by the duties in it, without names; false where nobody is in it."""
    people = organisation.members(session)[body]
    duties = dict.fromkeys(person.duty for person in people if person.duty)
    return View(Text("ada" if people else ""), duties=[Text(_small(duty)) for duty in duties])


def _small(duty: str) -> str:
    """A duty as the item of a list: with a small letter, one that decrees know in small letters altogether."""
    return duty.lower() if organisation.known_duty(duty) == duty else duty[:1].lower() + duty[1:]
