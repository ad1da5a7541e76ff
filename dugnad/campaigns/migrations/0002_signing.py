import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import dugnad.kit.clock
import dugnad.kit.ids


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_initial"),
        ("people", "0003_found_for_calls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PetitionKey",
            fields=[
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="campaigns.campaign",
                    ),
                ),
                ("key", models.BinaryField(max_length=32)),
                ("made_at", models.DateTimeField(default=dugnad.kit.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name="SignatureCount",
            fields=[
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="campaigns.campaign",
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                ("settled", models.PositiveIntegerField(default=0)),
                ("until", models.DateTimeField()),
                ("whole_at", models.DateTimeField(help_text="When all of them were last counted.")),
                ("counted_at", models.DateTimeField(default=dugnad.kit.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name="PaperSheet",
            fields=[
                (
                    "id",
                    dugnad.kit.ids.IdField(
                        default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                (
                    "label",
                    models.CharField(max_length=140, verbose_name="what is written on the sheet, to find it again"),
                ),
                (
                    "lines",
                    models.JSONField(
                        default=list, help_text="[name, place, e-mail] of each; empty once it was checked."
                    ),
                ),
                ("entered_at", models.DateTimeField(default=dugnad.kit.clock.now)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("open", "Nobody has looked yet"), ("genuine", "Genuine"), ("forged", "Forged")],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "added",
                    models.PositiveIntegerField(default=0, help_text="How many of them were not counted already."),
                ),
                ("form_key", models.CharField(max_length=32)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="campaigns.campaign"
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("campaign", "form_key"), name="sheet_once_a_form"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                (
                    "id",
                    dugnad.kit.ids.IdField(
                        default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=140, verbose_name="name")),
                ("about", models.CharField(blank=True, max_length=280, verbose_name="what they would write about")),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partners",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("campaign", "name"), name="partner_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceiptList",
            fields=[
                (
                    "id",
                    dugnad.kit.ids.IdField(
                        default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(default=dugnad.kit.clock.now)),
                ("size", models.PositiveIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("leaves", models.BinaryField(help_text="32 bytes each.", null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="receipt_lists",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(fields=["campaign", "at"], name="receipt_lists_by_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    dugnad.kit.ids.IdField(
                        default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                (
                    "mailbox",
                    models.CharField(
                        blank=True, help_text="HMAC under the campaign’s key; empty: no address.", max_length=64
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("words", models.CharField(blank=True, max_length=500)),
                (
                    "shown",
                    models.CharField(
                        choices=[
                            ("private", "Nothing: I am one of those who are counted"),
                            ("name", "My name and my place"),
                            ("words", "My name, my place and my words"),
                        ],
                        default="private",
                        max_length=7,
                    ),
                ),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("sv", "Swedish")], default="en", max_length=7),
                ),
                (
                    "came",
                    models.CharField(
                        choices=[
                            ("page", "On the page, confirmed by e-mail"),
                            ("member", "By a member"),
                            ("paper", "On paper"),
                        ],
                        default="page",
                        max_length=6,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waits for its letter to be answered"),
                            ("confirmed", "Counts"),
                            ("held", "Held back until an organiser has looked"),
                            ("invalidated", "Does not count: an organiser found it forged"),
                            ("withdrawn", "Taken back by its signer"),
                            ("repeated", "A second one of the same person"),
                        ],
                        default="pending",
                        max_length=11,
                    ),
                ),
                ("agreed", models.JSONField(default=list, help_text="[purpose, partner, words] of what was ticked.")),
                ("sealed", models.BinaryField(null=True)),
                ("receipt", models.CharField(default=dugnad.kit.ids.new_key, max_length=16)),
                ("network", models.CharField(blank=True, max_length=32)),
                ("host", models.CharField(blank=True, max_length=120)),
                ("created_at", models.DateTimeField(default=dugnad.kit.clock.now)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("counted_at", models.DateTimeField(blank=True, null=True)),
                ("uncounted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.place",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="campaigns.papersheet",
                    ),
                ),
                (
                    "supporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="signatures",
                        to="campaigns.supporter",
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(fields=["campaign", "mailbox", "created_at"], name="signatures_of_a_mailbox"),
                    models.Index(fields=["campaign", "network", "created_at"], name="signatures_of_a_network"),
                    models.Index(
                    condition=models.Q(("counted_at__isnull", False)),
                    fields=["campaign", "counted_at"],
                    name="signatures_counted",
                ),
                    models.Index(
                    condition=models.Q(("uncounted_at__isnull", False)),
                    fields=["campaign", "uncounted_at"],
                    name="signatures_uncounted",
                ),
                    models.Index(
                    condition=models.Q(("network", ""), _negated=True),
                    fields=["created_at"],
                    name="signatures_with_network",
                ),
                ],
                'constraints': [
                    models.UniqueConstraint(
                    condition=models.Q(
                        ("state__in", ("confirmed", "held", "invalidated")), models.Q(("mailbox", ""), _negated=True)
                    ),
                    fields=("campaign", "mailbox"),
                    name="one_person_signs_once",
                ),
                    models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["pending", "confirmed", "held", "invalidated", "withdrawn", "repeated"])
                    ),
                    name="signature_state_known",
                ),
                    models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "confirmed"), _negated=True), ("counted_at__isnull", False), _connector="OR"
                    ),
                    name="what_is_confirmed_counts",
                ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningAlarm",
            fields=[
                (
                    "id",
                    dugnad.kit.ids.IdField(
                        default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                (
                    "suspicion",
                    models.CharField(
                        choices=[
                            ("host", "Many addresses at one mail host"),
                            ("network", "Many signatures from one network"),
                            ("burst", "Far more signatures than before"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "about",
                    models.CharField(blank=True, help_text="The mail host, or a hash of the network.", max_length=120),
                ),
                ("found", models.PositiveIntegerField(help_text="How many, when it was raised.")),
                ("raised_at", models.DateTimeField(default=dugnad.kit.clock.now)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("open", "Nobody has looked yet"), ("genuine", "Genuine"), ("forged", "Forged")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alarms",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(fields=["campaign", "verdict"], name="alarms_of_a_campaign"),
                ],
                'constraints': [
                    models.UniqueConstraint(
                    condition=models.Q(("verdict", "open")),
                    fields=("campaign", "suspicion", "about"),
                    name="one_alarm_at_a_time",
                ),
                ],
            },
        ),
    ]
