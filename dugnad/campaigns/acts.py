"""What people do in a campaign, from a signature to an outcome.

Every act in a campaign bears its circle (`circle=campaign.circle_id`), and its `cause` is the act that started the
campaign (`campaign.act_id`) or one that has this cause: so the ledger knows what each person did in it
(`queries/shares.py`). What anybody may see of it bears `audience=Audience.PUBLIC`.
"""

from dugnad.ledger.verbs import Effort, Relation, declare

STARTED = declare("campaign-started", Effort.WORK, Relation.NONE, "campaign")
"""`cause` is the ask it came of, or the campaign it is a local copy of."""
CAMPAIGN_EDITED = declare("campaign-edited", Effort.VOICE, Relation.NONE, "campaign")
OPENED = declare("campaign-opened", Effort.VOICE, Relation.DECIDES, "campaign")
CAMPAIGN_REOPENED = declare("campaign-reopened", Effort.VOICE, Relation.DECIDES, "campaign")
DELIVERED = declare("campaign-delivered", Effort.WORK, Relation.NONE, "campaign")
CAMPAIGN_CLOSED = declare("campaign-closed", Effort.VOICE, Relation.DECIDES, "campaign")
ENDED_WELL = declare("outcome-told", Effort.VOICE, Relation.NONE, "campaign")
"""What changed, or did not."""
ORGANISER_ADDED = declare("organiser-added", Effort.VOICE, Relation.INVITES, "campaign")
"""`toward` is the organiser; nobody when somebody said yes to being invited."""
ORGANISER_LEFT = declare("organiser-left", Effort.TOKEN, Relation.NONE, "campaign")
"""`toward` is the organiser."""
REPLY_RECEIVED = declare("reply-received", Effort.TOKEN, Relation.NONE, "reply")
"""By mail, so by the clock: it waits for an organiser."""
REPLY_PUBLISHED = declare("reply-published", Effort.VOICE, Relation.NONE, "reply")
REPLY_PUT_ASIDE = declare("reply-put-aside", Effort.TOKEN, Relation.NONE, "reply")
ORIGIN_ASKED = declare("campaign-wanted", Effort.VOICE, Relation.ASKS, "origin")
"""`toward` is whoever brought the thing (the asker of an ask); `cause` the act that made it. Private."""
ORIGIN_AGREED = declare("campaign-agreed-to", Effort.VOICE, Relation.NONE, "origin")
ORIGIN_REFUSED = declare("campaign-not-agreed-to", Effort.TOKEN, Relation.NONE, "origin")
UPDATE_SENT = declare("update-sent", Effort.VOICE, Relation.NONE, "update")
CONSENT_TAKEN_BACK = declare("consent-taken-back", Effort.TOKEN, Relation.NONE, "consent")
SUPPORTERS_IMPORTED = declare("supporters-imported", Effort.WORK, Relation.NONE, "campaign")
"""`amount` is how many came in."""
SUPPORTERS_EXPORTED = declare("supporters-exported", Effort.VOICE, Relation.NONE, "export")
"""`amount` is how many were in the file."""

LETTERS_PREPARED = declare("letters-prepared", Effort.WORK, Relation.NONE, "rung")
"""`cause` is the starting of the campaign: so of all acts on its rungs."""
LETTER_WRITTEN = declare("letter-written", Effort.WORK, Relation.NONE, "campaign-letter")
LETTER_SENT = declare("letter-sent", Effort.WORK, Relation.NONE, "campaign-letter")
CALLS_PREPARED = declare("calls-prepared", Effort.WORK, Relation.NONE, "rung")
PHONED = declare("phoned", Effort.WORK, Relation.NONE, "phone-call")
OUTLET_ADDED = declare("outlet-added", Effort.VOICE, Relation.NONE, "outlet")
PITCH_BEGUN = declare("pitch-begun", Effort.VOICE, Relation.NONE, "pitch")
PITCH_HELD = declare("pitch-held", Effort.VOICE, Relation.NONE, "pitch")
PITCH_LET_GO = declare("pitch-let-go", Effort.TOKEN, Relation.NONE, "pitch")
PITCH_CHANGED = declare("pitch-changed", Effort.VOICE, Relation.NONE, "pitch")
PITCHED = declare("pitched", Effort.WORK, Relation.NONE, "pitch")
PRINTED = declare("article-printed", Effort.WORK, Relation.NONE, "pitch")
CLIPPED = declare("clipping-added", Effort.VOICE, Relation.NONE, "clipping")
ASKED_TO_SPEAK = declare("asked-to-speak", Effort.VOICE, Relation.ASKS, "spokesperson")
SPEAKS = declare("agreed-to-speak", Effort.VOICE, Relation.NONE, "spokesperson")
"""`toward` is whoever asked; so in the next one."""
SPEAKS_NOT = declare("does-not-speak", Effort.TOKEN, Relation.NONE, "spokesperson")
"""Said no, or took their consent back."""
