-- Members change while the market runs. H2 and PostgreSQL.

-- What operators ordered of members; who ordered it, and why, stands in the trail under the same number. Members that a grid
-- began with are not in here.
create table member_order (
    grid               varchar(64)              not null,
    trail              bigint                   not null,
    account            varchar(80)              not null,
    change_kind        varchar(8)               not null, -- enrol, revoke or key
    ordered_in         timestamp with time zone not null, -- start of the period
    holds_from         timestamp with time zone not null, -- start of the period that was stated
    bid_key            varchar(43),
    made_here          boolean                  not null, -- the private key is in the folder of keys
    capacity_mj        bigint,                            -- of an EV that is enrolled, like the next four
    reserve_mj         bigint,
    charger_mw         bigint,                            -- null: no limit
    joining_mj         bigint,
    joining_micropence bigint,
    most_mw            bigint,                            -- of a home's connection; null: what is usual
    recorded_in        timestamp with time zone,          -- start of the period whose block carries it, or is meant to
    state              varchar(8)               not null, -- ORDERED, RECORDED or REFUSED
    primary key (grid, trail)
);
