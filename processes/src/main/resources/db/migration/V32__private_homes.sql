-- An order may make a home private, or metered again: no earlier build knows such an order, nor the entries that follow from it.
-- H2 and PostgreSQL.

alter table member_order alter column change_kind set data type varchar(16); -- enrol, revoke, key, private or metered
