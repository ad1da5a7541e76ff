"""The words somebody added, without the letter they answer, their signature and what their telephone says of itself.

What is quoted is left out, whether it stands above, below or between. When nothing is left, nothing is shown to
anybody: the letter may hold what others wrote, and an answer must not publish it once more.
"""

from __future__ import annotations

import re

ORIGINAL = re.compile(
    r"-{2,}\s*(?:original message|original appointment|forwarded message|ursprungligt meddelande|urspr\. meddelande|"
    r"originalmeddelande|vidarebefordrat (?:meddelande|brev)|opprinnelig melding|oprindelig meddelelse|"
    r"ursprüngliche nachricht|message d'origine)\s*-{2,}",
    re.I,
)
FORWARDED = re.compile(r"(?:begin forwarded message|börja på vidarebefordrat (?:meddelande|brev)):", re.I)
FIELD = re.compile(
    r"\*?(?:from|från|sent|skickat|date|datum|to|till|cc|kopia|subject|ämne|fra|sendt|til|emne|von|gesendet|an|betreff)"
    r"\s*:\*?(?:\s|$)",
    re.I,
)
FIRST_FIELD = re.compile(r"\*?(?:from|från|fra|von|de)\s*:\*?\s", re.I)
WROTE = re.compile(r"\b(?:wrote|skrev|skriver|schrieb|a écrit)\b[^:]{0,120}:\s*$", re.I)
DIGIT = re.compile(r"\d")
SIGNATURE = re.compile(r"--\s*")
TELEPHONE = re.compile(
    r"(?:sent from|sent via|skickat från|skickades från|get outlook for|hämta outlook för|sent with proton|"
    r"skickat via)\b.{0,80}",
    re.I,
)
RULE = re.compile(r"_{10,}\s*")
BLANKS = re.compile(r"\n{3,}")
LONGEST_LINE = 2_000
"""A longer line is nobody's quotation mark."""


def own_words(text: str) -> str:
    """What of `text` its writer added; empty when it is all quoted."""
    lines = [line.rstrip() for line in text.split("\n")]
    return _trimmed(lines, signed=True) or _trimmed(lines, signed=False)


def _trimmed(lines: list[str], *, signed: bool) -> str:
    kept: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if (signed and SIGNATURE.fullmatch(line)) or _letter_begins(lines, place):
            break
        attributed = _attribution(lines, place)
        if attributed:
            place += attributed
            if not _is_quoted(_next_words(lines, place)):
                break
            continue
        if not _is_quoted(line):
            kept.append(line)
        place += 1
    return BLANKS.sub("\n\n", "\n".join(_without_telephone(kept))).strip()


def _is_quoted(line: str) -> bool:
    return line.lstrip()[:1] == ">"


def _letter_begins(lines: list[str], place: int) -> bool:
    """Whether the letter itself follows, with no mark at each of its lines."""
    line = lines[place].strip()
    if len(line) > LONGEST_LINE:
        return False
    if ORIGINAL.fullmatch(line) or FORWARDED.fullmatch(line):
        return True
    after = place + 1 if RULE.fullmatch(line) else place
    block = [one.strip() for one in lines[after : after + 6] if one.strip()]
    return bool(block) and FIRST_FIELD.match(block[0]) is not None and sum(map(_is_field, block)) >= 3


def _is_field(line: str) -> bool:
    return len(line) <= LONGEST_LINE and FIELD.match(line) is not None


def _attribution(lines: list[str], place: int) -> int:
    """How many lines from here on say that somebody wrote what follows: 0 to 3."""
    said = ""
    for count in (1, 2, 3):
        if place + count > len(lines) or not (line := lines[place + count - 1].strip()) or _is_quoted(line):
            return 0
        said = f"{said} {line}".strip()
        if len(said) > LONGEST_LINE:
            return 0
        if WROTE.search(said):
            known = DIGIT.search(said) and ("@" in said or _is_quoted(_next_words(lines, place + count)))
            return count if known else 0
    return 0


def _next_words(lines: list[str], place: int) -> str:
    return next((line for line in lines[place : place + 5] if line.strip()), "")


def _without_telephone(lines: list[str]) -> list[str]:
    while lines and (not lines[-1].strip() or TELEPHONE.fullmatch(lines[-1].strip())):
        lines = lines[:-1]
    return lines
