import django.db.models.deletion
import dugnad.kit.clock
import dugnad.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0003_reaching'),
    ]

    operations = [
        migrations.CreateModel(
            name='PledgeTerms',
            fields=[
                ('rung', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='terms', serialize=False, to='campaigns.rung')),
                ('promise', models.CharField(max_length=280, verbose_name='I will …')),
                ('needed', models.PositiveIntegerField(verbose_name='if at least so many of us will')),
                ('until', models.DateTimeField(verbose_name='by this date')),
                ('state', models.CharField(choices=[('gathering', 'Not enough yet: nobody is bound'), ('binding', 'Enough: everybody is bound'), ('lapsed', 'The date has passed: nobody is bound')], default='gathering', max_length=9)),
                ('settled_at', models.DateTimeField(blank=True, help_text='When it became binding, or lapsed.', null=True)),
                ('wording', models.PositiveIntegerField(default=1, help_text='Grows with every change, until somebody has pledged.')),
                ('turn', models.PositiveIntegerField(default=0, help_text='Grows with every pledge: who changes it goes first.')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'until'], name='pledges_by_date')],
                'constraints': [models.CheckConstraint(condition=models.Q(('needed__gte', 2)), name='pledge_takes_two'), models.CheckConstraint(condition=models.Q(('state__in', ['gathering', 'binding', 'lapsed'])), name='terms_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('state', 'gathering')), models.Q(models.Q(('state', 'gathering'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='terms_settled_once')],
            },
        ),
        migrations.CreateModel(
            name='SpendingRequest',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=140, verbose_name='what for, in one line')),
                ('words', models.TextField(blank=True, max_length=4000, verbose_name='why, and who gets it')),
                ('amount', models.BigIntegerField(help_text='Minor units.')),
                ('currency', models.CharField(max_length=3)),
                ('state', models.CharField(choices=[('asked', 'The circle is voting'), ('agreed', 'The circle said yes'), ('refused', 'The circle did not say yes'), ('withdrawn', 'Taken back')], default='asked', max_length=9)),
                ('asked_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('votes_until', models.DateTimeField()),
                ('quorum', models.PositiveSmallIntegerField(default=3, help_text='At least so many votes, more of them yes than no.')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('yes', models.PositiveIntegerField(default=0, help_text='As counted when it was decided; so the next two.')),
                ('no', models.PositiveIntegerField(default=0)),
                ('abstained', models.PositiveIntegerField(default=0)),
                ('spent', models.BigIntegerField(default=0, help_text='Of the amount, as far as entries say.')),
                ('turn', models.PositiveIntegerField(default=0, help_text='Grows with every vote: who votes goes first.')),
                ('form_key', models.CharField(max_length=32)),
                ('act', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='spending', to='campaigns.campaign')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['campaign', 'asked_at', 'id'], name='spending_of_a_campaign'),
                    models.Index(fields=['state', 'votes_until'], name='spending_by_date'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('by', 'form_key'), name='spending_once_a_form'),
                    models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='spending_of_something'),
                    models.CheckConstraint(condition=models.Q(('spent__gte', 0), ('spent__lte', models.F('amount'))), name='spent_within_what_was_agreed'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'agreed', 'refused', 'withdrawn'])), name='request_state_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Spending',
            fields=[
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('amount', models.BigIntegerField(help_text='Minor units.')),
                ('note', models.CharField(max_length=280, verbose_name='on what')),
                ('receipt', models.CharField(blank=True, max_length=140, verbose_name='where the receipt is')),
                ('spent_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('form_key', models.CharField(max_length=32)),
                ('act', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='campaigns.spendingrequest')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('by', 'form_key'), name='spent_once_a_form'),
                    models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='spent_something'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SpendingVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vote', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('abstain', 'I leave it to the others')], max_length=7)),
                ('at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='campaigns.spendingrequest')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('request', 'member'), name='spending_voted_once'),
                    models.CheckConstraint(condition=models.Q(('vote__in', ['yes', 'no', 'abstain'])), name='spending_vote_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StepNeed',
            fields=[
                ('rung', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='need', serialize=False, to='campaigns.rung')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='how many minutes it takes')),
                ('place', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.place')),
                ('skill', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.skill')),
            ],
        ),
        migrations.CreateModel(
            name='Why',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_key', models.CharField(editable=False, max_length=16)),
                ('text', models.CharField(max_length=280, verbose_name='why it matters to me')),
                ('shown', models.CharField(choices=[('private', 'Only I'), ('nameless', 'Everybody, without my name'), ('named', 'Everybody, with my name')], default='private', max_length=8)),
                ('told_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('put_away_at', models.DateTimeField(blank=True, help_text='By an organiser: no longer shown to others.', null=True)),
                ('act', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='whys', to='campaigns.campaign')),
                ('member', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supporter', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='campaigns.supporter')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['campaign', 'told_at', 'id'], name='whys_of_a_campaign'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('campaign', 'person_key'), name='why_once'),
                    models.CheckConstraint(condition=models.Q(('shown__in', ['private', 'nameless', 'named'])), name='why_shown_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('person_key', models.CharField(editable=False, max_length=16)),
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('money', 'Money'), ('things', 'Things')], max_length=6)),
                ('amount', models.BigIntegerField(blank=True, help_text='Minor units: öre, cents.', null=True)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('things', models.CharField(blank=True, max_length=140, verbose_name='what was given')),
                ('where', models.CharField(blank=True, max_length=140, verbose_name='where it went')),
                ('giver', models.CharField(blank=True, max_length=120, verbose_name='who gave it')),
                ('shown', models.CharField(choices=[('named', 'My name and what I gave'), ('nobody', 'What was given, and no name'), ('hidden', 'Neither: it only counts in the sum')], default='nobody', max_length=6)),
                ('given_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('struck_at', models.DateTimeField(blank=True, null=True)),
                ('struck_because', models.CharField(blank=True, max_length=280)),
                ('form_key', models.CharField(max_length=32)),
                ('act', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='gifts', to='campaigns.campaign')),
                ('member', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('received_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supporter', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='campaigns.supporter')),
            ],
            options={
                'indexes': [models.Index(fields=['campaign', 'given_at', 'id'], name='gifts_of_a_campaign')],
                'constraints': [models.UniqueConstraint(fields=('person_key', 'form_key'), name='gift_once_a_form'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('kind', 'money'), ('things', ''), models.Q(('currency', ''), _negated=True)), models.Q(('amount', None), ('currency', ''), ('kind', 'things'), models.Q(('things', ''), _negated=True)), _connector='OR'), name='gift_of_money_or_things'), models.CheckConstraint(condition=models.Q(('shown__in', ['named', 'nobody', 'hidden'])), name='giver_shown_known')],
            },
        ),
        migrations.CreateModel(
            name='OfferedStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_key', models.CharField(max_length=16)),
                ('turn', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.campaign')),
                ('rung', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.rung')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'person_key'), name='one_step_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('person_key', models.CharField(editable=False, max_length=16)),
                ('id', dugnad.kit.ids.IdField(default=dugnad.kit.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('given', 'Pledged'), ('taken-back', 'Taken back')], default='given', max_length=10)),
                ('shown', models.BooleanField(default=False, verbose_name='show my name among those who have pledged')),
                ('pledged_at', models.DateTimeField(default=dugnad.kit.clock.now)),
                ('kept', models.BooleanField(blank=True, null=True)),
                ('kept_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('act', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.act')),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.campaign')),
                ('confirmed_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rung', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='pledges', to='campaigns.rung')),
                ('supporter', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='campaigns.supporter')),
            ],
            options={
                'indexes': [models.Index(fields=['rung', 'state', 'pledged_at', 'id'], name='pledges_of_a_rung'), models.Index(fields=['member'], name='pledges_of_a_member')],
                'constraints': [models.UniqueConstraint(fields=('rung', 'person_key'), name='pledged_once'), models.CheckConstraint(condition=models.Q(('state__in', ['given', 'taken-back'])), name='pledge_state_known')],
            },
        ),
    ]
