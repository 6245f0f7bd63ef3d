DROP TABLE throttle;
DROP TABLE one_time_link;
DROP TABLE session;
DROP TABLE incompatible_role;
DROP TABLE account_scope;
DROP TABLE account;
DROP TABLE person;
DROP TABLE data_key;
