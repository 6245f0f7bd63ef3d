DROP TABLE licence;
DROP TABLE category_licence;
DROP TABLE licence_kind;
