-- What was known of a draft as approval was asked for, which rules it takes account of, and who took an approval back. H2 and PostgreSQL.

alter table draft add column merge_base varchar(12);  -- version that was in force, or was to be, as it was begun or brought up to date
alter table draft add column asked_evidence text;     -- JSON: the what-if and the promises of the cells; null: asked for by an earlier build

update draft set merge_base = base;

alter table draft alter column merge_base set not null;

alter table rule_schedule add column back_by varchar(80);    -- who took an approval back before its period; null: nobody, like the next two
alter table rule_schedule add column back_why varchar(300);
alter table rule_schedule add column back_trail bigint;
