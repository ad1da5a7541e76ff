from dugnad.safety.models.appeal import Appeal, Juror
from dugnad.safety.models.care import Exposure
from dugnad.safety.models.case import Case
from dugnad.safety.models.decision import Decision, Voice
from dugnad.safety.models.drawn import Drawn
from dugnad.safety.models.log import LogEntry
from dugnad.safety.models.report import Report, ReportPicture

__all__ = ["Appeal", "Case", "Decision", "Drawn", "Exposure", "Juror", "LogEntry", "Report", "ReportPicture", "Voice"]
