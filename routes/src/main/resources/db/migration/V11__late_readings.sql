-- Periods of a meter of which a reading came in, or was changed, after the period had been measured: the next period looks at
-- them, and then they are deleted. H2 and PostgreSQL.

create table late_reading (
    grid         varchar(64)              not null,
    period_start timestamp with time zone not null,
    meter        varchar(64)              not null,
    mark         bigint                   not null, -- another one when another reading joins
    primary key (grid, period_start, meter)
);
