-- Below which power an enrolled EV takes nothing, and gives nothing; null: any power will do. H2 and PostgreSQL.

alter table member_order add column least_charging_mw bigint;
alter table member_order add column least_discharging_mw bigint;
