from dugnad.professions.models.mark import Mark, Word
from dugnad.professions.models.terms import Terms

__all__ = ["Mark", "Terms", "Word"]
