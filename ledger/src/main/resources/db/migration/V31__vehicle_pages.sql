-- What the journal last recorded of each EV, many EVs a row: nearly all of them change in each period, and a row an EV, with its place
-- in an index, was a fifth of the period of a large grid. H2 and PostgreSQL.

create table vehicle_page (
    grid   varchar(64) not null,
    ending varchar(2)  not null, -- of the EVs' names
    states text        not null, -- a line each: EV|mJ held|micro-pence they cost|start of the last standing, seconds since 1970
    primary key (grid, ending)
);

insert into vehicle_page (grid, ending, states)
select grid, right(vehicle, 2),
       string_agg(vehicle || '|' || coalesce(cast(held_millijoules as varchar(20)), '') || '|'
                      || coalesce(cast(held_micropence as varchar(20)), '') || '|'
                      || coalesce(cast(cast(extract(epoch from last_standing) as bigint) as varchar(20)), ''),
                  chr(10) order by vehicle)
from vehicle_state
group by grid, right(vehicle, 2);

drop table vehicle_state;
