"""The room `catalog`."""
