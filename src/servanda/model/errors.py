"""One tree of errors, branched by what the caller can do.

    ServandaError
    ├── InputError    fix what was given (a file, a state, a date)          exit 3
    ├── UsageError    ask differently (an option, a command)                exit 2
    ├── DataError     our own data files are wrong: report it to us         exit 3
    ├── SourceError   something outside did not answer: try later           exit 4
    ├── StoreError    the ledger cannot be read or written                  exit 4
    └── LawGap        the treaty is silent and no residual rule helps       exit 1

A message has three parts: what is wrong (`value`), where (`where`), what to do next (`hint`).
Legal or evidential doubt is a result, never an error.
"""


class ServandaError(Exception):
    """Base of every error Servanda raises on purpose.

    Args:
        message: what is wrong, lower case start, no full stop needed.
        value: the offending value, for machines.
        where: file:line:column, record id, or article.
        hint: what to do next: a command, or the nearest valid names.
    """

    exit_code = 3

    def __init__(self, message: str, *, value: object = None, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message, self.value, self.where, self.hint = message, value, where, hint

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}; {self.hint}" if self.hint else text


class InputError(ServandaError):
    """The caller can fix what was given."""


class UsageError(ServandaError):
    """The caller must ask differently."""

    exit_code = 2


class DataError(ServandaError):
    """A data file that we ship, or that a user adds, is wrong."""


class SourceError(ServandaError):
    """An outside source did not answer as agreed; trying later may help."""

    exit_code = 4


class StoreError(ServandaError):
    """The ledger cannot be opened, read or written."""

    exit_code = 4


class LawGap(ServandaError):  # noqa: N818 - a gap in the law is named as lawyers name it
    """The treaty is silent and no residual rule of the Vienna Convention answers."""

    exit_code = 1
