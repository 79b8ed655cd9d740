-- Homes whose powers are not believed, since a register counted otherwise. H2 and PostgreSQL.

create table wiring_doubt (
    grid       varchar(64)   not null,
    meter      varchar(64)   not null,
    register   varchar(64)   not null, -- in words
    row_digest varchar(64)   not null, -- of the wiring table's rows that it is a doubt of
    reason     varchar(1000) not null,
    primary key (grid, meter, register)
);
