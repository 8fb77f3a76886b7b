"""The sources of a brief: told once, pointed at by key, in the order in which the page first leans on them."""

from collections.abc import Iterable
from datetime import date

from servanda.brief.paper import Source, SourceKind
from servanda.catalog import Catalog
from servanda.ledger import Coverage
from servanda.ledger.entry import content_key
from servanda.model import Act, Report, earliest
from servanda.wording import say_date, state_name


class Sources:
    """Gathers what sentences rest on; each method gives the key to write beside a sentence."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._found: dict[str, Source] = {}

    def act(self, act: Act) -> str:
        """An act on record, with where it stands and since when it is known."""
        treaty = self._catalog.treaties.get(act.treaty)
        name = (treaty.short or treaty.title) if treaty else act.treaty
        kind = str(act.kind).replace("_", " ")
        text = f"{state_name(act.state, self._catalog)}, {name}: {kind} of {say_date(act.date)}"
        known = earliest(act.known_from or act.date)
        url = next((word for word in act.source.split() if word.startswith(("https://", "http://"))), None)
        told = f"{text}. {act.source}" if act.source else text
        return self._put(act.id, "act", told, url=url, day=act.date, retrieved=known)

    def article(self, treaty: str, article: str | None) -> str:
        """An article of a treaty, or of the Vienna Convention where it says so."""
        if not article:
            return self.law()
        if article.startswith("VCLT"):
            return self._put(article, "article", f"Vienna Convention on the Law of Treaties, art. {article[5:]}")
        found = self._catalog.treaties.get(treaty)
        name = found.title if found else treaty
        return self._put(f"{treaty}:{article}", "article", f"{name}, art. {article.removeprefix('art. ')}")

    def report(self, report: Report) -> str:
        """A report, with its publisher, its day, and the hash by which a ledger keeps its content."""
        who = report.publisher or "unnamed outlet"
        title = f"“{report.title}”" if report.title else f"report {report.id}"
        day = f", {say_date(report.published)}" if report.published else ", undated"
        text = f"{who}: {title}{day}; content {content_key(report)}"
        read = earliest(report.retrieved) if report.retrieved else None
        return self._put(f"report:{report.id}", "report", text, url=report.url, day=report.published, retrieved=read)

    def record(self, coverage: Coverage) -> str:
        """How far the record of a treaty goes."""
        return self._put(f"record:{coverage.treaty}", "record", str(coverage), day=coverage.as_of)

    def catalog(self, what: str, text: str) -> str:
        """A fact of the catalog."""
        return self._put(f"catalog:{what}", "catalog", text)

    def law(self) -> str:
        """What the law engine derives from acts and clauses."""
        return self._put("law", "law", "Law engine: derived from the acts on record and the clauses of the treaty")

    def model(self, name: str, text: str) -> str:
        """A fitted model, or a rate counted on the record."""
        return self._put(f"model:{name}", "model", text)

    def listed(self, keys: Iterable[str]) -> tuple[Source, ...]:
        """The sources that are pointed at, in the order of the keys."""
        return tuple(self._found[key] for key in dict.fromkeys(keys))

    def _put(
        self,
        key: str,
        kind: SourceKind,
        text: str,
        *,
        url: str | None = None,
        day: str | None = None,
        retrieved: date | None = None,
    ) -> str:
        safe = url if url and url.startswith(("https://", "http://")) else None
        self._found.setdefault(key, Source(key=key, kind=kind, text=text, url=safe, day=day, retrieved=retrieved))
        return key
