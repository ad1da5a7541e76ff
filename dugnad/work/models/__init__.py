from dugnad.work.models.note import Note
from dugnad.work.models.task import Task, TaskLanguage
from dugnad.work.models.unit import Unit
from dugnad.work.models.wait import Wait

__all__ = ["Note", "Task", "TaskLanguage", "Unit", "Wait"]
