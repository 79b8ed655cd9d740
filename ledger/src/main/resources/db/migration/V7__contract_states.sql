-- Blocks with the roots of the contracts' states and of the log before them. What earlier builds sealed has none, and is
-- not read: with a block in the table the first line fails, and the data folder stays as it is.

alter table block add column registry_root varchar(64) not null;
alter table block add column matching_root varchar(64) not null;
alter table block add column exchange_root varchar(64) not null;
alter table block add column model_root varchar(64) not null;
alter table block add column log_root varchar(64) not null;
alter table block add column signatures text not null;

-- What a step recorded, compressed.
alter table period_step drop column body;
alter table period_step add column body bytea not null;

-- Copies of what the contracts held after some blocks: after one of the last, so that a start runs them over few blocks
-- only, and after one a day, from which old entries may be forgotten. A copy is trusted no further than its roots: they
-- must be those of the block.
create table contract_state (
    grid   varchar(64) not null,
    height bigint      not null,
    body   bytea       not null,
    primary key (grid, height)
);

-- Up to this height a grid's blocks are kept without their entries; -1: none.
alter table books add column retired_height bigint default -1 not null;

-- How far each target has taken the headers of each grid. With the blocks it is the outbox: what is above waits.
create table anchor_progress (
    grid   varchar(64) not null,
    target varchar(64) not null,
    height bigint      not null,
    primary key (grid, target)
);
alter table books drop column anchored_height;

-- Participation is proved from the contracts' states.
drop table evidence;
