import django.db.models.deletion
import dugnad.kit.clock
import dugnad.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0004_pledging"),
        ("ledger", "0004_told_at_commit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    dugnad.kit.ids.IdField(
                        default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(default=dugnad.kit.clock.now)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("signature", "My name counts in this campaign"),
                            ("shown", "My name is shown on the campaign’s page"),
                            ("words-shown", "My words are shown on the campaign’s page"),
                            ("updates", "The campaign may write to me"),
                            ("partner", "A partner may write to me"),
                            ("spokesperson", "I may be asked to speak for the campaign"),
                        ],
                        max_length=12,
                    ),
                ),
                ("partner", models.CharField(blank=True, max_length=140)),
                ("reason", models.CharField(max_length=400, verbose_name="what the list is for")),
                ("count", models.PositiveIntegerField(help_text="How many were in it.")),
                ("form_key", models.CharField(max_length=32, unique=True)),
                (
                    "act",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="ledger.act",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="exports", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    dugnad.kit.ids.IdField(
                        default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(default=dugnad.kit.clock.now)),
                ("name", models.CharField(help_text="Of the file.", max_length=140)),
                (
                    "words",
                    models.TextField(help_text="What the people on it agreed to, where they did.", max_length=1000),
                ),
                ("brought", models.PositiveIntegerField(help_text="How many came in.")),
                ("left_out", models.PositiveIntegerField(default=0, help_text="How many did not.")),
                (
                    "form_key",
                    models.CharField(
                        help_text="The draft it was: one draft comes in once.", max_length=32, unique=True
                    ),
                ),
                (
                    "act",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="ledger.act",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imports", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportedConsent",
            fields=[
                (
                    "consent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="imported",
                        serialize=False,
                        to="campaigns.consent",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="campaigns.import"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Update",
            fields=[
                (
                    "id",
                    dugnad.kit.ids.IdField(
                        default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("news", "News"), ("outcome", "Outcome")], default="news", max_length=7),
                ),
                ("title", models.CharField(max_length=140, verbose_name="what it is about, in one line")),
                ("text", models.TextField(max_length=20000, verbose_name="what you want to tell")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waits"), ("out", "Sent"), ("stopped", "Stopped")],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("created_at", models.DateTimeField(default=dugnad.kit.clock.now)),
                ("leaves_at", models.DateTimeField()),
                ("out_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reached",
                    models.CharField(
                        blank=True,
                        help_text="Supporters up to this id have a parcel: where the next piece begins.",
                        max_length=16,
                    ),
                ),
                ("spread_at", models.DateTimeField(blank=True, help_text="When everybody had a parcel.", null=True)),
                ("form_key", models.CharField(max_length=32)),
                (
                    "act",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="ledger.act",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "outcome",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="ledger.act",
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(fields=["campaign", "created_at", "id"], name="updates_of_a_campaign"),
                    models.Index(
                    condition=models.Q(("state", "waiting")), fields=["leaves_at"], name="updates_that_wait"
                ),
                    models.Index(
                    condition=models.Q(("spread_at", None), ("state", "out")), fields=["out_at"], name="updates_to_spread"
                ),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=("campaign", "author", "form_key"), name="update_once_a_form"),
                    models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("act__isnull", False), ("state", "out")),
                        models.Q(models.Q(("state", "out"), _negated=True), ("act", None)),
                        _connector="OR",
                    ),
                    name="update_is_out_by_an_act",
                ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UpdateLetter",
            fields=[
                (
                    "id",
                    dugnad.kit.ids.IdField(
                        default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "refused_at",
                    models.DateTimeField(blank=True, help_text="When a mail server said: nobody is there.", null=True),
                ),
                (
                    "supporter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="update_letters",
                        to="campaigns.supporter",
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(fields=["supporter", "at"], name="letters_to_a_supporter"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Parcel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField(help_text="Not before: those who were written to lately wait.")),
                (
                    "supporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.supporter"
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parcels",
                        to="campaigns.update",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="parcels",
                        to="campaigns.updateletter",
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(
                    condition=models.Q(("letter", None)), fields=["due_at", "supporter"], name="parcels_due"
                ),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=("update", "supporter"), name="parcel_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportDraft",
            fields=[
                (
                    "id",
                    dugnad.kit.ids.IdField(
                        default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(help_text="Of the file.", max_length=140)),
                ("sealed", models.BinaryField(help_text="The file as text, as `dugnad.kit.seal` makes it.")),
                (
                    "said",
                    models.JSONField(
                        default=dict, help_text="Which column holds what, and the words that were agreed to."
                    ),
                ),
                ("made_at", models.DateTimeField(default=dugnad.kit.clock.now)),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["made_at"], name="import_drafts_by_age")],
            },
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["supporter", "campaign"], name="consents_of_a_supporter"),
        ),
    ]
