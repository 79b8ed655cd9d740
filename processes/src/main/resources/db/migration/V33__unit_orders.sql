-- Road-side units that operators proposed while the market ran. H2 and PostgreSQL.

create table unit_order (
    grid       varchar(64)     not null,
    trail      bigint          not null,
    here       int             not null, -- units of the market's process, where no addresses are
    addresses  varchar(20000)  not null, -- with commas between; empty: all sign in the market's process
    leaving    varchar(20000)  not null, -- of those that sign until the change, with commas between
    validators varchar(100000) not null, -- quorum N, then a key a line
    settings   varchar(50000)  not null, -- what the settings said then
    overtaken  boolean         not null, -- settings that were changed later came after it
    primary key (grid, trail)
);
