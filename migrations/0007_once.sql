-- Doing a thing once, and taking it back.

-- What a line's request asked for, as a hash of its verb and its content, so that the same request id with
-- other words is not taken for the same request. Lines written before have none.
alter table history add column content blob;

-- A place names a row by its key, with / between the parts. A / within a part is written ~1 from now on,
-- and a ~ is written ~0. Only these three kinds of rows have a part that may hold either.
update image set place = replace(replace(place, '~', '~0'), '/', '~1')
 where shelf = 'setting' and (place like '%/%' or place like '%~%');
update image
   set place = replace(replace(substr(place, 1, length(place) - 11), '~', '~0'), '/', '~1')
               || substr(place, length(place) - 10)
 where shelf = 'happening' and (place like '%/%/%' or place like '%~%');
update image set place = 'mail/' || replace(replace(substr(place, 6), '~', '~0'), '/', '~1')
 where shelf = 'handle' and place like 'mail/%' and (place like '%/%/%' or place like '%~%');
update image set place = 'phone/' || replace(replace(substr(place, 7), '~', '~0'), '/', '~1')
 where shelf = 'handle' and place like 'phone/%' and (place like '%/%/%' or place like '%~%');
update image set place = 'chat/' || replace(replace(substr(place, 6), '~', '~0'), '/', '~1')
 where shelf = 'handle' and place like 'chat/%' and (place like '%/%/%' or place like '%~%');
update image set place = 'profile/' || replace(replace(substr(place, 9), '~', '~0'), '/', '~1')
 where shelf = 'handle' and place like 'profile/%' and (place like '%/%/%' or place like '%~%');

-- A short reference is the last digits of an id, as many as tell it from all others.
create index promise_end on promise (book, substr(id, 15));
create index concern_end on concern (book, substr(id, 15));
create index contribution_end on contribution (book, substr(id, 15));
create index bid_end on bid (book, substr(id, 15));
create index detail_end on detail (book, substr(id, 15));
create index milestone_end on milestone (book, substr(id, 15));
create index breach_end on breach (book, substr(id, 15));
create index confidence_end on confidence (book, substr(id, 15));
create index circle_end on circle (book, substr(id, 15));
create index walk_around_end on walk_around (book, substr(id, 15));
create index meeting_end on meeting (book, substr(id, 15));
