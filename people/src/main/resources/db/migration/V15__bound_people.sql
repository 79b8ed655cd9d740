-- Who somebody is to the organisation, whatever the name; passwords that somebody else chose; certificates that hold no more. H2 and PostgreSQL.
alter table person add column subject varchar(255); -- as single sign-on says it; null: has a password here, or has not come since
create unique index person_of_subject on person (subject);
alter table person add column given_password boolean default false not null; -- chosen by an admin: the person is asked for another one

create table ended_certificate (
    party    varchar(400)  not null, -- as the common name says it
    ended_at timestamp(3) with time zone not null, -- those of the party that hold from before then do not hold any more
    primary key (party)
);
