-- A form may be about one agenda item, so its name holds the item's id.
alter table draft alter column form set data type varchar(100);
