import django.db.models.deletion
import dugnad.kit.clock
import dugnad.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0002_signing'),
        ('ledger', '0004_told_at_commit'),
        ('people', '0003_found_for_calls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallScript',
            fields=[
                ('rung', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='call_script', serialize=False, to='campaigns.rung')),
                ('script', models.TextField(blank=True, max_length=8000, verbose_name='what to say')),
            ],
        ),
        migrations.CreateModel(
            name='LetterGuide',
            fields=[
                ('rung', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='letter_guide', serialize=False, to='campaigns.rung')),
                ('subject', models.CharField(blank=True, max_length=140, verbose_name='subject of the letters')),
                ('facts', models.TextField(blank=True, help_text='Shown beside the writer’s page.', max_length=8000, verbose_name='facts')),
                ('points', models.TextField(blank=True, help_text='One in each line. A writer can take some into a letter.', max_length=4000, verbose_name='points')),
            ],
        ),
        migrations.CreateModel(
            name='LineInUse',
            fields=[
                ('target', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='line', serialize=False, to='campaigns.target')),
                ('person', models.CharField(help_text='Their person key.', max_length=16)),
                ('since', models.DateTimeField(default=dugnad.kit.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=140, verbose_name='which paper, station or site')),
                ('reach', models.CharField(blank=True, help_text='An editor, an address at work.', max_length=280, verbose_name='whom one writes to there')),
                ('act', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='outlets', to='campaigns.campaign')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [
                    models.UniqueConstraint(fields=('campaign', 'name'), name='outlet_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PhoneCall',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('result', models.CharField(choices=[('no-answer', 'No answer'), ('message', 'I left a message'), ('promised', 'They promised something'), ('refused', 'They said no')], max_length=9)),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='what they said')),
                ('called_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('form_key', models.CharField(max_length=32, unique=True)),
                ('act', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.campaign')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rung', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='phone_calls', to='campaigns.rung')),
                ('supporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='campaigns.supporter')),
                ('target', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='phone_calls', to='campaigns.target')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['rung', 'called_at', 'id'], name='calls_of_a_rung'),
                    models.Index(fields=['campaign'], name='calls_of_a_campaign'),
                    models.Index(fields=['target', 'result'], name='calls_to_a_target'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('result__in', ['no-answer', 'message', 'promised', 'refused'])), name='call_result_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Pitch',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=140, verbose_name='what the article says, in one line')),
                ('notes', models.TextField(blank=True, help_text='For the circle alone.', max_length=8000, verbose_name='notes')),
                ('state', models.CharField(choices=[('idea', 'An idea'), ('written', 'Written'), ('sent', 'Sent to the outlet'), ('taken', 'The outlet takes it'), ('printed', 'Printed'), ('refused', 'The outlet said no')], default='idea', max_length=7)),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='not before')),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('changed_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('form_key', models.CharField(max_length=32, unique=True)),
                ('act', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.campaign')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pitches', to='campaigns.outlet')),
                ('rung', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='pitches', to='campaigns.rung')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['rung', 'created_at', 'id'], name='pitches_of_a_rung'),
                    models.Index(fields=['campaign'], name='pitches_of_a_campaign'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ['idea', 'written', 'sent', 'taken', 'printed', 'refused'])), name='pitch_state_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Clipping',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='its headline')),
                ('outlet', models.CharField(max_length=140, verbose_name='where it was printed')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='where it can be read')),
                ('printed_on', models.DateField(verbose_name='when')),
                ('embargo_until', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('form_key', models.CharField(max_length=32, unique=True)),
                ('act', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='clippings', to='campaigns.campaign')),
                ('rung', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='clippings', to='campaigns.rung')),
                ('pitch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='clippings', to='campaigns.pitch')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['rung', 'printed_on', 'id'], name='clippings_of_a_rung'),
                    models.Index(fields=['campaign', 'printed_on'], name='clippings_of_a_campaign'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Spokesperson',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('topic', models.CharField(max_length=140, verbose_name='what they can speak about')),
                ('reach', models.CharField(blank=True, max_length=140, verbose_name='how they want to be reached')),
                ('text', models.CharField(blank=True, help_text='The words that were agreed to, as they stood.', max_length=400)),
                ('speaking', models.CharField(choices=[('asked', 'Asked'), ('agreed', 'Speaks for us'), ('declined', 'Said no'), ('stopped', 'Has stopped')], default='asked', max_length=8)),
                ('asked_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('act', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.campaign')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rung', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='spokespersons', to='campaigns.rung')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['rung', 'speaking'], name='speakers_of_a_rung'),
                    models.Index(fields=['campaign'], name='speakers_of_a_campaign'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('speaking__in', ['asked', 'agreed'])), fields=('rung', 'member'), name='asked_to_speak_once'),
                    models.CheckConstraint(condition=models.Q(('speaking__in', ['asked', 'agreed', 'declined', 'stopped'])), name='speaking_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('email', models.EmailField(blank=True, help_text='Of somebody not confirmed yet; emptied when they are.', max_length=254)),
                ('writer_name', models.CharField(max_length=120, verbose_name='your name, as it stands under the letter')),
                ('language', models.CharField(default='en', max_length=7)),
                ('subject', models.CharField(max_length=140, verbose_name='subject')),
                ('text', models.TextField(max_length=6000, verbose_name='your letter')),
                ('state', models.CharField(choices=[('draft', 'Being written'), ('waiting', 'Waits for its writer’s confirmation'), ('sent', 'Sent')], default='draft', max_length=7)),
                ('way', models.CharField(blank=True, choices=[('own-mail', 'From my own mail program'), ('platform', 'Sent from here'), ('paper', 'Printed and posted')], max_length=8)),
                ('reply_to', models.BooleanField(default=False, help_text='Their address stands in the letter as the one to answer.')),
                ('shown', models.BooleanField(default=False, help_text='Everybody may read it.')),
                ('marks', models.BinaryField(null=True)),
                ('created_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('changed_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('form_key', models.CharField(max_length=32, unique=True)),
                ('act', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.campaign')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.place')),
                ('rung', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='campaigns.rung')),
                ('supporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='campaigns.supporter')),
                ('target', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='campaigns.target')),
            ],
            options={
                'indexes': [models.Index(fields=['rung', 'state', 'sent_at', 'id'], name='letters_of_a_rung'), models.Index(fields=['campaign', 'state'], name='letters_of_a_campaign'), models.Index(fields=['state', 'changed_at'], name='letters_by_age_of_draft')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'waiting', 'sent'])), name='letter_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='sent_letter_has_a_day')],
            },
        ),
    ]

