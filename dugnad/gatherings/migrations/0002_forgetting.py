from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("gatherings", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="occasion",
            name="there",
            field=models.PositiveIntegerField(
                blank=True, help_text="How many gave the code, once it is forgotten who they were.", null=True
            ),
        ),
    ]
