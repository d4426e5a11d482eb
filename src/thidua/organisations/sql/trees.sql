-- The trees that every installation has; the units come later.
insert into organisations_tree (key, name) values
    ('state', 'Quản lý nhà nước'),
    ('party', 'Tổ chức đảng'),
    ('front', 'Mặt trận Tổ quốc và các tổ chức chính trị – xã hội')
on conflict (key) do nothing;
