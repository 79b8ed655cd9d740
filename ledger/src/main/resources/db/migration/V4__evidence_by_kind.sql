-- The kind before the account: enrolments and revocations are few, and are then read together. Of the bids only those stand
-- here that the next block does not repeat: those of the newest block are found in it.
create table evidence_by_kind (
    grid         varchar(64)              not null,
    kind         varchar(32)              not null,
    account      varchar(80)              not null,
    period_start timestamp with time zone not null,
    entry        integer                  not null, -- place in the block, from 0
    primary key (grid, kind, account, period_start, entry)
);

insert into evidence_by_kind (grid, kind, account, period_start, entry)
    select e.grid, e.kind, e.account, e.period_start, e.entry from evidence e
    where e.kind <> 'vehicle-bid'
        or e.period_start < (select max(b.period_start) from block b where b.grid = e.grid);

drop table evidence;

alter table evidence_by_kind rename to evidence;
