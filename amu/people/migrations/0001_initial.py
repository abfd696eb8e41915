import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import amu.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("username", models.CharField(max_length=150, unique=True, verbose_name="user name")),
                ("issuer", models.CharField(blank=True, editable=False, max_length=255)),
                ("subject", models.CharField(blank=True, editable=False, max_length=255)),
                ("full_name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "name_protected",
                    models.BooleanField(default=False, verbose_name="name and address protection"),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")],
                        default="da",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "has_cpr",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="has a CPR number",
                    ),
                ),
                ("cpr_encrypted", models.BinaryField(null=True)),
                ("cpr_index", models.BinaryField(null=True)),
                (
                    "assurance_level",
                    models.CharField(
                        blank=True,
                        choices=[("LOW", "Low"), ("SUBSTANTIAL", "Substantial"), ("HIGH", "High")],
                        editable=False,
                        max_length=11,
                        verbose_name="level of assurance",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("is_staff", models.BooleanField(default=False, editable=False, verbose_name="staff")),
                ("is_superuser", models.BooleanField(default=False, verbose_name="operator")),
                (
                    "last_sign_in_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last sign-in"),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=amu.clock.now, editable=False, verbose_name="since"),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "indexes": [models.Index(fields=["cpr_index"], name="user_cpr_index")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("subject", ""), _negated=True),
                        fields=("issuer", "subject"),
                        name="user_once_per_issuer_and_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("issuer", ""), ("subject", "")),
                            models.Q(
                                models.Q(("issuer", ""), _negated=True),
                                models.Q(("subject", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="user_issuer_with_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("subject", ""),
                            models.Q(("is_staff", False), ("is_superuser", False)),
                            _connector="OR",
                        ),
                        name="user_from_mitid_is_never_staff",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cpr_encrypted", None), ("cpr_index", None)),
                            models.Q(
                                ("cpr_encrypted__isnull", False),
                                ("cpr_index__isnull", False),
                                ("has_cpr", "yes"),
                            ),
                            _connector="OR",
                        ),
                        name="user_cpr_with_index",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("viewer_role", models.CharField(max_length=20)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("person", "Name and contact details"),
                            ("cpr", "CPR number"),
                            ("application", "Application"),
                            ("decision", "Decision"),
                            ("appeal", "Appeal"),
                            ("result", "Course result"),
                            ("certificate", "Certificate"),
                            ("document", "Document"),
                        ],
                        max_length=20,
                    ),
                ),
                ("object_ref", models.CharField(blank=True, max_length=100)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("admission", "To decide on admission"),
                            ("teaching", "To run the course and record results"),
                            ("appeal", "To handle an appeal"),
                            ("certificate", "To issue or correct a certificate"),
                            ("support", "To help with the account"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "viewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-at", "-id"], name="data_view_of_person")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dataview",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="09f455dd09f43798c4dc7b953c85f4f518554770",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_36617",
                    table="people_dataview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dataview",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
                    hash="9fd247bb4e5cf460b938ef8c7b0b0963cc39396a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_ac11c",
                    table="people_dataview",
                    when="BEFORE",
                ),
            ),
        ),
    ]
