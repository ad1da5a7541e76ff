"""Markdown to HTML: what people write is kept, what attackers write is words."""

from __future__ import annotations

import sys
import time
from xml.etree import ElementTree

import html5lib
import pytest
from django.utils.safestring import SafeString
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.kit.richtext import LONGEST, REL, excerpt, render

ALLOWED = {
    "p": {"dir"},
    "ul": {"dir"},
    "ol": {"dir", "start"},
    "blockquote": {"dir"},
    "pre": {"dir"},
    "h3": {"dir"},
    "h4": {"dir"},
    "a": {"href", "rel"},
    **{tag: set() for tag in ("br", "em", "strong", "li", "code", "hr")},
}

ATTACKS = """
<script>alert(1)</script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<scr<script>ipt>alert(1)</scr</script>ipt>
<img src=x onerror=alert(1)>
<img src="javascript:alert(1)">
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">
<math><mi xlink:href="data:x,<script>alert(1)</script>">x</mi></math>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>">
<object data="data:text/html,<script>alert(1)</script>"></object>
<embed src="data:image/svg+xml;base64,PHN2Zz4=">
<base href="//evil.example/">
<link rel=stylesheet href="//evil.example/x.css">
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<style>@import '//evil.example/x.css';</style>
<body onload=alert(1)>
<input autofocus onfocus=alert(1)>
<details open ontoggle=alert(1)>
<video><source onerror=alert(1)>
<audio src=x onerror=alert(1)>
<marquee onstart=alert(1)>
<select autofocus onfocus=alert(1)>
<textarea><img src=x onerror=alert(1)></textarea>
<a href="javascript:alert(1)">x</a>
<a href=" &#14; javascript:alert(1)">x</a>
<a href="jav&#x09;ascript:alert(1)">x</a>
<a onmouseover=alert(1)>x</a>
<p style="background:url(javascript:alert(1))">x</p>
<div style="position:fixed;inset:0">x</div>
<p dir="auto" onclick=alert(1)>x</p>
<!--><img src=x onerror=alert(1)>-->
<![CDATA[<img src=x onerror=alert(1)>]]>
<?php echo '<script>alert(1)</script>' ?>
<!DOCTYPE html><html><script>alert(1)</script>
<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>
<img src=`x` onerror=alert(1)>
<img/src=x/onerror=alert(1)>
<<script>alert(1)//<</script>
[x](javascript:alert(1))
[x](JaVaScRiPt:alert(1))
[x](  javascript:alert(1))
[x](<javascript:alert(1)>)
[x](javascript&colon;alert(1))
[x](javascript&#58;alert(1))
[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1))
[x](java\\script:alert(1))
[x](\x01javascript:alert(1))
[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[x](data:image/png;base64,AAAA)
[x](vbscript:msgbox(1))
[x](file:///etc/passwd)
[x](ftp://evil.example/)
[x](//evil.example/)
[x](/admin/delete)
[x](blob:https://a.example/1)
[x](https:javascript:alert(1))
[x](https://a.example/" onmouseover="alert(1))
[x](https://a.example/ "\\" onmouseover=alert(1) x=\\"")
[x](mailto:a@b.example?body=<script>alert(1)</script>)
[x]: javascript:alert(1) "t"
![x](javascript:alert(1))
![x](https://evil.example/pixel.gif)
![x](https://evil.example/x" onerror="alert(1))
<javascript:alert(1)>
<data:text/html,x>
<https://a.example/"onmouseover="alert(1)>
https://a.example/"onmouseover="alert(1)
https://a.example/<script>alert(1)</script>
https://a.example/'onclick='alert(1)
`<img src=x onerror=alert(1)>`
```"><img src=x onerror=alert(1)>
~~~ x onmouseover=alert(1)
# <script>alert(1)</script>
> <script>alert(1)</script>
- <script>alert(1)</script>
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
\\<script>alert(1)\\</script>
**<b onclick=alert(1)>**
""".strip().splitlines()


def elements(html: str) -> list[ElementTree.Element]:
    """Every element of `html` as a browser would build it."""
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return [element for element in tree.iter() if element is not tree]


def assert_harmless(html: str) -> None:
    for element in elements(html):
        assert element.tag in ALLOWED, (element.tag, html)
        assert set(element.attrib) <= ALLOWED[element.tag], (element.attrib, html)
        href = element.get("href", "https://").lower()
        assert href.startswith(("http:", "https:", "mailto:")), href
        assert element.get("dir", "auto") == "auto"
        assert element.get("start", "1").isdigit()
        if element.tag == "a":
            assert element.get("rel") == REL


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_only_words(attack: str) -> None:
    assert_harmless(render(attack))
    assert_harmless(render(f"hej\n\n> - {attack}\n>\n> [a][x] *{attack}*\n\n{attack}"))


def test_the_corpus_is_as_long_as_promised() -> None:
    assert len(set(ATTACKS)) >= 60


@pytest.mark.parametrize("attack", [a for a in ATTACKS if a.startswith(("[x](java", "[x](data", "[x](vb", "[x](/"))])
def test_a_link_elsewhere_is_no_link(attack: str) -> None:
    assert [e.tag for e in elements(render(attack))] == ["p"]


PIECES = """
<script> <a href= javascript: data: " ' > < [x]( ) ![ ] - 1. ` ``` * ** _ # &#x ; &lt; \\ https:// mailto:
onerror=alert(1) <svg <!-- --> <style> </p> \u202e \u200b سلام å
"""
MARKUP = st.sampled_from(PIECES.split())
SPACES = st.sampled_from(["\n", "\n\n", "\t", " ", "> ", "- ", "\x00"])


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKUP | SPACES | st.text(max_size=8), max_size=40).map("".join))
def test_whatever_is_typed_is_harmless_and_whole(text: str) -> None:
    html = render(text)
    assert isinstance(html, SafeString)
    assert_harmless(html)
    assert len(excerpt(text, 60)) <= 60


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("hej", '<p dir="auto">hej</p>'),
        ("hej\ndu", '<p dir="auto">hej<br>\ndu</p>'),
        ("*a* **b** `c<`", '<p dir="auto"><em>a</em> <strong>b</strong> <code>c&lt;</code></p>'),
        ("# A", '<h3 dir="auto">A</h3>'),
        ("## A", '<h3 dir="auto">A</h3>'),
        ("###### A", '<h4 dir="auto">A</h4>'),
        ("A\n---\nB", '<p dir="auto">A</p>\n<hr>\n<p dir="auto">B</p>'),
        ("    four spaces", '<p dir="auto">four spaces</p>'),
        ("- a\n- b", '<ul dir="auto">\n<li>a</li>\n<li>b</li>\n</ul>'),
        ("3. a", '<ol start="3" dir="auto">\n<li>a</li>\n</ol>'),
        ("> a", '<blockquote dir="auto">\n<p>a</p>\n</blockquote>'),
        ("```\n<a>\n```", '<pre dir="auto"><code>&lt;a&gt;\n</code></pre>'),
        ("سلام\n\nhej", '<p dir="auto">سلام</p>\n<p dir="auto">hej</p>'),
        ("<b>x</b>", '<p dir="auto">&lt;b&gt;x&lt;/b&gt;</p>'),
    ],
)
def test_what_people_write_comes_out_as_meant(text: str, html: str) -> None:
    assert render(text) == html


@pytest.mark.parametrize(
    ("text", "href", "after"),
    [
        ("se https://a.example/b.", "https://a.example/b", "."),
        ("(se https://a.example/b)", "https://a.example/b", ")"),
        ("https://a.example/b_(c)_d!", "https://a.example/b_(c)_d", "!"),
        ("HTTP://a.example", "HTTP://a.example", ""),
        ("**https://a.example/x**", "https://a.example/x", ""),
        ("<https://a.example/x>", "https://a.example/x", ""),
        ("<someone@a.example>", "mailto:someone@a.example", ""),
        ("[here](https://a.example/x?a=1&b=2)", "https://a.example/x?a=1&b=2", ""),
        ("https://a.example/?a=1&b=2, och", "https://a.example/?a=1&b=2", ", och"),
        ("https://sv.wikipedia.org/wiki/Göteborg", "https://sv.wikipedia.org/wiki/G%C3%B6teborg", ""),
    ],
)
def test_addresses_become_links(text: str, href: str, after: str) -> None:
    links = [e for e in elements(render(text)) if e.tag == "a"]
    assert [(e.get("href"), e.tail or "") for e in links] == [(href, after)]


@pytest.mark.parametrize(
    "text", ["https://", "xhttps://a.example", "http:", "`https://a.example`", "ftp://a.example", "kl 12:30"]
)
def test_what_is_no_address_is_no_link(text: str) -> None:
    assert [e for e in elements(render(text)) if e.tag == "a"] == []


def test_an_address_inside_a_link_makes_no_second_one() -> None:
    links = [e for e in elements(render("[https://good.example](https://other.example)")) if e.tag == "a"]
    assert [e.get("href") for e in links] == ["https://other.example"]


def test_a_text_beyond_the_limit_ends_in_an_ellipsis() -> None:
    assert "…" not in render("a" * LONGEST)
    assert render("a" * (LONGEST + 1)) == f'<p dir="auto">{"a" * (LONGEST - 1)}…</p>'


def depth(element: ElementTree.Element) -> int:
    return 1 + max((depth(child) for child in element), default=0)


@pytest.mark.parametrize("step", ["> ", "- ", "1. ", ">- "])
def test_nesting_is_bounded_but_deep_enough_for_people(step: str) -> None:
    assert "innermost" in render(step * 5 + "innermost")
    tree = html5lib.parseFragment(render(step * 5000 + "x"), treebuilder="etree", namespaceHTMLElements=False)
    assert depth(tree) <= 30


HOSTILE = {
    "stars": "*",
    "open brackets": "[",
    "half links": "[a](",
    "half links with titles": '[a](b "',
    "half pictures": "![",
    "backticks": "`a",
    "angles": "<",
    "half tags": "<a:",
    "quotes": "> ",
    "list marks": "- ",
    "numbers": "1. ",
    "emphasis": "a**b",
    "mixed emphasis": "*a_ ",
    "addresses": "http://",
    "colons": ":",
    "brackets after an address": "http://a)",
    "lines": "\n",
    "escapes": "\\",
    "entities": "&amp;",
    "definitions": "[a]: /x\n",
    "headings": "# ",
    "fences": "```\n",
    "list lines": "- hej\n",
    "quote lines": "> a\n",
    "quotes and lists": ">- ",
    "tabs": "\t",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hundred_kilobytes_of_hostile_text_take_less_than_a_second(name: str) -> None:
    piece = HOSTILE[name]
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    started = time.process_time()
    html = render(text)
    excerpt(text, 200)
    assert time.process_time() - started < (1 if sys.gettrace() is None else 5)  # coverage looks at every line
    assert len(html) < 1_000_000


def test_nested_lists_by_indentation_take_less_than_a_second() -> None:
    text = "".join("  " * level + "- a\n" for level in range(300))
    started = time.process_time()
    render(text)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("text", "length", "plain"),
    [
        (
            "# Sängplats\n\n*En* **pojke** behöver\nnågonstans att `sova`.",
            80,
            "Sängplats En pojke behöver någonstans att sova.",
        ),
        ("ett två tre fyra", 10, "ett två…"),
        ("ett två tre fyra", 16, "ett två tre fyra"),
        ("a" * 30, 10, "a" * 9 + "…"),
        ("- ett\n- två", 20, "ett två"),
        ("[se här](https://a.example)", 20, "se här"),
        ("<script>alert(1)</script>", 80, "<script>alert(1)</script>"),
        ("hej", 0, ""),
        ("", 10, ""),
    ],
)
def test_an_excerpt_is_plain_words(text: str, length: int, plain: str) -> None:
    assert excerpt(text, length) == plain
    assert not isinstance(excerpt(text, length), SafeString)
