"""The outlook: chances with their intervals and the cases they rest on."""
