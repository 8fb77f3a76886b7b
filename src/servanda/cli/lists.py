"""Options that take all words up to the next option: `--state LTU LVA EST`."""

import click


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
