-- Sealed periods of a grid, many together and compressed: what their steps recorded, but for enrolments, which stay in
-- period_step. In the rows of archive_part, or in a file of the data folder. H2 and PostgreSQL.

create table archive (
    grid         varchar(64)              not null,
    first_start  timestamp with time zone not null,
    last_start   timestamp with time zone not null,
    first_height bigint                   not null,
    last_height  bigint                   not null,
    parts        integer                  not null, -- rows of archive_part; 0: it is in a file
    primary key (grid, first_start)
);

create table archive_part (
    grid        varchar(64)              not null,
    first_start timestamp with time zone not null,
    part        integer                  not null, -- from 0
    body        bytea                    not null,
    primary key (grid, first_start, part)
);
