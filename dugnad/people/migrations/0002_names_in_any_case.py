import django.db.models.deletion
from django.db import migrations, models

import dugnad.kit.folding

BATCH = 500


def fill(apps, schema_editor):
    Member = apps.get_model('people', 'Member')
    while batch := list(Member.objects.filter(handle_folded=None)[:BATCH]):
        for member in batch:
            member.handle_folded = dugnad.kit.folding.same_in_any_case(member.handle)
        Member.objects.bulk_update(batch, ['handle_folded'])


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='handle_folded',
            field=dugnad.kit.folding.FoldedField(editable=False, max_length=120, null=True, of='handle'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='member',
            name='handle_folded',
            field=dugnad.kit.folding.FoldedField(editable=False, max_length=120, of='handle', unique=True),
        ),
        migrations.CreateModel(
            name='PlaceName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folded', models.CharField(max_length=200)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='people.place')),
            ],
            options={
                'indexes': [models.Index(fields=['folded'], name='place_by_any_name', opclasses=['varchar_pattern_ops'])],
                'constraints': [models.UniqueConstraint(fields=('place', 'folded'), name='place_named_once')],
            },
        ),
    ]
