import re

from django.db import connection, migrations

from thidua.kernel.text import fold, person_sort_key, tidy

ALIVE = ("draft", "submitted", "approved", "returned")
ADDRESSED = re.compile(
    r"^(?:hộ\s+gia\s+đình|gia\s+đình|hộ|ông|bà|anh|chị|cô|chú|bác|đồng\s+chí|đ/c|đc)"
    r"[.:,]?\s+(?=\S)",
    re.IGNORECASE,
)
SAYS = """
select set_config('thidua.actor_name', 'thidua', true),
    set_config('thidua.at', now()::text, true),
    set_config('thidua.reason', 'bỏ lời xưng hô khỏi tên', true)
"""


def take_forms_of_address_off(apps, schema_editor):
    """`Hộ bà Lê Thị Tư` becomes `Lê Thị Tư`, with the keys by which it is found."""
    with connection.cursor() as cursor:
        cursor.execute(SAYS)
    registrations = apps.get_model("pledges", "Registration").objects
    found = registrations.filter(kind__in=("individual", "household"))
    for one in found.order_by("pk").iterator():
        name = tidy(one.name)
        while ADDRESSED.match(name):
            name = ADDRESSED.sub("", name)
        if name == one.name:
            continue
        one.name, one.folded, one.sort_key = name, fold(name), person_sort_key(name)
        same = registrations.filter(
            campaign=one.campaign_id,
            unit=one.unit_id,
            kind=one.kind,
            folded=one.folded,
            birth_year=one.birth_year,
            place_key=one.place_key,
            state__in=ALIVE,
            owner=None,
        ).exclude(pk=one.pk)
        taken = set(same.values_list("namesake", flat=True))
        while one.namesake in taken:
            one.namesake += 1
        one.version += 1
        one.save()


class Migration(migrations.Migration):

    dependencies = [("pledges", "0002_counting")]

    operations = [
        migrations.RunPython(take_forms_of_address_off, migrations.RunPython.noop)
    ]
