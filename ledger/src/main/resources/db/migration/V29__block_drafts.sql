-- The next block of a grid, since validators elsewhere were first asked to sign it. H2 and PostgreSQL.

create table block_draft (
    grid         varchar(64)              not null,
    height       bigint                   not null,
    period_start timestamp with time zone not null,
    hash         varchar(64)              not null,
    primary key (grid)
);
