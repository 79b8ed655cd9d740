-- What operators do, and what their page asks for. H2 and PostgreSQL.

-- Orders: who gave them, what and why stands in the trail under the same number. The answer is missing while an order is under
-- way, and for good if the market ended meanwhile.
create table intervention (
    trail        bigint                   not null primary key,
    at           timestamp with time zone not null, -- on the grid's clock
    grid         varchar(64)              not null,
    period_start timestamp with time zone,          -- null: of the whole grid
    answer       varchar(2000)
);

create index intervention_of_period on intervention (grid, period_start, trail);

-- at most one a grid: it does not start periods
create table pause (
    grid  varchar(64)              not null primary key,
    trail bigint                   not null,
    since timestamp with time zone not null,
    ends  timestamp with time zone                  -- null: until somebody resumes it
);

-- refused messages that somebody has looked at: by reason without numbers and names, up to the id of the latest
create table letters_seen (
    grid   varchar(64)  not null,
    door   varchar(64)  not null,
    reason varchar(300) not null,
    up_to  bigint       not null,
    trail  bigint       not null,
    primary key (grid, door, reason)
);
