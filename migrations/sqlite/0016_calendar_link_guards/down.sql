DROP TRIGGER calendar_link_delete;
DROP TRIGGER calendar_link_update;
