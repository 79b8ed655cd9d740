-- Records that the meters of chargers signed. H2 and PostgreSQL.

create table charger_record (
    grid        varchar(64)              not null,
    vehicle     varchar(64)              not null,
    told_at     timestamp with time zone not null,
    digest      varchar(64)              not null, -- SHA-256 of the text, so that a repeat is one
    text        varchar(32768)           not null,
    refused     varchar(1000),                     -- why it is not believed
    received_at timestamp with time zone not null,
    primary key (grid, vehicle, told_at, digest)
);

create index charger_record_by_time on charger_record (grid, told_at);

-- a vehicle's charger is late under its account
alter table late_reading alter column meter set data type varchar(80);
