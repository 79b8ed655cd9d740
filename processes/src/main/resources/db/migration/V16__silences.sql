-- Alerts of which nobody is told until an end. H2 and PostgreSQL.

create table silence (
    grid  varchar(64)              not null, -- empty: of the whole market
    alert varchar(64)              not null, -- as Prometheus calls it
    ends  timestamp with time zone not null, -- on the machine's clock
    trail bigint                   not null,
    primary key (grid, alert)
);
