"""The filter line: what it understands, what fits, and that it says in words what is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import hostile_text

from bimtek_tui import i18n, text
from bimtek_tui.analysis import filtering
from bimtek_tui.model.entries import Session
from bimtek_tui.model.lookup import folded
from bimtek_tui.model.method import Method

LINE = '#economy @DISKOMINFO !assumption ~kelompok-2 jaringan "dua kata" -lama'


@pytest.fixture(scope="session")
def session(session_of: Callable[[str], Session]) -> Session:
    return session_of("""
        agency = [{id = "DISKOMINFO", name = "Dinas Komunikasi dan Informatika"}, {id = "DINKES", name = "Dinas Kesehatan"}]
        issue = [{id = "is-1", text = "x", dimension = "economy"}]
        swot = [
            {id = "sw-1", quadrant = "weakness", text = "Jaringan putus, dua kata.", dimension = "economy", source = "DISKOMINFO", certainty = "assumption", group = "Kelompok 2"},
            {id = "sw-2", quadrant = "threat", text = "Café lama", dimension = "living", source = "Kelompok nelayan", certainty = "fact", group = "Kelompok 1"},
            {id = "sw-3", quadrant = "threat", text = "polos"},
        ]
        program = [
            {id = "pr-1", name = "A", horizon = "short", status = "agreed", dimension = "economy", subdimension = "economy-welfare", lead = "DINKES"},
            {id = "pr-2", name = "B", horizon = "short", status = "final", dimension = "living"},
            {id = "pr-3", name = "C", horizon = "long", status = "agreed", source = "DINKES"},
            {id = "pr-4", name = "D", horizon = "long"},
        ]
        quick_win = [{id = "qw-1", program = "pr-1", decision = "chosen"}, {id = "qw-2", program = "pr-3"}]
        note = [{id = "nt-1", kind = "action", text = "x", owner = "DINKES"}]
    """)


@pytest.fixture
def shown(session: Session, kominfo: Method) -> Callable[..., list[str]]:
    """The ids of what a line shows, of all kinds."""

    def find(line: str) -> list[str]:
        wanted = filtering.read(line, filtering.known(session, kominfo))
        return [
            one.id
            for table in ("issue", "swot", "program", "quick_win", "note")
            for one in session.entries(table).values()
            if filtering.fits(
                wanted, session, one, str(getattr(one, "text", None) or getattr(one, "name", "?"))
            )
        ]

    return find


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (LINE, ["sw-1"]),
        ("#economy", ["is-1", "sw-1", "pr-1", "qw-1"]),
        ("#Ekonomi", ["is-1", "sw-1", "pr-1", "qw-1"]),
        ("#eko", ["is-1", "sw-1", "pr-1", "qw-1"]),
        ("#economy #living", ["is-1", "sw-1", "sw-2", "pr-1", "pr-2", "qw-1"]),
        ("#economy-welfare", ["pr-1"]),
        ("@diskominfo", ["sw-1"]),
        ("@informatika", ["sw-1"]),
        ('@"Dinas Kesehatan"', ["pr-1", "pr-3", "qw-1", "qw-2", "nt-1"]),
        ("@kelompok-nelayan", ["sw-2"]),
        ("@dinkes -#economy", ["pr-3", "qw-2", "nt-1"]),
        ("!fact", ["sw-2"]),
        ("-!fact JARINGAN", ["sw-1"]),
        ("~2", ["sw-1"]),
        ('~"kelompok 1"', ["sw-2"]),
        ("+agreed", ["pr-1", "pr-3"]),
        ("+agreed +final", ["pr-1", "pr-2", "pr-3"]),
        ("+agreed +short", ["pr-1"]),
        ("+chosen", ["qw-1"]),
        ("+threat polos", ["sw-3"]),
        ("cafe", ["sw-2"]),
        ("CAFE\u0301", ["sw-2"]),
        ("dua jaringan", ["sw-1"]),
        ('"jaringan dua"', []),
        ("jaringan -putus", []),
        ("-jaringan -lama -polos +threat", []),
    ],
)
def test_what_a_line_shows(shown: Callable[..., list[str]], line: str, wanted: list[str]) -> None:
    assert shown(line) == wanted


@pytest.mark.parametrize("line", ["", "  ", '""', '"  "', '-""'])
def test_nothing_asked_for_shows_everything(
    shown: Callable[..., list[str]], session: Session, kominfo: Method, line: str
) -> None:
    assert not filtering.read(line, filtering.known(session, kominfo))
    assert len(shown(line)) == 11
    assert filtering.described(filtering.read(line, filtering.known(session, kominfo)), kominfo) == ""


@pytest.mark.parametrize(
    "line",
    [
        "#12",
        "#",
        "-",
        "@",
        "!",
        "@takdikenal",
        "#e",
        "#en",
        "@dinas",
        "+3",
        "a#economy",
        "~",
        "=5x",
        "!penting",
        '"#economy"',
    ],
)
def test_what_is_no_known_value_or_could_be_several_is_text(
    session: Session, kominfo: Method, line: str
) -> None:
    (one,) = filtering.read(line, filtering.known(session, kominfo)).conditions
    assert (one.key, one.value, one.without) == ("", line.strip('"'), False)


def test_both_languages_are_understood_whichever_is_spoken(session: Session, kominfo: Method) -> None:
    for language in i18n.LANGUAGES:
        i18n.use(language)
        for line in ("#ekonomi", "#economy"):
            (one,) = filtering.read(line, filtering.known(session, kominfo)).conditions
            assert (one.key, one.value) == ("dimension", "economy")
        (one,) = filtering.read("!asumsi", filtering.known(session, kominfo)).conditions
        assert (one.key, one.value) == ("certainty", "assumption")
        (one,) = filtering.read("+pendek", filtering.known(session, kominfo)).conditions
        assert (one.key, one.value) == ("horizon", "short")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("#economy jaringan", "dimension Economy, with “jaringan”"),
        (
            LINE,
            "dimension Economy, agency DISKOMINFO, certainty: assumption, group Kelompok 2, with “jaringan” and “dua kata”, without “lama”",
        ),
        ("#economy #living #branding", "dimension Economy, Living or Branding"),
        ("+agreed +short", "status: agreed, horizon: Short term"),
        ("-#economy -@dinkes x", "with “x”, without dimension Economy and agency DINKES"),
        ("#zzz", "with “#zzz”"),
        ("#economy #ekonomi", "dimension Economy"),
    ],
)  # fmt: skip
def test_the_filter_is_said_in_words(session: Session, kominfo: Method, line: str, said: str) -> None:
    assert filtering.described(filtering.read(line, filtering.known(session, kominfo)), kominfo) == said


def test_what_can_be_completed_is_known_by_sign(session: Session, kominfo: Method) -> None:
    known = filtering.known(session, kominfo)
    assert known["#"]["tata-kelola"] == ("dimension", "governance")
    assert known["@"]["dinas-kesehatan"] == ("agency", "DINKES")
    assert known["~"] == {"kelompok-2": ("group", "Kelompok 2"), "kelompok-1": ("group", "Kelompok 1")}
    for sign, names in known.items():
        for name, (key, value) in names.items():
            (one,) = filtering.read(f"{sign}{name}", filtering.known(session, kominfo)).conditions
            assert (one.key, one.value) == (key, value)


@given(
    line=st.text()
    | st.text(alphabet='#@!~+-=*^13/," aeconomy')
    | st.sampled_from(list(hostile_text.STRINGS.values()))
)
def test_any_line_is_read_described_and_applied(session: Session, kominfo: Method, line: str) -> None:
    wanted = filtering.read(line, filtering.known(session, kominfo))
    assert text.is_clean(filtering.described(wanted, kominfo))
    assert bool(wanted) == bool(filtering.described(wanted, kominfo))
    for one in session.swot.values():
        assert filtering.fits(wanted, session, one, one.text) in (True, False)


@given(shown=st.text(), spaced=st.sampled_from([" ", "  ", "\n"]))
def test_a_text_is_found_by_any_of_its_words_however_written(
    session: Session, kominfo: Method, shown: str, spaced: str
) -> None:
    assert folded(folded(shown)) == folded(shown)
    entry = session.swot["sw-3"]
    for word in text.line(shown).split():
        if '"' in word:
            continue
        wanted = filtering.read(f'"{word.upper()}"', filtering.known(session, kominfo))
        if word.upper().casefold() == word.casefold():
            assert filtering.fits(wanted, session, entry, f"x{spaced}{text.line(shown)}")
        without = filtering.read(f'-"{word}"', filtering.known(session, kominfo))
        assert filtering.fits(without, session, entry, text.line(shown)) == (not without)


@given(parts=st.lists(st.sampled_from(LINE.replace('"dua kata"', "polos").split()), max_size=6))
def test_more_conditions_never_show_more_but_for_values_of_one_key(
    session: Session, kominfo: Method, parts: list[str]
) -> None:
    entries = [one for table in ("swot", "program") for one in session.entries(table).values()]

    def ids(line: str) -> set[str]:
        wanted = filtering.read(line, filtering.known(session, kominfo))
        return {one.id for one in entries if filtering.fits(wanted, session, one, getattr(one, "text", "A"))}

    assert ids(" ".join(parts)) == ids(" ".join(reversed(parts)))
    for number in range(len(parts)):
        assert ids(" ".join(parts[: number + 1])) <= ids(" ".join(parts[:number]))


@pytest.mark.parametrize(
    ("line", "wanted", "said"),
    [
        ("=4", ["b"], "points 4"),
        ("=2,5+", ["b", "c"], "points ≥ 2,5"),
        ("=3 =4", ["b", "c"], "points 3 or 4"),
        ("-=3+", ["a", "d"], "without points ≥ 3"),
        ("*3+", ["b"], "votes ≥ 3"),
        ("*0", ["c"], "votes 0"),
        ("^13/6/2026", ["a", "b"], "captured on 13 June 2026"),
        ("^today", ["c", "d"], "captured on 14 June 2026"),
        ("^hari-ini =3", ["c"], "captured on 14 June 2026, points 3"),
        ("=empat", [], "with “=empat”"),
        ("^13/6", [], "with “^13/6”"),
        ("=1.25", [], "with “=1.25”"),
        ("*", [], "with “*”"),
    ],
)
def test_points_votes_and_the_day_of_capture(
    session_of: Callable[[str], Session], kominfo: Method, line: str, wanted: list[str], said: str
) -> None:
    session = session_of("""
        swot = [
            {id = "sw-1", quadrant = "threat", text = "a", added = 2026-06-13T09:00:00+07:00},
            {id = "sw-2", quadrant = "threat", text = "b", weight = 4, votes = 3, added = 2026-06-13T23:30:00+07:00},
            {id = "sw-3", quadrant = "threat", text = "c", weight = 3, votes = 0, added = 2026-06-14T09:00:00+07:00},
            {id = "sw-4", quadrant = "threat", text = "d", added = 2026-06-14T09:00:00+07:00},
        ]
    """)
    asked = filtering.read(line, filtering.known(session, kominfo), dt.date(2026, 6, 14))
    found = [one.text for one in session.swot.values() if filtering.fits(asked, session, one, one.text)]
    assert found == wanted
    assert filtering.described(asked, kominfo) == said


def test_nothing_can_be_asked_about_votes_that_are_hidden(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of("""
        swot = [{id = "sw-1", quadrant = "threat", text = "a", votes = 3}]
    """)
    asked = filtering.read("*3", filtering.known(session, kominfo), hidden=("votes",))
    assert not filtering.fits(asked, session, session.swot["sw-1"], "a")
