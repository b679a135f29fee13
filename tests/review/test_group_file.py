"""Taking in a group's file: what it brings, what is asked, that it agrees with `bimtek merge`, and that once is enough."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import hostile_text, layouts, strategies, workshops
from support.layouts import ADDED, CITY, TOP, program, swot

from bimtek_tui import resources, text
from bimtek_tui.errors import Refused, UnreadableFile
from bimtek_tui.model import edits, method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import kinds
from bimtek_tui.model.kinds import raw as raw_of
from bimtek_tui.review import group_file, merging, table_merge
from bimtek_tui.review.offer import Offer, summary
from bimtek_tui.store import Loaded, editing, layout, parse

METHOD = method.load("kominfo-1")
OURS, THEIRS = Path("kota.toml"), Path("kelompok-a.toml")
FREELY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
ONE, TWO = swot("sw-00000001"), swot("sw-00000002", '"Listrik sering padam."', "threat")
BASE = "\n".join([TOP, CITY, ONE])


def _loaded(content: str, path: Path = OURS) -> Loaded:
    return parse(content.encode(), path)


def _offer(ours: str | Loaded, theirs: str) -> Offer:
    here = _loaded(ours) if isinstance(ours, str) else ours
    return group_file.preview(here, _loaded(theirs, THEIRS), METHOD)


def _take(ours: Loaded, theirs: str, **more: Any) -> None:
    edit = group_file.step(ours.session, _offer(ours, theirs), **more)
    if edit is not None:
        editing.perform(ours, edit)


# What it brings -------------------------------------------------------------------------------------------------


def test_new_entries_come_behind_ours_by_kind_as_one_step() -> None:
    ours = _loaded("\n".join([TOP, CITY, ONE]))
    theirs = "\n".join(
        [
            TOP,
            CITY,
            '[[agency]]\nid = "DINKES"\n',
            swot("sw-00000009").replace("2022", "2020"),
            TWO,
            program("pr-00000001"),
        ]
    )
    offer = _offer(ours, theirs)
    assert {table: [one.id for one in new] for table, new in offer.new.items()} == {
        "agency": ["DINKES"], "swot": ["sw-00000009", "sw-00000002"], "program": ["pr-00000001"],
    }  # fmt: skip
    assert [one.name for one in offer.new["program"]] == ["Satu Data"]
    assert summary(offer) == (
        "kelompok-a.toml: 4 new entries (agency 1, SWOT entry 2, program 1), 1 perhaps here already"
    )
    before = ours.document.to_bytes()
    edit = group_file.step(ours.session, offer)
    assert edit
    assert edits.title(edit, ours.session) == "taking in of kelompok-a.toml: 4 new entries, 0 changed"
    assert edits.decode(edits.encode(edit)) == edit
    patches = editing.perform(ours, edit)
    assert list(ours.session.swot) == ["sw-00000001", "sw-00000009", "sw-00000002"]
    assert parse(ours.document.to_bytes(), OURS).session == ours.session
    editing.take_back(ours, edits.inverse(edit), patches)
    assert ours.document.to_bytes() == before


def test_only_the_chosen_kinds_come_and_what_they_name_is_told() -> None:
    strategy = (
        '[[strategy]]\nid = "st-00000001"\nquadrant = "WT"\ntext = "x"\nfactors = ["sw-00000001", "sw-00000002"]\n'
        + ADDED
    )
    ours = _loaded(BASE)
    offer = _offer(ours, "\n".join([TOP, CITY, TWO, strategy, program("pr-00000001", 'lead = "DINKES"\n')]))
    assert group_file.needed(ours.session, offer, {"strategy", "program"}) == {"swot": ("sw-00000002",)}
    assert group_file.needed(ours.session, offer, {"strategy", "swot"}) == {}
    edit = group_file.step(ours.session, offer, only={"program"})
    assert edit
    assert edits.changed_keys(edit) == {("program", "pr-00000001")}
    assert group_file.step(ours.session, offer, only=()) is None


def test_what_ours_lacks_is_filled_in_and_sets_are_united() -> None:
    ours = _loaded(
        "\n".join(
            [
                TOP,
                CITY.replace('province = "Riau"\n', ""),
                program("pr-00000001", 'funding = [\n  "apbd",\n]\n'),
            ]
        )
    )
    theirs = "\n".join(
        [
            TOP,
            CITY,
            '[plan]\nvision = "Kota cerdas."\n',
            program("pr-00000001", 'indicator = "x"\nfunding = [\n  "csr",\n  "apbd",\n]\n'),
        ]
    )
    offer = _offer(ours, theirs)
    assert [(one.what, *one.place, one.ours, one.theirs) for one in offer.differing] == [
        ("filled", "city", "", "province", None, "Riau"),
        ("filled", "plan", "", "vision", None, "Kota cerdas."),
        ("filled", "program", "pr-00000001", "indicator", None, "x"),
        ("united", "program", "pr-00000001", "funding", ("apbd",), ("csr", "apbd")),
    ]
    assert offer.to_decide == ()
    assert summary(offer) == "kelompok-a.toml: 4 keys filled in"
    _take(ours, theirs)
    assert ours.session.program["pr-00000001"].funding == ("apbd", "csr")
    assert ours.session.plan
    assert ours.session.city
    assert (ours.session.city.province, ours.session.plan.vision) == ("Riau", "Kota cerdas.")


def test_what_both_say_differently_is_asked_field_by_field() -> None:
    ours = _loaded(BASE.replace(ONE, ONE.replace("text", "votes = 3\ntext")))
    theirs = BASE.replace(ONE, ONE.replace("weakness", "threat").replace("belum", "sudah")).replace(
        "Riau", "Kepri"
    )
    offer = _offer(ours, theirs)
    assert [(one.what, one.place, one.wordings) for one in offer.to_decide] == [
        ("differs", ("city", "", "province"), (("Riau",), ("Kepri",))),
        ("differs", ("swot", "sw-00000001", "quadrant"), (("Weakness",), ("Threat",))),
        ("differs", ("swot", "sw-00000001", "text"), (("Data belum terpadu.",), ("Data sudah terpadu.",))),
    ]
    assert not offer.brings
    assert group_file.step(ours.session, offer) is None
    assert summary(offer) == "kelompok-a.toml: 3 keys to decide about"
    _take(ours, theirs, chosen={("swot", "sw-00000001", "quadrant"), ("city", "", "province")})
    entry = ours.session.swot["sw-00000001"]
    assert (entry.quadrant, entry.text, entry.votes) == ("threat", "Data belum terpadu.", 3)
    assert ours.session.city
    assert ours.session.city.province == "Kepri"


@pytest.mark.parametrize(
    ("key", "value"),
    [("withdrawn", '"ditarik"'), ("merged_into", '"pr-00000002"'), ("status", '"dropped"')],
)
def test_nothing_stops_counting_by_itself(key: str, value: str) -> None:
    both = "\n".join([TOP, program("pr-00000001"), program("pr-00000002")])
    ours = _loaded(both)
    theirs = both.replace("added", f"{key} = {value}\nadded", 1)
    offer = _offer(ours, theirs)
    assert [(one.what, one.key, one.by_itself) for one in offer.differing] == [("filled", key, False)]
    assert group_file.step(ours.session, offer) is None
    _take(ours, theirs, chosen=[offer.differing[0].place])
    assert getattr(ours.session.program["pr-00000001"], key) == value.strip('"')


def test_entries_that_would_be_merged_into_each_other_are_refused() -> None:
    one, other = program("pr-00000001"), program("pr-00000002").replace("Satu Data", "Dua Data")
    both = "\n".join([TOP, one, other])
    ours = _loaded(both.replace(one, one.replace("added", 'merged_into = "pr-00000002"\nadded')))
    theirs = both.replace(other, other.replace("added", 'merged_into = "pr-00000001"\nadded'))
    offer = _offer(ours, theirs)
    with pytest.raises(Refused, match="“Dua Data” would be merged into “Satu Data”, and that one into it"):
        group_file.step(ours.session, offer, chosen=[key.place for key in offer.differing])
    assert group_file.step(ours.session, offer) is None


def test_the_same_words_under_two_ids_are_told_and_not_merged() -> None:
    ours = _loaded(
        "\n".join(
            [
                TOP,
                CITY,
                ONE,
                program("pr-00000001"),
                '[[milestone]]\nid = "ml-00000001"\nquick_win = "qw-00000001"\ntext = "Uji"\n' + ADDED,
            ]
        )
    )
    theirs = "\n".join(
        [
            TOP, CITY, swot("sw-00000005", '"data  BELUM terpadu"', "threat"), TWO,
            '[[milestone]]\nid = "ml-00000002"\nquick_win = "qw-00000001"\ntext = "uji"\n' + ADDED,
            swot("sw-00000006").replace("added", 'withdrawn = "x"\nadded'),
        ]
    )  # fmt: skip
    offer = _offer(ours, theirs)
    assert [(one.table, one.ours, one.theirs) for one in offer.twins] == [
        ("swot", "sw-00000001", "sw-00000005"),
        ("milestone", "ml-00000001", "ml-00000002"),
    ]
    _take(ours, theirs)
    assert list(ours.session.swot) == ["sw-00000001", "sw-00000005", "sw-00000002", "sw-00000006"]


def test_what_is_the_same_is_counted_and_a_file_without_news_says_so() -> None:
    sample = resources.sample_session("kota-contoh").read_text("utf-8")
    offer = _offer(sample, sample)
    assert offer == Offer("kelompok-a.toml", {}, (), offer.same, (), (), ())
    assert offer.same["swot"] == len(_loaded(sample).session.swot)
    assert summary(offer) == "kelompok-a.toml brings nothing new"


# What is told ---------------------------------------------------------------------------------------------------


def test_another_city_or_method_is_a_warning_and_no_more() -> None:
    theirs = BASE.replace("Kota Uji", "Kota Lain").replace("kominfo-1", "kominfo-9") + "\n" + TWO
    offer = _offer(BASE, theirs)
    assert offer.warnings == (
        "kelompok-a.toml is a session of Kota Lain, this is one of Kota Uji; take it in only if that is meant",
        "kelompok-a.toml follows the method kominfo-9, this session kominfo-1; dimensions and stages may have other names there",
    )
    ours = _loaded(BASE)
    _take(ours, theirs, chosen=[one.place for one in offer.differing])
    assert list(ours.session.swot) == ["sw-00000001", "sw-00000002"]
    assert ours.session.top
    assert ours.session.top.method == "kominfo-1"
    assert _offer(BASE, BASE.replace("Kota Uji", "KOTA  uji")).warnings == ()


def test_what_no_typed_entry_holds_is_told_with_numbers() -> None:
    theirs = "\n".join(
        [
            "# rapat kelompok A\n" + TOP, CITY + 'julukan = "x"\n', '[lain]\na = 1\n',
            "# tanya Bappeda\n" + swot("sw-00000005", '"Baru."').replace("text =", "suara = 4\nwarna = 1\ntext =") + "# sesudah\n",
            swot("sw-00000006").replace("weakness", "kelemahan"), '[[program]]\nname = "tanpa id"\n', "[[aneh]]\nx = 1\n",
        ]
    )  # fmt: skip
    assert _offer(BASE, theirs).not_taken == (
        "2 entries of kelompok-a.toml can't be read and stay out; “bimtek check” names their lines",
        "3 keys of kelompok-a.toml that bimtek does not know stay out",
        "2 tables of kelompok-a.toml that bimtek does not know stay out",
        "3 comments of kelompok-a.toml stay out",
    )
    assert _offer(theirs, theirs).not_taken == ()


@pytest.mark.parametrize(
    "broken",
    [ONE.replace("weakness", "kelemahan"), "[[plan]]\nshort_start = 1\n", '[swot]\nid = "sw-00000001"\n'],
)
def test_where_ours_can_not_be_read_nothing_is_put(broken: str) -> None:
    ours = _loaded("\n".join([TOP, CITY, broken]))
    theirs = "\n".join([TOP, CITY, ONE, "[plan]\nshort_start = 2023\n"])
    offer = _offer(ours, theirs)
    assert offer.not_taken == (
        "1 entry of kelompok-a.toml stays out, as ours can't be read there; mend our file first, “bimtek check” names the line",
    )
    before = ours.document.text.count("sw-00000001")
    _take(ours, theirs)
    assert ours.document.text.count("sw-00000001") == (2 if "plan" in broken else before)
    assert not _offer(ours, theirs).brings


def test_where_a_key_of_ours_can_not_be_read_the_rest_is_taken() -> None:
    broken = '[plan]\nshort_start = "besok"\n'
    ours = _loaded("\n".join([TOP, CITY, broken]))
    theirs = "\n".join([TOP, CITY, '[plan]\nvision = "Kota"\nshort_start = 2023\n'])
    assert _offer(ours, theirs).not_taken == (
        "1 key of kelompok-a.toml stays out, as ours can't be read there; mend our file first, “bimtek check” names the line",
    )
    _take(ours, theirs)
    assert 'vision = "Kota"\nshort_start = "besok"\n' in ours.document.text
    assert not _offer(ours, theirs).brings
    assert _offer("\n".join([TOP, CITY]), ours.document.text).not_taken == (
        "1 key of kelompok-a.toml can't be read and stays out; “bimtek check” names its line",
    )


def test_a_file_of_a_newer_format_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match=r"kelompok-a\.toml: the file has format 99"):
        _offer(BASE, BASE.replace("schema_version = 1", "schema_version = 99"))


def test_hostile_text_comes_through_and_is_told_clean() -> None:
    ours = _loaded(TOP + "\n" + CITY)
    theirs = hostile_text.session_text()
    offer = group_file.preview(ours, _loaded(theirs, Path("[/]\x1b[31m|.toml")), METHOD)
    for sentence in (summary(offer), *offer.warnings, *offer.not_taken):
        assert text.is_clean(sentence)
    edit = group_file.step(ours.session, offer)
    assert edit
    assert text.is_clean(edits.title(edit, ours.session))
    editing.perform(ours, edit)
    there = _loaded(theirs).session
    for kind in strategies.LISTED:
        for id, entry in there.entries(kind.table).items():
            assert ours.session.entries(kind.table)[id] == entry


def test_what_was_changed_since_the_preview_stays() -> None:
    ours = _loaded(BASE + "\n" + swot("sw-00000003", '"Lain."'))
    theirs = BASE.replace(ONE, ONE.replace("text", 'group = "A"\ntext')) + "\n" + TWO
    theirs += "\n" + swot("sw-00000003", '"Punya mereka."').replace("text", 'group = "A"\ntext')
    offer = _offer(ours, theirs)
    new = raw_of(_loaded(theirs).session.swot["sw-00000002"])
    editing.perform(ours, edits.Add("swot", new | {"votes": 7}))
    editing.perform(ours, edits.Remove("swot", raw_of(ours.session.swot["sw-00000001"])))
    changed = edits.revise(ours.session.swot["sw-00000003"], text="Baru saja.", group="B")
    assert changed
    editing.perform(ours, changed)
    assert group_file.step(ours.session, offer, chosen=[one.place for one in offer.differing]) is None


def test_it_is_one_step_of_the_journal(opened: workshops.Opened, file: Path) -> None:
    shop = opened()
    before = file.read_bytes()
    theirs = layouts.PLAIN.replace("sw-0000000", "sw-1000000").replace(
        'province = "Riau"\n', 'province = "Riau"\npopulation = 5\n'
    )
    shop.do(group_file.step(shop.session, group_file.preview(shop.loaded, _loaded(theirs, THEIRS), METHOD)))
    done = shop.session.copy()
    workshops.crash(shop)
    again = opened()
    assert again.session == done
    shop = again
    offer = group_file.preview(shop.loaded, _loaded(theirs, THEIRS), METHOD)
    assert not offer.brings
    assert file.read_bytes() != before


# Any two files --------------------------------------------------------------------------------------------------

TABLES = ("city", "mission", "stage", "agency", "swot", "program", "note", "commitment")
Raws = dict[tuple[str, str], dict[str, Any]]


@st.composite
def _two(draw: st.DrawFn) -> tuple[str, str]:
    """Two files that have entries in common, some of them changed."""
    raws: Raws = {}
    for table in draw(st.lists(st.sampled_from(TABLES), max_size=6)):
        raw = draw(strategies.raws(kinds()[table]))
        raws.setdefault((table, raw.get("id", "")), raw)
    sides: list[Raws] = []
    for _ in range(2):
        side = {place: dict(raw) for place, raw in raws.items() if draw(st.integers(0, 3))}
        for place in draw(st.lists(st.sampled_from(sorted(side)), max_size=4)) if side else ():
            fields = [one for one in kinds()[place[0]].fields if one.name not in ("id", "added")]
            field = draw(st.sampled_from(fields))
            side[place].pop(field.name, None)
            if field.required or draw(st.booleans()):
                side[place][field.name] = draw(strategies.values(field))
        sides.append(side)
    return _written(sides[0]), _written(sides[1])


def _written(raws: Raws) -> str:
    blocks = [TOP + "\n"]
    for table, kind in kinds().items():
        for (of, _id), raw in raws.items():
            if of == table and raw:
                blocks.append(layout.entry(kind, {key: raw[key] for key in kind.keys if key in raw}))
    return "".join(blocks).rstrip("\n") + "\n"


def _same(one: Session, other: Session) -> bool:
    """Whether two sessions hold the same entries, in whatever order."""
    return one == other  # dictionaries are equal in any order


@pytest.mark.slow
@FREELY
@given(_two())
def test_it_brings_what_merging_without_a_base_does(files: tuple[str, str]) -> None:
    for side in table_merge.SIDES:
        ours = _loaded(files[0])
        offer = _offer(ours, files[1])
        documents = [merging.document(one.encode(), OURS) for one in files]
        conflicts = merging.merge(None, *documents).conflicts  # type: ignore[arg-type]
        assert {one.place for one in conflicts} == {
            one.place for one in offer.differing if one.what == "differs"
        }
        merged = merging.merge(None, *documents, {one.place: side for one in conflicts})  # type: ignore[arg-type, call-arg]
        assert merged.conflicts == ()
        chosen = [one.place for one in offer.differing if side == "theirs" or one.what != "differs"]
        edit = group_file.step(ours.session, offer, chosen=chosen)
        if edit is not None:
            editing.perform(ours, edit)
        assert _same(parse(merged.text.encode(), OURS).session, ours.session)
        assert _same(parse(ours.document.to_bytes(), OURS).session, ours.session)


@pytest.mark.slow
@FREELY
@given(_two(), st.data())
def test_the_second_time_brings_nothing_and_undo_brings_the_bytes_back(
    files: tuple[str, str], data: st.DataObject
) -> None:
    ours = _loaded(files[0])
    before = ours.document.to_bytes()
    offer = _offer(ours, files[1])
    asked = [one.place for one in offer.to_decide]
    more = data.draw(st.sets(st.sampled_from(asked))) if asked else set()
    edit = group_file.step(ours.session, offer, chosen=offer.by_itself | more)
    if edit is None:
        assert not offer.brings
        assert not more
        return
    assert edits.decode(edits.encode(edit)) == edit
    patches = editing.perform(ours, edit)
    again = _offer(ours, files[1])
    assert not again.brings
    assert group_file.step(ours.session, again) is None
    assert {one.place for one in again.differing} == set(asked) - more
    editing.take_back(ours, edits.inverse(edit), patches)
    assert ours.document.to_bytes() == before
    assert _same(ours.session, _loaded(files[0]).session)


def test_the_command_that_merges_two_files_has_the_same_entries(bimtek: Run, tmp_path: Path) -> None:
    ours = "\n".join([TOP, CITY, ONE, TWO])
    theirs = "\n".join(
        [TOP, CITY, ONE.replace("text", "votes = 3\ntext"), swot("sw-00000003"), program("pr-00000001")]
    )
    (tmp_path / "kami.toml").write_text(ours, "utf-8")
    (tmp_path / "mereka.toml").write_text(theirs, "utf-8")
    assert bimtek("merge", "kami.toml", "mereka.toml", "-o", "hasil.toml").returncode == 0
    here = _loaded(ours)
    _take(here, theirs)
    assert parse((tmp_path / "hasil.toml").read_bytes(), OURS).session == here.session


@pytest.mark.parametrize("name", layouts.LAYOUTS)
def test_files_of_any_layout_are_taken_in_and_take_in(name: str) -> None:
    for one, other in ((layouts.LAYOUTS[name], layouts.PLAIN), (layouts.PLAIN, layouts.LAYOUTS[name])):
        ours = _loaded(one)
        before = ours.document.to_bytes()
        edit = group_file.step(ours.session, _offer(ours, other))
        if edit is not None:
            patches = editing.perform(ours, edit)
            assert parse(ours.document.to_bytes(), OURS).session == ours.session
            assert not _offer(ours, other).brings
            editing.take_back(ours, edits.inverse(edit), patches)
        assert ours.document.to_bytes() == before
