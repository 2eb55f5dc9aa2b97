-- Which process reads a batch, or shows it and waits for an answer. What a process that is gone has
-- left is swept away at once; what a living one holds never is.
alter table batch add column holder text;
