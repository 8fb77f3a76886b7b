"""The room `law`."""
