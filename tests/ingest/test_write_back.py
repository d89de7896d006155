"""Tags written back: the lines of their key change, and nothing else."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from lensatlas.ingest.write_back import Change, Refused, change, digest, patched, write
from lensatlas.model import Problem, label
from tests.corpora import folder
from tests.ingest.articles import PROFILE, article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEYS = ("tags", "topics")


def patch(front: str, *tags: str) -> str:
    """What becomes of front matter without its fences."""
    fence = "+++" if " = " in front.partition("\n")[0] else "---"
    made = patched(f"{fence}\n{front}{fence}\n\nText.\n".encode(), KEYS, tags).decode()
    assert made.startswith(f"{fence}\n")
    assert made.endswith(f"{fence}\n\nText.\n")
    return made[4 : -len(f"{fence}\n\nText.\n")]


@pytest.mark.parametrize(
    ("before", "tags", "after"),
    [
        ("title: T\ntags: [a, b]\nx: 1\n", "a c", "title: T\ntags: [a, c]\nx: 1\n"),
        ('tags: [ "a", "b" ]  # ours\n', "b c", 'tags: [ "b", "c" ]  # ours\n'),
        ("tags: ['a', 'b']\n", "a", "tags: ['a']\n"),
        ("tags: []\n", "a b", "tags: [a, b]\n"),
        ("tags: [a]\n", "", "tags: []\n"),
        ("tags:\nx: 1\n", "a", "tags: [a]\nx: 1\n"),
        ("tags: # none yet\nx: 1\n", "a", "tags: [a] # none yet\nx: 1\n"),
        ("tags:\n- a\n# why b\n- b # because\n- c\nx: 1\n", "a b d", "tags:\n- a\n# why b\n- b # because\n- d\nx: 1\n"),
        ("tags: [a, b, a]\n", "a b c", "tags: [a, b, a, c]\n"),
        ("tags:\n- a\n# why b\n- b # because\n", "a", "tags:\n- a\n# why b\n"),
        ("tags:\n  - 'a'\n  - 'b'\n", "b a c", "tags:\n  - 'b'\n  - 'a'\n  - 'c'\n"),
        ("tags:\n  - a\n  - b\nx: 1\n", "", "tags: []\nx: 1\n"),
        ("tags: [\n  a,\n  b, # last\n]\n", "a b c", "tags: [\n  a,\n  b,\n  c, # last\n]\n"),
        ("tags: a, b\n", "a c", "tags: a, c\n"),
        ("tags: a; b\n", "a c b", "tags: a; c; b\n"),
        ("tags: a\n", "a b", "tags: [a, b]\n"),
        ('tags: "a, b"\n', "a", "tags: [a]\n"),
        ("topics: [a]\n", "b", "topics: [b]\n"),
        ("tags: []\ntopics: [a]\n", "b", "tags: []\ntopics: [b]\n"),
        ("title: T\n# end\n", "a b", "title: T\n# end\ntags: [a, b]\n"),
        ("authors:\n  - x\ntitle: T\n", "a b", "authors:\n  - x\ntitle: T\ntags:\n  - a\n  - b\n"),
        ("layout: post.njk\ntags: [posts, a]\n", "b", "layout: post.njk\ntags: [posts, b]\n"),
        ("tags: ['#a', '#b']\n", "a", "tags: ['#a']\n"),
        ("title = 'T'\ntags = ['a', 'b'] # ours\n", "a c", "title = 'T'\ntags = ['a', 'c'] # ours\n"),
        ("title = 'T'\ntags = [\n  \"a\",\n  \"b\",\n]\n", "b c", "title = 'T'\ntags = [\n  \"b\",\n  \"c\",\n]\n"),
        ("title = 'T'\n\n[extra]\ntags = ['no']\n", "a", "title = 'T'\ntags = [\"a\"]\n\n[extra]\ntags = ['no']\n"),
        ("title = '''T\ntags = [1]'''\n", "a", "title = '''T\ntags = [1]'''\ntags = [\"a\"]\n"),
    ],
)  # fmt: skip
def test_only_the_tags_change(before: str, tags: str, after: str) -> None:
    """Lists in brackets and lines, texts, TOML; comments, quotes, order and the other keys stay."""
    assert patch(before, *tags.split()) == after


@pytest.mark.parametrize("fences", ["---json\n{}\n---\n", "{}\n"])
def test_json_front_matter_keeps_its_layout(fences: str) -> None:
    """With the key and without; between fences and bare."""
    stated = '{\n  "title": "T",\n  "tags": ["a", "b"],\n  "x": {"tags": ["no"]}\n}'
    made = patched(fences.replace("{}", stated).encode(), KEYS, ["b", "c"]).decode()
    assert made == fences.replace("{}", stated.replace('["a", "b"]', '["b", "c"]'))
    added = patched(fences.replace("{}", '{\n  "title": "T"\n}').encode(), KEYS, ["a"]).decode()
    assert added == fences.replace("{}", '{\n  "title": "T",\n  "tags": ["a"]\n}')


@pytest.mark.parametrize(
    "tag",
    [
        "no",
        "12:30",
        "C#",
        "a: b",
        "@home",
        "- x",
        "null",
        "007",
        "1e3",
        "2031-07-02",
        "y",
        "it's",
        'a "b"',
        "[x]",
        "é, ü",
        "a, b",
        "0o7",
        "=",
        "<<",
        "%x",
        "`x`",
        "!x",
        "&x",
        "*x",
        "{x}",
        "x #y",
        "? x",
        "|",
        ">",
    ],
)
@pytest.mark.parametrize(
    "front",
    [
        "tags: [a]\n",
        "tags:\n  - a\n",
        "tags: a\n",
        'tags:\n- "a"\n',
        "tags: ['a']\n",
        "title: T\n",
        "tags = ['a']\n",
        "title = 'T'\n",
    ],
)
def test_what_yaml_would_take_for_something_else_is_quoted(front: str, tag: str) -> None:
    """Truths, numbers, days, signs; a reader of plain YAML finds the same text."""
    made = patch(front, tag, "b")
    told = tomllib.loads(made) if " = " in front else yaml.safe_load(made)
    assert told["tags"] == [tag, "b"]


@pytest.mark.parametrize("encode", [
    lambda text: text.encode(), lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: b"\xff\xfe" + text.encode("utf-16-le"), lambda text: text.encode("cp1252"),
])  # fmt: skip
@pytest.mark.parametrize("front", ["tags:\n  - a\n  - b\n", "tags: [a, b]\nx: 1\n", "x: 1\n"])
def test_bytes_and_line_ends_stay_what_they_were(encode: Callable[[str], bytes], front: str) -> None:
    """A byte order mark, CRLF, UTF-16, Windows-1252, and a body that ends without a line end."""
    text = f"---\ntitle: Caf\xe9 at night\n{front}---\nBody: caf\xe9\n\n  end"
    made = patched(encode(text), KEYS, ["a", "\xe9t\xe9"])
    assert made == encode(patched(text.encode(), KEYS, ["a", "\xe9t\xe9"]).decode())


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("a: &t [x]\ntags: *t\n", "share"),
        ("tags: &t [x]\nb: *t\n", "share"),
        ("tags: [&t x]\nb: *t\n", "share"),
        ("tags: x\ntags: x\n", "twice"),
        ("tags: [{a: b}]\n", "more than plain texts"),
        ("tags: [[a]]\n", "more than plain texts"),
        ("tags: |\n  a\n", "more than plain texts"),
        ("tags: !!set {a}\n", "type of its own"),
        ("tags: [x\n", "cannot be read"),
        ("{tags: [x]}\n", "in braces"),
        ("title = 'T'\ntags = [1]\n", "more than plain texts"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(front: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        patch(front, "new")


def test_a_change_that_would_let_another_key_speak_is_refused() -> None:
    """No tags are left, and reading would take the topics."""
    with pytest.raises(Refused, match="would give others"):
        patch("tags: [a]\ntopics: [b]\n")


@pytest.mark.parametrize("content", [b"Text.\n", b"---\ntitle: T\n", b"", b"---\ntitle: T\r---\n"])
def test_a_text_without_whole_front_matter_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        patched(content, KEYS, ["a"])


names = (
    st.text(st.sampled_from("ab-:#'\"[]{},!&*@% 0.é~|>?\\"), min_size=1, max_size=8)
    .map(label)
    .filter(lambda t: t and t[0] != "#" and not set(t) & set(",;"))
)
tag_lists = st.lists(names, max_size=4, unique=True)
shapes = st.sampled_from(["flow", "block", "indented", "toml", "absent"])


def front_of(shape: str, tags: list[str]) -> bytes:
    """Front matter with these tags, made by patching an empty list of that shape."""
    seed = {
        "flow": "---\ntitle: T\ntags: []\nz: 1 # last\n---\nText.",
        "block": "---\ntitle: T\ntags:\n- zz\n# end\nz: 1\n---\nText.",
        "indented": "---\ntitle: T\nauthors:\n    - x\ntags:\n    - zz\n---\nText.",
        "toml": "+++\ntitle = 'T'\ntags = [\n  'zz',\n]\n[z]\na = 1\n+++\nText.",
        "absent": "---\ntitle: T\n---\nText.",
    }[shape]
    return patched(seed.encode(), KEYS, tags)


@given(shapes, tag_lists, tag_lists)
def test_reading_the_changed_file_gives_exactly_the_tags(shape: str, first: list[str], then: list[str]) -> None:
    made = patched(front_of(shape, first), KEYS, then)
    assert list(article(made.decode(), "markdown").tags) == then


@given(shapes, tag_lists, tag_lists)
def test_patching_back_restores_every_byte(shape: str, first: list[str], more: list[str]) -> None:
    """Where tags were only added, and some stood there before."""
    assume(first and "zz" not in {*first, *more})
    before = front_of(shape, first)
    after = patched(before, KEYS, [*first, *(tag for tag in more if tag not in first)])
    assert patched(after, KEYS, first) == before


@given(shapes, tag_lists, tag_lists)
def test_lines_of_other_keys_are_never_touched(shape: str, first: list[str], then: list[str]) -> None:
    before, after = (patched(front_of(shape, first), KEYS, tags).splitlines() for tags in (first, then))
    other = (b"---", b"+++", b"title", b"z:", b"# end", b"authors", b"    - x", b"[z]", b"a = 1", b"Text.")
    assert [line for line in before if line.startswith(other)] == [line for line in after if line.startswith(other)]


def test_a_change_is_shown_before_it_is_written(tmp_path: Path) -> None:
    """The diff, the mode of the file, a link to it, and nothing left beside it."""
    path = tmp_path / "a.md"
    path.write_bytes(b"---\ntags: [a]\n---\nText.")
    path.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(path)
    found = change(link, KEYS, ["b"], read=digest(path.read_bytes()))
    assert isinstance(found, Change)
    assert "-tags: [a]\n+tags: [b]\n" in found.diff()
    assert path.read_bytes() == found.before
    assert write(found) is None
    assert path.read_bytes() == b"---\ntags: [b]\n---\nText."
    assert (path.stat().st_mode & 0o777, link.is_symlink(), len(list(tmp_path.iterdir()))) == (0o640, True, 2)


def test_a_file_that_has_changed_since_is_left_alone(tmp_path: Path) -> None:
    """Between reading and reviewing, between reviewing and writing; or gone."""
    path = tmp_path / "a.md"
    path.write_bytes(b"---\ntags: [a]\n---\n")
    found = change(path, KEYS, ["b"])
    assert isinstance(found, Change)
    path.write_bytes(b"---\ntags: [c]\n---\n")
    assert "has changed" in str(write(found))
    assert "has changed" in str(change(path, KEYS, ["b"], read=digest(found.before)))
    assert path.read_bytes() == b"---\ntags: [c]\n---\n"
    path.unlink()
    assert isinstance(change(path, KEYS, ["b"]), Problem)
    assert isinstance(write(found), Problem)


@pytest.mark.parametrize("corpus", ["kleptocracy-timeline", "digitalgov"])
def test_real_files_take_a_tag_and_give_it_back(corpus: str) -> None:
    """One line more, no other touched, and the same bytes when it is taken away again."""
    refused = 0
    for path in sorted(folder(corpus).rglob("*.md"))[::11]:
        before = path.read_bytes()
        if not before.startswith(b"---"):
            continue
        try:
            tags = list(article(before.decode(), "markdown").tags)
            after = patched(before, PROFILE.fields["tags"], [*tags, "a tag: of ours"])
        except (Refused, AssertionError):
            refused += 1
            continue
        assert len(after.splitlines()) - len(before.splitlines()) in {0, 1, 2}
        assert sum(line not in after.splitlines() for line in before.splitlines()) <= 1
        assert not tags or patched(after, PROFILE.fields["tags"], tags) == before
    assert refused <= 6
