"""Circles: who belongs, who tends them, and how one gets in."""
