from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("prospects", "0002_found_by_their_words")]

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
    ]
