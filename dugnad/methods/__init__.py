"""Pure methods: no Django, no I/O. Arrays or frozen dataclasses in, frozen dataclass out."""
