"""The room `corroboration`."""
