-- Who may do what, and who did what. Secrets are kept as hashes alone. H2 and PostgreSQL.

create table person (
    name       varchar(64)   not null,
    phc        varchar(200),           -- Argon2id of the password; null: the person logs in with the organisation
    roles      varchar(200)  not null, -- with commas between
    parties    varchar(2000) not null, -- whose books a member sees, with commas between
    disabled   boolean       not null,
    last_login timestamp(3) with time zone,
    primary key (name)
);

create table login_session (
    hash      varchar(64) not null, -- SHA-256 of the secret in the cookie
    person    varchar(64) not null references person (name),
    opened_at timestamp(3) with time zone not null,
    seen_at   timestamp(3) with time zone not null,
    proved_at timestamp(3) with time zone not null, -- when the password was last asked for
    primary key (hash)
);

create index login_session_of_person on login_session (person);

create table api_token (
    hash       varchar(64)   not null, -- SHA-256 of the token
    name       varchar(64)   not null,
    parties    varchar(4000) not null, -- whom it speaks for, with commas between
    issued_by  varchar(64)   not null,
    issued_at  timestamp(3) with time zone not null,
    expires_at timestamp(3) with time zone not null,
    revoked_at timestamp(3) with time zone,
    primary key (hash),
    unique (name)
);

-- Each line carries the hash of the line before: whoever changes or removes one has to change all that follow.
create table trail (
    number   bigint        not null, -- 1, 2, 3, ... without gaps
    at       timestamp(3) with time zone not null,
    person   varchar(80)   not null,
    did      varchar(40)   not null,
    what     varchar(400)  not null,
    reason   varchar(1000) not null, -- empty where none is asked for
    previous varchar(64)   not null,
    hash     varchar(64)   not null,
    primary key (number)
);
