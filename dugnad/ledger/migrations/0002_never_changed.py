"""The database itself refuses to edit or delete an act, whoever asks.

Only `transaction` may change: the numbers start anew when a dump is restored into another cluster.
SQLite drops triggers with the table when a later migration remakes it: such a migration must end with this operation.
"""

from django.db import migrations

COLUMNS = (
    "id",
    "at",
    "actor",
    "verb",
    "circle",
    "object_type",
    "object_id",
    "toward",
    "cause_id",
    "amount",
    "audience",
)
_of = ", ".join(f'"{column}"' for column in COLUMNS)

SQLITE_EDITED = f"""
CREATE TRIGGER ledger_act_never_edited BEFORE UPDATE OF {_of} ON ledger_act
BEGIN SELECT RAISE(ABORT, 'Acts are not edited.'); END
"""
SQLITE_DELETED = """
CREATE TRIGGER ledger_act_never_deleted BEFORE DELETE ON ledger_act
BEGIN SELECT RAISE(ABORT, 'Acts are not deleted.'); END
"""
POSTGRES_REFUSAL = """
CREATE FUNCTION ledger_act_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'Acts are not %.', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRES_EDITED = f"""
CREATE TRIGGER ledger_act_never_edited BEFORE UPDATE OF {_of} ON ledger_act
FOR EACH ROW EXECUTE FUNCTION ledger_act_stands('edited')
"""
POSTGRES_DELETED = """
CREATE TRIGGER ledger_act_never_deleted BEFORE DELETE ON ledger_act
FOR EACH ROW EXECUTE FUNCTION ledger_act_stands('deleted')
"""
POSTGRES_EMPTIED = """
CREATE TRIGGER ledger_act_never_emptied BEFORE TRUNCATE ON ledger_act
FOR EACH STATEMENT EXECUTE FUNCTION ledger_act_stands('deleted')
"""


def deletion_guards(vendor):
    """What refuses a deletion, by trigger name. Tests whose database is emptied after them take it off and put it back."""
    if vendor == "postgresql":
        return {"ledger_act_never_deleted": POSTGRES_DELETED, "ledger_act_never_emptied": POSTGRES_EMPTIED}
    return {"ledger_act_never_deleted": SQLITE_DELETED}


def guard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    edited = [POSTGRES_REFUSAL, POSTGRES_EDITED] if vendor == "postgresql" else [SQLITE_EDITED]
    for statement in [*edited, *deletion_guards(vendor).values()]:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    table = " ON ledger_act" if vendor == "postgresql" else ""
    for name in ["ledger_act_never_edited", *deletion_guards(vendor)]:
        schema_editor.execute(f"DROP TRIGGER {name}{table}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION ledger_act_stands()")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
