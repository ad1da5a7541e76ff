import django.db.models.deletion
import dugnad.kit.clock
import dugnad.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('circles', '0002_coming_in'),
        ('ledger', '0004_told_at_commit'),
        ('people', '0003_found_for_calls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=140, verbose_name='what it is about, in one line')),
                ('demand', models.TextField(help_text='This is what people put their name to.', max_length=2000, verbose_name='what we demand')),
                ('story', models.TextField(blank=True, max_length=20000, verbose_name='why: what has happened, and to whom')),
                ('phase', models.CharField(choices=[('draft', 'Draft'), ('open', 'Open'), ('delivered', 'Delivered'), ('closed', 'Closed')], default='draft', max_length=9)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('delivered_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('handed_over', models.TextField(blank=True, max_length=4000, verbose_name='what was handed over, and to whom')),
                ('closed_because', models.TextField(blank=True, max_length=4000, verbose_name='why it was closed')),
                ('outcome', models.TextField(blank=True, max_length=20000, verbose_name='what changed, and because of what')),
                ('outcome_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1, help_text='Grows with every change of the words or the phase.')),
                ('created_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('form_key', models.CharField(help_text='Made with the form: the same form sent twice is one campaign.', max_length=32)),
                ('act', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('circle', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='campaigns', to='circles.circle')),
                ('copy_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='campaigns.campaign')),
                ('place', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.place')),
                ('started_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['circle', 'created_at', 'id'], name='campaigns_of_a_circle'),
                    models.Index(fields=['phase', 'opened_at', 'id'], name='campaigns_by_phase'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('started_by', 'form_key'), name='campaign_once_a_form'),
                    models.CheckConstraint(condition=models.Q(('phase__in', ['draft', 'open', 'delivered', 'closed'])), name='campaign_phase_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Organiser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='organisers', to='campaigns.campaign')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('campaign', 'member'), name='organiser_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Rung',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('sign', 'Sign'), ('write', 'Write a letter'), ('phone', 'Make a call'), ('article', 'Place an article'), ('pledge', 'Pledge, if enough others do'), ('gathering', 'Come to a gathering'), ('task', 'Take a task'), ('give', 'Give')], max_length=9)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(blank=True, max_length=140, verbose_name='what one does here, in one line')),
                ('words', models.TextField(blank=True, max_length=2000, verbose_name='what it is for')),
                ('goal', models.PositiveIntegerField(blank=True, help_text='Empty: no number was set.', null=True, verbose_name='how many it takes')),
                ('why', models.CharField(blank=True, help_text='“The council must answer.”', max_length=140, verbose_name='what reaching that number does')),
                ('done', models.BooleanField(default=False, help_text='Put away by the organisers: shown, not open.')),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rungs', to='campaigns.campaign')),
            ],
            options={
                'ordering': ['position', 'id'],
                'indexes': [
                    models.Index(fields=['campaign', 'position'], name='rungs_in_order'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Supporter',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('person_key', models.CharField(default=dugnad.kit.ids.new_key, editable=False, max_length=16, unique=True)),
                ('address_hash', models.CharField(help_text='HMAC of the normalised address.', max_length=64, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('language', models.CharField(choices=[('en', 'English'), ('sv', 'Swedish')], default='en', max_length=7)),
                ('came_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('confirmed_at', models.DateTimeField(blank=True, help_text='When the address proved to be theirs.', null=True)),
                ('member', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='supporter', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.place')),
            ],
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('signature', 'My name counts in this campaign'), ('shown', 'My name is shown on the campaign’s page'), ('words-shown', 'My words are shown on the campaign’s page'), ('updates', 'The campaign may write to me'), ('partner', 'A partner may write to me'), ('spokesperson', 'I may be asked to speak for the campaign')], max_length=12)),
                ('partner', models.CharField(blank=True, help_text='Whom, for the purpose `partner`.', max_length=140)),
                ('text', models.TextField(help_text='The words that were agreed to, as they stood.', max_length=1000)),
                ('given_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.campaign')),
                ('supporter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='campaigns.supporter')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['campaign', 'purpose', 'taken_back_at'], name='consents_of_a_campaign'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('taken_back_at', None)), fields=('supporter', 'campaign', 'purpose', 'partner'), name='consent_given_once'),
                    models.CheckConstraint(condition=models.Q(('purpose__in', ['signature', 'shown', 'words-shown', 'updates', 'partner', 'spokesperson'])), name='consent_purpose_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('authority', 'An authority'), ('office', 'A person in office'), ('company', 'A company')], default='authority', max_length=9)),
                ('name', models.CharField(max_length=140, verbose_name='name')),
                ('role', models.CharField(blank=True, max_length=140, verbose_name='in what role')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail at work')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone at work')),
                ('hours', models.CharField(blank=True, max_length=140, verbose_name='when they take calls')),
                ('postal', models.TextField(blank=True, max_length=400, verbose_name='postal address at work')),
                ('respond_within', models.PositiveSmallIntegerField(default=21, help_text='As the law or good custom has it.', verbose_name='days within which they should answer')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('answers_for', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.place', verbose_name='answers for')),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='campaigns.campaign')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('campaign', 'name', 'role'), name='target_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Origin',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=24)),
                ('thing', models.CharField(max_length=16)),
                ('state', models.CharField(choices=[('waiting', 'Waits for their word'), ('agreed', 'They agreed'), ('refused', 'They would rather not')], default='waiting', max_length=7)),
                ('words', models.TextField(blank=True, max_length=2000, verbose_name='in your own words')),
                ('wanted_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='origins', to='campaigns.campaign')),
                ('wanted_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['kind', 'thing'], name='campaigns_of_a_thing'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('campaign', 'kind', 'thing'), name='origin_once'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'agreed', 'refused'])), name='origin_state_known'),
                    models.CheckConstraint(condition=models.Q(('words', ''), ('state', 'agreed'), _connector='OR'), name='words_only_when_agreed'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Invited',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='invited', to='campaigns.campaign')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('origin', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.origin')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('campaign', 'member'), name='invited_to_a_campaign_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('acknowledged', 'They say that they have it'), ('answered', 'They answer what was demanded'), ('other', 'Something else: a question, an apology, a delay')], default='other', max_length=12, verbose_name='what is it?')),
                ('state', models.CharField(choices=[('held', 'Waits for an organiser'), ('shown', 'Shown to everybody'), ('aside', 'Put aside')], default='held', max_length=5)),
                ('text', models.TextField(max_length=20000, verbose_name='what they wrote')),
                ('sender', models.CharField(blank=True, max_length=320)),
                ('by_mail', models.BooleanField(default=False)),
                ('came_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('key', models.CharField(help_text='Of the form or the message: what is sent twice is one reply.', max_length=32, unique=True)),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='campaigns.campaign')),
                ('noted_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='campaigns.target')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['campaign', 'state', 'came_at'], name='replies_of_a_campaign'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ['held', 'shown', 'aside'])), name='reply_state_known'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['acknowledged', 'answered', 'other'])), name='reply_kind_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Sent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('letter', 'A letter'), ('call', 'A call'), ('delivery', 'What was gathered, handed over'), ('article', 'An article'), ('other', 'Something else')], max_length=8)),
                ('count', models.PositiveIntegerField(default=1)),
                ('note', models.TextField(blank=True, max_length=4000)),
                ('at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('act', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sent', to='campaigns.campaign')),
                ('target', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sent', to='campaigns.target')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['campaign', 'target', 'kind', 'count', 'at'], name='sent_to_targets'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['letter', 'call', 'delivery', 'article', 'other'])), name='sent_kind_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TargetDoor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(help_text='130 random bits of the address.', max_length=32, unique=True)),
                ('made_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='doors', to='campaigns.target')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('target',), name='one_door_for_a_target'),
                ],
            },
        ),
    ]
