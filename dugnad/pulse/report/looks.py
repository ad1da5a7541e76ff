"""How the page looks on its own: the platform's tokens, logical properties, light, dark and on paper."""

from __future__ import annotations

CSS = """
:root { color-scheme: light dark;
  --paper: #fbf8f3; --raised: #fffdf9; --sunk: #f3ede3; --ink: #22201c; --muted: #645d52; --line: #d9d0c2;
  --practical: #0f655e; --practical-wash: #e3f0ed; --emotional: #a63d28; --urgent: #7d5100; --urgent-wash: #fbeed3;
  --done: #43622a; --focus: #1f5fbf;
  --serif: ui-serif, "Iowan Old Style", Charter, Georgia, "Noto Serif", serif;
  --sans: ui-sans-serif, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif }
@media screen and (prefers-color-scheme: dark) { :root {
  --paper: #191714; --raised: #23201b; --sunk: #12110e; --ink: #f0eae0; --muted: #b0a899; --line: #423c33;
  --practical: #72cabf; --practical-wash: #17302d; --emotional: #f39d86; --urgent: #e9bd62; --urgent-wash: #352a14;
  --done: #abcb87; --focus: #8db8ff } }
* { box-sizing: border-box; margin: 0 }
html { font: 100%/1.55 var(--sans); background: var(--paper); color: var(--ink); text-size-adjust: 100%;
  -webkit-text-size-adjust: 100%; scroll-behavior: auto }
body { font-size: 1.0625rem; max-inline-size: 46rem; margin-inline: auto; padding: 1.6rem clamp(1rem, 4vw, 2rem) 4rem;
  overflow-wrap: anywhere }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.22; letter-spacing: -.01em;
  text-wrap: balance }
h1 { font-size: clamp(1.65rem, 1.4rem + 1.2vw, 2.05rem) } h2 { font-size: 1.5rem } h3 { font-size: 1.2rem }
p, li { text-wrap: pretty } p { max-inline-size: 62ch }
a { color: inherit; text-decoration-color: var(--muted); text-underline-offset: .18em }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 6px }
small, .quiet, .limits, figcaption { color: var(--muted); font-size: .9rem }
.stack > * + * { margin-block-start: .7rem }
.lead { background: var(--raised); border: 1px solid var(--line); border-inline-start: 6px solid var(--muted);
  border-radius: 14px; padding: 1.2rem clamp(1rem, 4vw, 1.8rem); margin-block: 1.4rem 1.9rem }
.lead.mutual { border-inline-start-color: var(--practical) }
.lead.few-carry { border-inline-start-color: var(--urgent) }
.lead.illusion { border-inline-start-color: var(--emotional) }
.lead h2 { font-size: 1.6rem }
.truths { list-style: none; padding: 0; display: grid; gap: .15rem; margin-block: 1rem 1.6rem }
.truths a { display: block; font: 500 1.26rem/1.4 var(--serif); padding-block: .55rem; text-decoration: none;
  border-block-end: 1px solid var(--line) }
.truths a:hover { text-decoration: underline } .truths a::after { content: " \\2193"; color: var(--muted);
  font-size: .9em }
.signs { inline-size: 100%; border-collapse: collapse } .signs th { font-weight: 400 } .signs td { inline-size: 1%;
  padding-inline-end: 0 }
nav ol { padding-inline-start: 1.4em; columns: 18rem; margin-block-start: .5rem } nav li { break-inside: avoid }
.question { margin-block-start: 3rem; padding-block-start: 1.2rem; border-block-start: 2px solid var(--ink) }
.measure { margin-block-start: 1.9rem; scroll-margin-block-start: 1rem }
figure { margin-block: .8rem } .plot { display: block; inline-size: 100%; max-inline-size: 33rem; block-size: auto;
  font-family: var(--sans); overflow: visible }
dl { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; padding-block: .5rem; border-block: 1px solid var(--line);
  font-size: .88rem; font-variant-numeric: tabular-nums }
dt, dd { display: inline; margin: 0 } dt { color: var(--muted) } dd { font-weight: 600 }
.limits { border-inline-start: 3px solid var(--line); padding-inline-start: .9rem }
details { margin-block-start: .6rem } summary { cursor: pointer; font-size: .95rem; padding-block: .3rem }
.scroll { overflow-x: auto } table { border-collapse: collapse; overflow-wrap: normal; font-size: .9rem;
  font-variant-numeric: tabular-nums }
caption { text-align: start; color: var(--muted); padding-block: .4rem } th { text-align: start; font-weight: 600 }
th, td { padding: .3rem .9rem .3rem 0; padding-inline: 0 .9rem; border-block-end: 1px solid var(--line);
  vertical-align: top } td.n { text-align: end } th.n { text-align: end }
.unknown { list-style: none; padding: 0 } .unknown li { padding-block: .45rem; border-block-end: 1px solid var(--line) }
.both { table-layout: fixed; inline-size: 100% } .both th, .both td { font-size: .88rem }
.yes, .no, .open { white-space: nowrap; font-weight: 600 } .yes { color: var(--done) } .no { color: var(--emotional) }
.open { color: var(--muted) }
@media (max-width: 30rem) { .both thead { display: none } .both tr { display: block; padding-block: .6rem;
  border-block-end: 1px solid var(--line) } .both td, .both th { display: block; border: 0; padding-block: .1rem }
  .both td::before { content: attr(data-of); display: block; color: var(--muted); font-size: .82rem } }
@media print { body { font-size: 10.5pt; max-inline-size: none; padding: 0 } .question { break-before: auto }
  h2, h3 { break-after: avoid } figure, dl, .lead, tr { break-inside: avoid } nav, .csv { display: none }
  details::details-content { content-visibility: visible; block-size: auto }
  .plot { max-inline-size: 11cm } a { text-decoration: none } }
"""
