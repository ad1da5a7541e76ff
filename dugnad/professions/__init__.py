"""Professions vouched for by members of the profession: who is first, who vouches, and until when it holds."""
