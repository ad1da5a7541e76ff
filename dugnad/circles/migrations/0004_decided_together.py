from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circles", "0003_trust_and_doors")]

    operations = [
        migrations.AddField(
            model_name="circle",
            name="hidden",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="What its stewards have hidden: “kind:id” to a moment, or null: for good.",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="kept_out_until",
            field=models.DateTimeField(blank=True, help_text="Empty while kept out: for good.", null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="was_inside",
            field=models.BooleanField(
                default=False, help_text="When they were kept out: they are in again afterwards."
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="paused_until",
            field=models.DateTimeField(blank=True, help_text="Until then they read, and do not write.", null=True),
        ),
        migrations.AlterField(
            model_name="membership",
            name="told",
            field=models.CharField(
                blank=True,
                help_text="By the stewards who kept them out.",
                max_length=400,
                verbose_name="words to them",
            ),
        ),
    ]
