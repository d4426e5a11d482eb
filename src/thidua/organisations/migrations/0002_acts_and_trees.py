from django.db import migrations, models

TREES = """
insert into organisations_tree (key, name) values
    ('state', 'Quản lý nhà nước'),
    ('party', 'Tổ chức đảng'),
    ('front', 'Mặt trận Tổ quốc và các tổ chức chính trị – xã hội')
on conflict (key) do nothing
"""


class Migration(migrations.Migration):

    dependencies = [("organisations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="reorganisation",
            name="units",
            field=models.ManyToManyField(
                related_name="reorganisations",
                to="organisations.unit",
                verbose_name="đơn vị liên quan",
            ),
        ),
        migrations.RunSQL(TREES, migrations.RunSQL.noop),
    ]
