-- The books of all grids: what each step of a period recorded, and the blocks that seal it. H2 and PostgreSQL.

-- One row per grid: the lock under which its books are written, and the height up to which headers are published.
create table books (
    grid            varchar(64) not null,
    anchored_height bigint      not null, -- -1: none yet
    primary key (grid)
);

-- What a step recorded, a line per entry. The key is the project's own promise that no step is done twice.
create table period_step (
    grid         varchar(64)              not null,
    period_start timestamp with time zone not null,
    step         varchar(32)              not null,
    body         text                     not null,
    primary key (grid, period_start, step)
);

-- Latest inventory and standing of each EV: follows from period_step, written with it.
create table vehicle_state (
    grid             varchar(64) not null,
    vehicle          varchar(64) not null,
    held_millijoules bigint,
    held_micropence  bigint,
    last_standing    timestamp with time zone,
    primary key (grid, vehicle)
);

create table block (
    grid          varchar(64)              not null,
    height        bigint                   not null,
    period_start  timestamp with time zone not null,
    entries       integer                  not null,
    root          varchar(64)              not null,
    previous_hash varchar(64)              not null,
    hash          varchar(64)              not null,
    primary key (grid, height),
    unique (grid, period_start)
);

-- Where enrolments, revocations and accepted bids stand in the blocks. It only finds them: each is proved when it is used.
create table evidence (
    grid         varchar(64)              not null,
    account      varchar(80)              not null,
    kind         varchar(32)              not null,
    period_start timestamp with time zone not null,
    entry        integer                  not null, -- place in the block, from 0
    primary key (grid, account, kind, period_start, entry)
);
