-- Every period from 2015 to 2050, under the number that `periods.py` computes for it.
insert into indicators_period (id, kind, starts_on, ends_on)
select kinds.base + (year - 2000) * kinds.per_year + place, kinds.kind,
    make_date(year, place * months + 1, 1),
    (make_date(year, place * months + 1, 1) + make_interval(months => months)
        - interval '1 day')::date
from generate_series(2015, 2050) year
cross join (values ('month', 0, 12), ('quarter', 2000, 4), ('half', 3000, 2),
    ('year', 4000, 1)) kinds (kind, base, per_year)
cross join lateral (select 12 / kinds.per_year as months) length
cross join lateral generate_series(0, kinds.per_year - 1) place
on conflict (id) do nothing;
