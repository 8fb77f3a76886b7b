"""The room `extraction`."""
