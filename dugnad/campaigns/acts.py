"""What people do in a campaign, from a signature to an outcome.

Every act in a campaign bears its circle (`circle=campaign.circle_id`), and its `cause` is the act that started the
campaign (`campaign.act_id`) or one that has this cause: so the ledger knows what each person did in it
(`queries/shares.py`). What anybody may see of it bears `audience=Audience.PUBLIC`.
"""

from dugnad.circles import posts
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
PLEDGED = declare("pledged", Effort.VOICE, Relation.NONE, "pledge")
PLEDGE_TAKEN_BACK = declare("pledge-taken-back", Effort.TOKEN, Relation.NONE, "pledge")
PLEDGE_CROSSED = declare("pledge-crossed", Effort.TOKEN, Relation.NONE, "rung")
"""Enough have pledged, so all are bound. By nobody: nobody is the one who tipped it. `amount` is how many they were."""
PLEDGE_LAPSED = declare("pledge-lapsed", Effort.TOKEN, Relation.NONE, "rung")
"""By the clock: the date has passed and nobody is bound. `amount` is how many had pledged."""
PLEDGE_KEPT = declare("pledge-kept", Effort.WORK, Relation.NONE, "pledge")
PLEDGE_NOT_KEPT = declare("pledge-not-kept", Effort.VOICE, Relation.NONE, "pledge")
PLEDGE_CONFIRMED = declare("pledge-kept-confirmed", Effort.TOKEN, Relation.NONE, "pledge")
"""By an organiser; `toward` is the pledger. No second work: the keeping was it."""
GAVE = declare("gave", Effort.GIVE, Relation.NONE, "gift")
"""`amount` is minor currency units; none for things, and none where the giver wants nobody to know it."""
GIFT_RECEIVED = declare("gift-received", Effort.TOKEN, Relation.NONE, "gift")
GIFT_STRUCK = declare("gift-struck", Effort.TOKEN, Relation.NONE, "gift")
SPENDING_ASKED = declare("spending-asked", Effort.VOICE, Relation.ASKS, "spending")
SPENDING_VOTED = declare("spending-voted", Effort.VOICE, Relation.DECIDES, "spending")
SPENDING_DECIDED = declare("spending-decided", Effort.TOKEN, Relation.DECIDES, "spending")
"""By the clock, when the days to vote are over."""
SPENDING_WITHDRAWN = declare("spending-withdrawn", Effort.TOKEN, Relation.NONE, "spending")
SPENT = declare("spent", Effort.WORK, Relation.NONE, "spending")
"""`amount` is minor currency units."""
TOLD_WHY = declare("told-why", Effort.VOICE, Relation.NONE, "campaign")
"""Why it matters to them. Private, unless they share it."""
SIGNED = declare("signed", Effort.TOKEN, Relation.NONE, "campaign")
"""By a person key, when the address was confirmed. Private, whatever its signer shows."""
SIGNATURE_WITHDRAWN = declare("signature-withdrawn", Effort.TOKEN, Relation.NONE, "campaign")
PAPER_ENTERED = declare("paper-entered", Effort.WORK, Relation.NONE, "sheet")
"""`amount` is how many names; so in the next one, of those that were not counted already."""
PAPER_CHECKED = declare("paper-checked", Effort.WORK, Relation.NONE, "sheet")
SIGNING_ALARM = declare("signing-alarm", Effort.TOKEN, Relation.NONE, "alarm")
"""By the clock: something about the signatures wants to be looked at. `amount` is how many."""
SIGNATURES_SETTLED = declare("signatures-settled", Effort.WORK, Relation.DECIDES, "alarm")
"""An organiser has looked. `amount` is how many were let in; 0: they were found forged."""

posts.declare(STARTED)
