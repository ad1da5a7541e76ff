"""Words that stand in no template and no form of ours, kept here so that they come into the catalogues.

Nothing runs. Messages of the libraries reach our pages as field errors: where theirs are stiff, or missing in a
language, our catalogues say it better. `locale/en` holds these alone; everything else is English already.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

# Django's fields and validators.
_("This field is required.")
_("Enter a whole number.")
_("Enter a number.")
_("Enter a valid date.")
_("Enter a valid time.")
_("Enter a valid date/time.")
_("Enter a valid email address.")
_("Enter a valid value.")
_("Enter a list of values.")
_("Select a valid choice. %(value)s is not one of the available choices.")
_("Select a valid choice. That choice is not one of the available choices.")
_("“%(pk)s” is not a valid value.")
_("Ensure this value is less than or equal to %(limit_value)s.")
_("Ensure this value is greater than or equal to %(limit_value)s.")
ngettext_lazy(
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    "limit_value",
)
ngettext_lazy(
    "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
    "limit_value",
)
ngettext_lazy(
    "Ensure this filename has at most %(max)d character (it has %(length)d).",
    "Ensure this filename has at most %(max)d characters (it has %(length)d).",
    "max",
)
_("No file was submitted.")
_("No file was submitted. Check the encoding type on the form.")
_("The submitted file is empty.")
_("Null characters are not allowed.")
_("Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.")

# allauth's refusals that our adapters leave as they are.
_("You cannot deactivate two-factor authentication.")
_("You cannot generate recovery codes without having two-factor authentication enabled.")
_("Please select only one.")

# What the clock does, from the first lines of the jobs.
_("Make the backup of the night, where the settings say so.")
_("Once a month, open the newest backup and compare it with what is here.")
_("Write the bundle of the week for those who keep one, where the settings say so.")
_("Tell the stewards of asks that nobody has answered in time.")
_("Call the next members by name where nobody has come yet, and those who were asleep.")
_("Put the digests that are due into the outbox.")
_("Remove what was told long ago, and old letters.")
_("Erase answers by e-mail that waited too long for their writer, and forget what came long ago.")
_("Erase the text of sealed parts whose time is over.")
_("Give back places in offers that were held and not agreed to in time.")
_("Delete pictures of asks that were never sent.")
_("Remove sessions that have ended.")
_("Forget who did how much of what, once it limits nobody any more.")
_("Fold search index and journal together, so that erased words are gone from the disk for good.")
_("Let out updates whose pause is over, and put them into letters, piece by piece.")
_("Count the votes on requests to spend whose days are over.")
_("Erase drafts that nobody confirmed, and the words of those without an account half a year after the closing.")
_("Erase lists of supporters that nobody brought in within an hour.")
_("Destroy the keys of petitions whose time is over, and forget networks, mail hosts and what nobody confirmed.")
_("Erase addresses that no consent needs, and who had which letter long ago.")
_("Tell everybody that nobody is bound by a pledge whose date has passed below its number.")
_("Publish the receipts of the signatures that count, where there are others than before.")
_("Erase the phone numbers and the needs of gatherings that ended a day ago.")
_("Write down that proposals of two weeks ago are over.")
_("Delete circles whose stewards decided it together, a week after that.")
_("Forget who came to gatherings that ended ninety days ago; how many is kept.")
_("Have the pulses of the movement, its circles and its campaigns taken, where twelve weeks are over.")
_("Remind those who come of what begins within a day.")
_("Tell those who hold a task that it will be free for others soon.")
_("Give back tasks and units whose time in somebody’s hands is over.")
_("Slow circles for an hour in which far more is posted than usual.")
_("See that circles are tended: end terms, open and count elections, notice when no steward has been there.")
_("Remove archives whose day is over.")
_("Tell members a month before that the mark of their profession ends.")
_("Delete what was written in circles and is past the time it is kept there.")
_("Destroy what would tell who stood on record, of people who are gone.")
_("Fetch what the witnesses of our record have signed of it.")
_("Look whether the records of others that we are a witness for still go on from what we kept.")
_("Sign the record, where something has come since it was signed.")
_("Lift what one steward did a day ago and nobody seconded, and what was decided for some days.")
_("Settle appeals that waited long enough, call others where nobody decides, close and erase old cases.")
_("Look for what stewards may want to know of: many who come, much that is written, rings, forged signatures.")
