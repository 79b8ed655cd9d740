-- Bids that parties signed themselves, from their arrival until the block of their period is kept. H2 and PostgreSQL.

-- One row per grid: the lock under which its bids are taken, and what has been taken and closed.
create table bid_door (
    grid         varchar(64)              not null,
    arrivals     bigint                   not null, -- bids taken so far
    closed_until timestamp with time zone,          -- start of the last period whose bids were read; null: none yet
    primary key (grid)
);

-- One bid of a party for a period at most.
create table signed_bid (
    grid         varchar(64)              not null,
    period_start timestamp with time zone not null,
    account      varchar(80)              not null,
    arrival      bigint                   not null, -- place in the order of arrival in the grid
    sequence     bigint                   not null,
    most_in      bigint                   not null, -- mJ
    most_out     bigint                   not null, -- mJ
    token        varchar(1024)            not null, -- as it arrived
    signer       varchar(43)              not null, -- the public key that it was checked with
    primary key (grid, period_start, account)
);

-- The highest sequence taken of each party under each of its keys: it outlives the bids.
create table bid_sequence (
    grid     varchar(64) not null,
    account  varchar(80) not null,
    signer   varchar(43) not null, -- the public key
    accepted bigint      not null,
    primary key (grid, account, signer)
);
