"""Somebody says that an indicator measures an item of content, and why."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A table of its own: an older version does not know it."""

    dependencies = [
        ("campaigns", "0003_documents_say_on_what_they_rest"),
        ("indicators", "0001_whole"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeasureSaid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("item", models.CharField(max_length=80)),
                ("said", models.TextField(verbose_name="điều đã hỏi")),
                ("reason", models.TextField(verbose_name="vì sao đo được")),
                ("said_by", models.CharField(max_length=200)),
                ("office", models.CharField(max_length=200)),
                ("said_at", models.DateTimeField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures_said",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures_said",
                        to="campaigns.unitplan",
                    ),
                ),
            ],
            options={
                "ordering": ["said_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "plan", "item", "indicator"),
                        name="campaigns_a_measure_is_said_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="campaigns_a_measure_that_is_said_says_why",
                    ),
                ],
            },
        ),
    ]
