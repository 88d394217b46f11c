"""The letters and signs of LaTeX, as references write them, to text and back."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_COMBINING: Final = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
}
_ALONE: Final = {"~": "~", "^": "^", "'": "\u00b4", '"': "\u00a8", "`": "`"}
"""An accent over nothing is the sign itself, as in `\\~{}`."""
_NAMED: Final = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "S": "§",
    "P": "¶",
    "pounds": "£",
    "euro": "€",
    "copyright": "©",
    "dots": "…",
    "ldots": "…",
    "textellipsis": "…",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquotesingle": "'",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textunderscore": "_",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textregistered": "®",
    "texttrademark": "™",
    "textdegree": "°",
    "textmu": "µ",
    "textonehalf": "½",
    "textsuperscript": "",
    "textsubscript": "",
    "textit": "",
    "textbf": "",
    "textsc": "",
    "textrm": "",
    "texttt": "",
    "textsl": "",
    "textup": "",
    "textnormal": "",
    "emph": "",
    "mkbibemph": "",
    "mkbibitalic": "",
    "mkbibbold": "",
    "mkbibquote": "",
    "enquote": "",
    "url": "",
    "path": "",
    "uppercase": "",
    "MakeUppercase": "",
    "em": "",
    "it": "",
    "bf": "",
    "sc": "",
    "tt": "",
    "rm": "",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "mu": "μ",
    "textalpha": "α",
    "textbeta": "β",
    "textgamma": "γ",
}
_TOKEN: Final = re.compile(
    r"""
    (?P<math>(?<!\\)\$[^$\n]{1,300}\$)
  | \\(?P<accent>["'`^~=.]) [ \t]{0,4} (?: \{[ ]?(?P<a1>\\?[^\W\d_])?[ ]?\} | \\(?P<a2>[ij])(?![A-Za-z]) | (?P<a3>[^\W\d_]) )
  | \\(?P<letter>[uvHcdbrkt]) (?: [ \t]{0,4}\{[ ]?(?P<b1>\\?[^\W\d_])?[ ]?\} | [ \t]{1,4}\\(?P<b2>[ij])(?![A-Za-z]) | [ \t]{1,4}(?P<b3>[^\W\d_]) )
  | \\(?P<name>[A-Za-z]{1,20})(?![A-Za-z]) (?: [ \t]{0,4}\{\} | [ \t]{1,4} | (?![ \t{]) | (?=\{) )
  | \\(?P<escaped>[&%$\#_{}])
  | \\(?P<space>[ ,;:!/-]|\\)
  | (?P<brace>[{}])
  | (?P<dashes>---?)
  | (?P<quotes>``|'')
  | (?P<tie>~)
    """,
    re.X,
)
_MARKS: Final = {"--": "–", "---": "—", "``": "“", "''": "”"}
_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_TO_GUARD: Final = re.compile(r"[\\{}~^&%$#_]|-(?=-)|`(?=`)|'(?=')")


def to_text(latex: str) -> str:
    """The text a value of LaTeX stands for; formulas and commands that nobody here knows stay as they are.

    Every character is looked at once, so that a value of any length and nesting takes its length in time.
    """
    return unicodedata.normalize("NFC", _TOKEN.sub(_of_token, latex))


def _of_token(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    if found["accent"] or found["letter"]:
        return _accented(found)
    if found["name"]:
        return _NAMED.get(found["name"], found[0])
    if found["escaped"]:
        return found["escaped"]
    if kind == "space":
        return "" if found["space"] in "!/-" else " "
    if kind == "tie":
        return " "
    return {"math": found[0], "brace": ""}.get(kind) or _MARKS.get(found[0], "")


def _accented(found: re.Match[str]) -> str:
    mark = found["accent"] or found["letter"]
    base = next((found[group] for group in ("a1", "a2", "a3", "b1", "b2", "b3") if found[group]), "").lstrip(
        "\\"
    )
    if not base:
        return _ALONE.get(mark, "")
    return unicodedata.normalize("NFC", base + _COMBINING[mark])


def to_latex(text: str) -> str:
    """A text as a value of LaTeX in Unicode: its signs guarded, its letters as they are."""
    return _TO_GUARD.sub(lambda found: _SPECIAL.get(found[0], f"{found[0]}{{}}"), text)
