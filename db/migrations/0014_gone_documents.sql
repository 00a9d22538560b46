-- A document that the mirrored program deleted: what people were shown they go on reading, marked as gone since that day. What must not be
-- read is withdrawn instead: the source names it without the signature of anybody who vouches for its copy.
alter table app.library_document add column gone_on date;
