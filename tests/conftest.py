"""What all tests share: properties are judged by what they find, never by how long a busy machine took."""

from hypothesis import settings

settings.register_profile("servanda", deadline=None, derandomize=False, print_blob=True)
settings.load_profile("servanda")
