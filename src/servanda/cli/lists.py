"""Options that take all words up to the next option: `--state LTU LVA EST`."""

from collections.abc import Callable

import click

from servanda.model.errors import InputError


class Lists(click.Command):
    """A command some of whose options are lists; they are its options that may be given again."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat the option before each further word of a list, then parse as ever."""
        names = {
            name
            for param in self.params
            if isinstance(param, click.Option) and param.multiple
            for name in param.opts
            if name.startswith("--")
        }
        spread: list[str] = []
        current, filled = "", False
        for word in args:
            if word.startswith("-") and word != "-":
                name, given, _ = word.partition("=")
                current, filled = name if name in names else "", bool(given)
            elif current and filled:
                spread.append(current)
            else:
                filled = True
            spread.append(word)
        return super().parse_args(ctx, spread)


def each(texts: tuple[str, ...], resolve: Callable[[str], object]) -> list[str]:
    """Names as given; `LTU,LVA` is two where no one goes by that name."""
    found: list[str] = []
    for text in texts:
        try:
            resolve(text)
        except InputError:
            if "," not in text:
                raise
            found += [part.strip() for part in text.split(",") if part.strip()]
        else:
            found.append(text)
    return found
