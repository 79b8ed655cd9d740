-- What later periods corrected of a match, as their blocks hold it: entries of the kind correction. H2 and PostgreSQL.

create table correction (
    grid         varchar(64)              not null,
    match        varchar(256)             not null,
    match_start  timestamp with time zone not null, -- of the period that made the match
    period_start timestamp with time zone not null, -- of the period that corrected it
    entry        varchar(4000)            not null,
    primary key (grid, match, period_start)
);

create index correction_by_start on correction (grid, match_start);
