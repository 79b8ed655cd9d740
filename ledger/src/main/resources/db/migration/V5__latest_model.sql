-- the newest global model of each grid, so that a forecaster knows what is recorded

create table latest_model (
    grid         varchar(64)              primary key,
    period_start timestamp with time zone not null, -- of the record that holds it
    entry        varchar(400)             not null
);
