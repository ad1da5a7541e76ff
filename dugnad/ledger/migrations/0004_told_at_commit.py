"""PostgreSQL tells whoever listens that acts were recorded, with the commit. It says no more than that."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION ledger_act_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_notify('dugnad_acts', ''); RETURN NULL; END $$
"""
TRIGGER = """
CREATE TRIGGER ledger_act_told AFTER INSERT ON ledger_act
FOR EACH STATEMENT EXECUTE FUNCTION ledger_act_told()
"""


def tell(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in (FUNCTION, TRIGGER):
            schema_editor.execute(statement, params=None)


def be_silent(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER ledger_act_told ON ledger_act")
        schema_editor.execute("DROP FUNCTION ledger_act_told()")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_cursor_trouble")]
    operations = [migrations.RunPython(tell, be_silent)]
