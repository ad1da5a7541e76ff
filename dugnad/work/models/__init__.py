from dugnad.work.models.task import Note, Task, TaskLanguage, Wait
from dugnad.work.models.unit import Unit

__all__ = ["Note", "Task", "TaskLanguage", "Unit", "Wait"]
