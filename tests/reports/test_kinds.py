"""Each kind of file: what becomes of its text, its fields and its id."""

import subprocess
import sys

from servanda.reports import detect_language, read_bytes, read_paths
from servanda.reports.pdf import as_paragraphs


def one(text, name="a.txt"):
    """The only report of some text."""
    (report,) = read_bytes(text.encode() if isinstance(text, str) else text, name=name)
    return report


def make_pdf(lines, info="/Title (Notice 12) /CreationDate (D:20240806120000Z)"):
    """A small PDF with one page, written by hand."""
    content = "BT /F1 12 Tf 14 TL 72 720 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< {info} >>",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(out)
    out += f"xref\n0 7\n0000000000 65535 f \n{table}trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


PAGE = [
    "The Secretary-General of the United Nations, acting in his capacity as depositary, commu-",
    "nicates that the above action was effected on 6 August 2024.",
    "Article 20",
]


def test_pdf():
    """Lines of a PDF become paragraphs, broken words are joined, title and day are those it states."""
    report = one(make_pdf(PAGE), "n.pdf")
    assert report.text.split("\n")[0].endswith("commu" + "nicates that the above action was effected on 6 August 2024.")
    assert report.text.split("\n")[-1] == "Article 20"
    assert (report.title, report.published) == ("Notice 12", "2024-08-06")


def test_truncated_pdf():
    """Of a PDF that was cut off after its page, the text is still read."""
    data = make_pdf(PAGE)
    assert "6 August 2024" in one(data[: data.index(b"xref\n0 7")], "n.pdf").text


def test_hyphen_of_a_compound():
    """A word that is written with a hyphen keeps it at the end of a line."""
    assert (
        as_paragraphs("the ban on anti-\npersonnel mines and with-\ndrawal")
        == "the ban on anti-personnel mines and withdrawal"
    )


def test_json_text_is_kept_exactly():
    """The text of a JSON row is kept to the character, since spans count into it."""
    text = "  Two  blanks,\ttab\r\nand “quotes”\u00a0\u200b â€™ \u0000 end \n"
    import json

    assert one(json.dumps({"id": "a", "text": text}) + "\n", "a.jsonl").text == text


def test_given_fields_win_over_the_page():
    """What a row states about itself wins over what its page states."""
    import json

    page = '<html lang="de"><head><title>Alt</title><meta name="date" content="2020-01-01"></head><body><p>Text.</p></body></html>'
    row = {"id": "a", "html": page, "title": "Neu", "published": "2024-07-18T10:00:00Z", "language": "en-GB"}
    report = one(json.dumps(row), "a.jsonl")
    assert (report.title, report.published, report.language, report.text) == ("Neu", "2024-07-18", "en", "Text.")
    assert one(json.dumps({"html": page}), "a.jsonl").published == "2020-01-01"


def test_pretty_printed_object_and_array():
    """A JSON file may be one object over several lines, or an array."""
    assert one('{\n "id": "z",\n "text": "one"\n}', "a.json").id == "z"
    assert [
        report.id for report in read_bytes(b'[{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]', name="a.json")
    ] == ["a", "b"]


def test_json_lines_with_a_mark_and_other_encoding():
    """JSON Lines with a byte order mark, in UTF-16, or in Windows-1252 are read."""
    line = '{"id": "a", "text": "Le président a signé l’accord à Genève."}\n'
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        assert one(line.encode(encoding), "a.jsonl").text == "Le président a signé l’accord à Genève."


def test_headers_of_plain_text():
    """Leading fields are taken out of the text and honoured; the rest stands as it is."""
    report = one("Title: Seimas votes\nDate: 18 July 2024\nSource: The Paper\n\nVILNIUS (BNS) - The Seimas  voted.\n")
    assert (report.title, report.published, report.publisher, report.agency) == (
        "Seimas votes",
        "2024-07-18",
        "The Paper",
        "BNS",
    )
    assert report.text == "VILNIUS (BNS) - The Seimas  voted.\n"


def test_front_matter():
    """YAML front matter of Markdown gives the fields; the heading stays in the text."""
    report = one(
        "---\ntitle: Chad leaves\ndate: 2024-07-18\nlanguage: en\n---\n\n# Chad leaves\n\nChad left.\n", "a.md"
    )
    assert (report.title, report.published, report.language) == ("Chad leaves", "2024-07-18", "en")
    assert report.text == "# Chad leaves\n\nChad left.\n"


def test_headline_and_dateline():
    """A first line that stands alone is the headline; a dateline with a year gives the day."""
    text = "Seimas votes to leave convention\n\nVILNIUS, July 18, 2024 (Reuters) - The Seimas voted."
    report = one(text)
    assert (report.title, report.published, report.agency, report.text) == (
        "Seimas votes to leave convention",
        "2024-07-18",
        "Reuters",
        text,
    )


def test_feed():
    """Each entry of a feed is a report with its own id, day, and text without tags."""
    rss = (
        '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>Agence é</title><language>fr</language>'
        "<item><title>A &amp; B</title><link>http://x.example/1</link><guid>g1</guid><pubDate>Thu, 18 Jul 2024 23:30:00 +0300</pubDate>"
        "<description>&lt;p&gt;Le Tchad a signé.&lt;/p&gt;&lt;p&gt;Fin.&lt;/p&gt;</description></item>"
        "<item><title>C</title><guid>g2</guid><description>Plain words.</description></item></channel></rss>"
    )
    first, second = read_bytes(rss.encode("latin-1"), name="f.xml")
    assert (first.id, first.title, first.text, first.published) == (
        "g1",
        "A & B",
        "Le Tchad a signé.\nFin.",
        "2024-07-18",
    )
    assert (first.publisher, first.language, second.text) == ("Agence é", "fr", "Plain words.")


def test_ids(tmp_path):
    """A report's id is the one given, else its path, else a hash of its content."""
    (tmp_path / "a.txt").write_text("Mali left the court.")
    (tmp_path / "b.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n{"id": 7, "text": "x"}\n')
    ids = [report.id for report in read_paths([tmp_path])]
    assert ids[0] == str(tmp_path / "a.txt")
    assert len(ids[1]) == len(ids[2]) == 16
    assert ids[1] != ids[2]
    assert ids[3] == "7"
    assert one("one").id == one("one", "b.txt").id


def test_language():
    """A language is named where the text shows one, and not where it holds no words."""
    assert detect_language("Le parlement a approuvé le retrait de la convention.") == "fr"
    assert detect_language("The parliament approved the withdrawal from the convention.") == "en"
    assert detect_language("2024 – 103:1:3") is None


def test_import_is_light():
    """The room is imported without the libraries of PDF, feeds, encodings and language models."""
    code = "import sys, servanda.reports; print(sorted({'pypdfium2', 'feedparser', 'charset_normalizer', 'fasttext', 'babel'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
