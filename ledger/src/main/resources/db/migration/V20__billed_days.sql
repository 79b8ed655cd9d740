-- What each member bought and sold by day, counted behind the blocks. H2 and PostgreSQL.

create table billed_day (
    grid        varchar(64)    not null,
    party       varchar(80)    not null, -- account
    bill_day    date           not null, -- of UTC
    bookings    integer        not null,
    corrections integer        not null, -- how many of the bookings correct earlier ones
    mj_in       bigint         not null,
    mj_out      bigint         not null,
    paid        bigint         not null, -- micro-pence, like the next two
    earned      bigint         not null,
    gained      bigint         not null,
    minutes     bytea          not null, -- a bit for each minute of the day whose period booked something
    primary key (grid, party, bill_day)
);

-- Up to which block of a grid the bookings are counted.
create table billed_blocks (
    grid   varchar(64) not null primary key,
    height bigint      not null
);
