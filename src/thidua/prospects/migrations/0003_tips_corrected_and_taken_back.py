"""A tip is corrected, what it said kept beside it, or taken back."""

import django.db.models.deletion
from django.db import migrations, models

from thidua.kernel.migrations import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_whole"),
        ("kernel", "0001_whole"),
        ("organisations", "0001_whole"),
        ("prospects", "0002_found_by_their_words"),
    ]

    operations = [
        migrations.AlterField(
            model_name="tip",
            name="state",
            field=models.CharField(
                choices=[
                    ("sent", "chờ xem"),
                    ("opened", "đang xem"),
                    ("taken_up", "đã thành nhân tố"),
                    ("answered", "đã trả lời"),
                    ("joined", "gộp vào tin khác"),
                    ("back", "người báo đã rút"),
                ],
                default="sent",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="TipBefore",
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
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "cá nhân"),
                            ("household", "hộ gia đình"),
                            ("group", "tổ, nhóm"),
                            ("unit", "tập thể, đơn vị"),
                            ("practice", "mô hình, cách làm"),
                        ],
                        max_length=9,
                        verbose_name="đối tượng",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("what", models.TextField(verbose_name="đã làm gì")),
                (
                    "place",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="ấp, tổ"
                    ),
                ),
                (
                    "node_key",
                    models.UUIDField(blank=True, null=True, verbose_name="nội dung"),
                ),
                ("replaced_at", models.DateTimeField()),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernel.storedfile",
                    ),
                ),
                (
                    "tip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="before",
                        to="prospects.tip",
                    ),
                ),
                (
                    "where",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="ở đâu",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tip", "number"),
                        name="prospects_a_tip_changes_one_by_one",
                    )
                ],
            },
        ),
        sql_file("prospects/sql/guards.sql"),
        sql_file("prospects/sql/told.sql"),
    ]
