from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0004_told_at_commit'),
        ('notify', '0003_answers_and_browsers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='letter',
            name='letters_have_a_reader',
        ),
        migrations.AddField(
            model_name='letter',
            name='key',
            field=models.CharField(blank=True, max_length=64, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name='letter',
            name='sort',
            field=models.CharField(choices=[('told', 'About one thing'), ('digest', 'Digest'), ('account', 'About the account'), ('outside', 'To somebody without an account'), ('later', 'To many without an account')], default='told', max_length=7),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('sort__in', ('account', 'outside', 'later')), ('member__isnull', False), _connector='OR'), name='letters_have_a_reader'),
        ),
    ]
