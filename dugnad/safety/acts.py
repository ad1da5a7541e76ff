"""What members do for each other's safety. All of it is private: the circle reads of it in its log of decisions."""

from dugnad.ledger.verbs import Effort, Relation, declare

REPORTED = declare("reported", Effort.TOKEN, Relation.NONE, "report")
"""By nobody, if by somebody without an account."""
CASE_OPENED = declare("case-opened", Effort.TOKEN, Relation.NONE, "case")
"""By nobody: reports on one person in a short time are one case."""
HANDED_OVER = declare("case-handed-over", Effort.TOKEN, Relation.NONE, "case")
"""Toward the steward who looks after it from now on."""
CALLED_TO_DECIDE = declare("called-to-decide", Effort.TOKEN, Relation.ASKS, "case")
"""By nobody, toward a member whom the lot called to decide about a circle that they do not tend."""
PROPOSED = declare("measure-proposed", Effort.VOICE, Relation.DECIDES, "decision")
SECONDED = declare("measure-seconded", Effort.VOICE, Relation.DECIDES, "decision")
IN_FORCE = declare("measure-in-force", Effort.TOKEN, Relation.DECIDES, "decision")
"""By nobody, toward the one concerned. `amount` is by how many stewards: one, for a day, or as many as it takes."""
SET_ASIDE = declare("measure-set-aside", Effort.TOKEN, Relation.NONE, "decision")
"""Taken back by whoever proposed it, something else was decided, or by nobody: lifted after an appeal."""
LAPSED = declare("measure-lapsed", Effort.TOKEN, Relation.NONE, "decision")
"""By the clock: nobody seconded it in time."""
APPEALED = declare("appealed", Effort.TOKEN, Relation.NONE, "appeal")
CALLED_TO_APPEAL = declare("called-to-appeal", Effort.TOKEN, Relation.ASKS, "appeal")
"""By nobody, toward a member who did not decide, other stewards first, then by lot."""
JUDGED_APPEAL = declare("judged-appeal", Effort.VOICE, Relation.DECIDES, "appeal")
APPEAL_SETTLED = declare("appeal-settled", Effort.TOKEN, Relation.DECIDES, "appeal")
"""By nobody, toward the one concerned."""
CASE_APPEALED = declare("case-appealed", Effort.TOKEN, Relation.NONE, "case")
"""By nobody: somebody asked for another look."""
NAME_PUT = declare("name-put-to-decision", Effort.TOKEN, Relation.NONE, "decision")
"""By the one concerned, who wishes it: their name stands with its lines in the log."""
NAME_TAKEN = declare("name-taken-from-decision", Effort.TOKEN, Relation.NONE, "decision")
CASE_CLOSED = declare("case-closed", Effort.TOKEN, Relation.NONE, "case")
LOGGED = declare("decision-logged", Effort.TOKEN, Relation.NONE, "log-line")
"""By nobody: the circle's members can read a line more in their log of decisions."""
