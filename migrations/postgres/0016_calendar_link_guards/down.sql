DROP TRIGGER calendar_link_truncate ON calendar_link;
DROP TRIGGER calendar_link_delete ON calendar_link;
DROP TRIGGER calendar_link_update ON calendar_link;
DROP FUNCTION calendar_link_update();
