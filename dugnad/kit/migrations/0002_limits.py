from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("kit", "0001_fulltext"),
    ]

    operations = [
        migrations.CreateModel(
            name="Window",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32)),
                ("start", models.DateTimeField()),
                ("spent", models.PositiveIntegerField(default=0)),
                ("until", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "kit_limit",
                "constraints": [models.UniqueConstraint(fields=("key", "start"), name="kit_limit_one_window")],
            },
        ),
    ]
