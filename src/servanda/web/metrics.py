"""What operators count: requests, how long they took, how many are open, how far the record goes."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import Response

from servanda.web.record import Record

SECONDS = (0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Meters:
    """The meters of one server.

    Args:
        record: whose last entry is told.
    """

    def __init__(self, record: Record) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "servanda_requests", "Requests answered.", ["route", "method", "status"], registry=self._registry
        )
        self.seconds = Histogram(
            "servanda_request_seconds", "Seconds to the answer.", ["route"], registry=self._registry, buckets=SECONDS
        )
        self.open = Gauge("servanda_requests_open", "Requests being answered.", registry=self._registry)
        entries = Gauge("servanda_ledger_entries", "Number of the last entry of the record.", registry=self._registry)
        entries.set_function(record.last_head)  # a store that is down must not take the meters with it

    def page(self) -> Response:
        """The page that Prometheus reads."""
        return Response(generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
