-- Long work in the background, and what it worked out. H2 and PostgreSQL.

create table job (
    id         bigint                   not null primary key, -- of the trail's line that says who started it
    kind       varchar(32)              not null,
    job_key    varchar(400)             not null, -- what the result depends on
    title      varchar(1000)            not null,
    state      varchar(12)              not null, -- one that waits or runs when the market ends stays so, and is told as interrupted
    done       bigint                   not null,
    total      bigint                   not null,
    words      varchar(2000)            not null,
    started    timestamp with time zone not null, -- on the machine's clock
    ended      timestamp with time zone,
    result     text,                              -- JSON; null until it is done
    attachment text                               -- CSV beside it; null: none
);

create index job_by_key on job (kind, job_key, id);
create index job_by_kind on job (kind, id);
