-- What parties of matches with a private home signed of their exchange, from before it is acknowledged until an hour after. H2 and
-- PostgreSQL.

create table exchange_statement (
    grid         varchar(64)              not null,
    period_start timestamp with time zone not null,
    account      varchar(80)              not null,
    token        varchar(1024)            not null, -- as it arrived
    primary key (grid, period_start, account)
);
