-- Periods that were not settled are few among many: who lists them walks to them alone. H2 and PostgreSQL.
create index period_step_by_step on period_step (grid, step, period_start);
