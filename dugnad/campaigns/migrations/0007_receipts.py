from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0006_twice"),
    ]

    operations = [
        migrations.AddField(
            model_name="spending",
            name="picture",
            field=models.FileField(
                blank=True, default="", help_text="Of the receipt, made anew; for the circle.", upload_to="receipts"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="spending",
            name="picture_width",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="spending",
            name="picture_height",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
