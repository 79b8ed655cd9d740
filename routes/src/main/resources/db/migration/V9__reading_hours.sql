-- Older readings of one meter in one hour, together and compressed. A reading is either here or in the table reading.
create table reading_hour (
    grid varchar(64) not null,
    meter varchar(64) not null,
    -- a whole hour; its readings start in it
    hour_start timestamp(3) with time zone not null,
    -- of the reading that ends last
    ends_at timestamp(3) with time zone not null,
    body bytea not null,
    primary key (grid, meter, hour_start)
);

create index reading_hour_by_start on reading_hour (grid, hour_start);
