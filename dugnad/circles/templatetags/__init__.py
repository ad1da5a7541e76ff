"""Template tags of circles: `{% load circles %}`."""
