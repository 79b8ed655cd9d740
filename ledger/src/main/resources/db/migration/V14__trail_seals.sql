-- Which lines of the trail the books of a grid hold, each with the hash that its line had: entries of the kind trail-seal.
-- It only finds them: a period's own record, and the block over it, say what was sealed. H2 and PostgreSQL.

create table trail_seal (
    grid         varchar(64)              not null,
    number       bigint                   not null, -- of the trail's line
    hash         varchar(64)              not null,
    period_start timestamp with time zone not null, -- of the period that recorded it
    primary key (grid, number)
);
