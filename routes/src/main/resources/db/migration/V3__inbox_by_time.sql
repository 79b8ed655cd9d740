-- A period asks for the messages of a whole grid at once. Without these, each meter and vehicle is looked up by itself.

create index reading_by_end on reading (grid, ends_at);

create index vehicle_status_by_count on vehicle_status (grid, counted_at);
