"""Answers as tables on a screen."""

from __future__ import annotations

from lensatlas.cli.printing import table

ID = "2031-04-02--harbour-council-sells-the-last-of-its-three-public-ferry-quays"
HEADLINE = "Harbour council sells the last of its three public ferry quays to a lender from Sarnholm"
WHY = "ferry quays; public debt; Harbour Council; the lens Home Front; lenders; 19 days apart; council; quays"


def test_a_long_id_leaves_its_headline_readable() -> None:
    """An id of seventy letters, which nobody may cut as it is there to be copied, beside a headline and reasons."""
    line = {"score": 0.128, "role": "next", "id": ID, "related": HEADLINE, "why": WHY}
    shown = table([line])

    assert ID in shown
    assert HEADLINE[:29] + "…" in shown
    assert " ".join(shown.split()).count("quays") >= 3  # the reasons are whole: they wrap


def test_a_table_keeps_to_its_width() -> None:
    """The same, in the 160 columns of a file."""
    line = {"score": 0.128, "role": "background", "id": ID, "related": HEADLINE, "why": WHY}
    assert max(map(len, table([line]).splitlines())) <= 160


def test_reasons_have_a_third_where_titles_leave_it() -> None:
    """No id to keep whole: a headline and a long reason share the screen."""
    lines = table([{"headline": HEADLINE, "why": WHY}]).splitlines()
    headline, why = (len(part) for part in lines[1].split())
    assert headline > 60
    assert why > 50


def test_control_characters_of_a_headline_stay_off_the_screen() -> None:
    """A headline with an escape that would clear the screen."""
    assert "\x1b" not in table([{"headline": "Ferry \x1b[2J sold", "why": "-"}])
