"""The room `insight`."""
