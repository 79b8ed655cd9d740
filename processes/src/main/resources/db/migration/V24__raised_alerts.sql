-- Alerts that are seen, and those of them of which people know: a restart tells none twice, and still tells their end. H2 and PostgreSQL.

create table raised_alert (
    grid   varchar(64)              not null, -- empty: of the whole market
    alert  varchar(64)              not null, -- as Prometheus calls it
    figure varchar(64)              not null, -- what was measured, as Prometheus calls it
    part   varchar(64)              not null, -- a step or a target; empty where there is one figure a grid
    since  timestamp with time zone not null, -- on the machine's clock
    told   boolean                  not null,
    amount double precision         not null, -- what was measured when people were told, or else last
    primary key (grid, alert, part)
);
