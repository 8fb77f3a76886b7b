"""Bytes to text, in any encoding a newsroom sends.

Order of trust: a byte order mark; escape sequences of ISO-2022-JP; valid UTF-8, whatever the page declares (text of
another encoding is practically never valid UTF-8 by chance); the declared encoding where it decodes without error; NUL
patterns of UTF-16; nearly valid UTF-8 (a truncated or patched file); and last a guess, where several encodings are
tried and the text that reads most like a language wins. Declared names are checked against the encodings of text, so
that a page cannot call for `zlib` or `rot13`.
"""

import codecs
import re
from itertools import pairwise

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})["']|<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_TEXT_ENCODING = re.compile(
    r"utf-?(?:8|16|32)(?:-?[lb]e)?|(?:windows|cp|x-cp)-?(?:125\d|866|874|932|936|949|950)|iso-?8859-?\d+|latin-?\d+|us-ascii|ascii"
    r"|koi8-?[rut]|gb-?2312|gbk|gb-?18030|big5(?:-?hkscs)?|shift[-_]?jis|sjis|euc-?(?:jp|kr)|ks_c_5601-1987|iso-?2022-?jp|mac(?:intosh|-?roman|-?cyrillic)|ibm866|tis-?620"
)
# What is labelled so is really the larger Windows set: https://encoding.spec.whatwg.org/#names-and-labels
_REALLY = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
}
# Single-byte encodings in the order of their use on the web; several-byte ones are told apart by charset-normalizer.
_CANDIDATES = (
    "cp1252", "cp1251", "cp1250", "cp1257", "cp1254", "cp1253", "koi8_u", "iso8859_2", "iso8859_5", "iso8859_13",
    "cp866", "cp1255", "cp1256", "cp874",
)  # fmt: skip
_SEVERAL_BYTES = frozenset(
    [
        "big5",
        "big5hkscs",
        "cp932",
        "cp949",
        "euc_jis_2004",
        "euc_jisx0213",
        "euc_jp",
        "euc_kr",
        "gb18030",
        "gb2312",
        "gbk",
        "shift_jis",
    ]
)
_SAMPLE = 20_000
_NON_ASCII_RUN = re.compile(rb"[\x80-\xff]")
_MOJIBAKE = re.compile("[Â-ô][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f]")
_HIGH_WORD = re.compile(r"[^\s\d!-@\[-`{-~]*[^\x00-\x7f\s][^\s\d!-@\[-`{-~]*")
_SIGN_INSIDE = re.compile(r"\w[^\w\s’'\-\u0300-\u036f]+\w")
BINARY_SHARE = 0.01


def decode(data: bytes) -> str:
    """The text of a file, without its byte order mark; never fails: what no encoding reads becomes U+FFFD."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\x1b$" in data[:_SAMPLE] and (text := _strictly(data, "iso2022_jp")):
        return text
    if (text := _strictly(data, "utf-8")) is not None and "\0" not in text[:_SAMPLE]:
        return text
    declared = declared_encoding(data)
    if declared and (text := _strictly(data, declared)) is not None:
        return text
    return _wide(data) or _nearly_utf8(data) or data.decode(_guess(data), "replace")


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an XML declaration or a meta element names, as Python calls it, or None."""
    match = _DECLARED.search(data[:4096])
    if not match:
        return None
    name = (match[1] or match[2]).decode("ascii", "replace").lower()
    if not _TEXT_ENCODING.fullmatch(name) or name.startswith(("utf-16", "utf16", "utf-32", "utf32")):
        return None
    try:
        return codecs.lookup(_REALLY.get(name, name).replace("windows-", "cp")).name
    except LookupError:
        return None


def repair(text: str) -> str:
    """Undo UTF-8 that was read as Windows-1252 and encoded again (â€™ for ’), run by run, where it is plainly so.

    A single odd pair may be meant (“Ã©” in a text about encodings), so fewer than two such runs are left alone.

    Example:
        >>> repair("Lietuva pritarÄ— sprendimui: â€žtaipâ€œ")
        'Lietuva pritarė sprendimui: „taip“'
    """
    if not any(mark in text for mark in ("Ã", "â€", "Ä", "Å", "Ð", "Ñ")):
        return text
    if sum(_undo(match[0]) is not None for match in _MOJIBAKE.finditer(text)) < 2:
        return text
    return _MOJIBAKE.sub(lambda match: _undo(match[0]) or match[0], text)


def looks_binary(text: str) -> bool:
    """Whether too many characters are controls for this to be text that somebody wrote."""
    sample = text[:_SAMPLE]
    replaced = sample.count("\ufffd")
    return bool(sample) and len(_CONTROL.findall(sample)) + replaced / 2 > BINARY_SHARE * len(sample) + 1


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in text of most scripts every second byte of ASCII blanks and digits is NUL."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or sample.count(0) * 8 < len(sample):
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 4 * min(even, odd):
        return None
    return data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")


def _nearly_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    high = len(_NON_ASCII_RUN.findall(data))
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    return text if broken <= 1 + high // 20 and high >= 8 * broken else None


def _guess(data: bytes) -> str:
    """The encoding whose text reads most like a language; Windows-1252 where none does."""
    from servanda.reports.language import guess

    sample = _interesting(data)
    if several := _several_bytes(sample):
        return several
    best, best_score = "cp1252", 0.0
    for encoding in _CANDIDATES:
        text = _strictly(sample, encoding)
        if text is None or len(_CONTROL.findall(text)) > 2:
            continue
        _, share = guess(" ".join(text.split()))
        score = share - _oddity(text)
        if score > best_score + 0.02:
            best, best_score = encoding, score
    return best


def _interesting(data: bytes) -> bytes:
    """The lines with bytes beyond ASCII, which alone tell encodings apart."""
    lines = [line for line in data[:_SAMPLE].split(b"\n")[:-1] or [data[:_SAMPLE]] if _NON_ASCII_RUN.search(line)]
    return b"\n".join(lines) or data[:_SAMPLE]


def _several_bytes(sample: bytes) -> str | None:
    """The East Asian encoding of the sample, or None where it is in none."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample).best()
    return found.encoding if found and found.encoding in _SEVERAL_BYTES else None


def _oddity(text: str) -> float:
    """The share of words beyond ASCII nobody writes: signs inside, a capital after a small letter, two scripts."""
    words = _HIGH_WORD.findall(text)
    odd = sum(bool(_SIGN_INSIDE.search(word)) or _capital_inside(word) or _mixes(word) for word in words)
    return odd / len(words) if words else 0.0


def _capital_inside(word: str) -> bool:
    return any(one.islower() and other.isupper() for one, other in pairwise(word))


def _mixes(word: str) -> bool:
    latin = any(c.isalpha() and c < "\u0250" for c in word)
    other = any(c.isalpha() and c > "\u036f" for c in word)
    return latin and other


def _undo(run: str) -> str | None:
    raw = bytearray()
    for character in run:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return None
            raw.append(ord(character))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
