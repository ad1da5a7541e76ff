from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0005_supporting"),
    ]

    operations = [
        migrations.AddField(
            model_name="signaturecount",
            name="twice",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="signaturecount",
            name="settled_twice",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
