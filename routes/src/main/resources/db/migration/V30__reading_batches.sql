-- Readings as they came in together, until those of each hour are packed. The table reading gets no more: what is in it is packed
-- when its grid is first asked for readings. H2 and PostgreSQL.

create table reading_batch (
    grid       varchar(64)                 not null,
    number     bigint                      not null, -- in the order in which they came, from 1
    readings   integer                     not null, -- how many
    last_start timestamp(3) with time zone not null, -- of the one that starts last
    body       bytea                       not null,
    primary key (grid, number)
);

-- From here on when the last reading of an hour ends is known without a look at the row: most questions are about one period.
drop index reading_hour_by_start;
create index reading_hour_by_time on reading_hour (grid, hour_start, ends_at);
