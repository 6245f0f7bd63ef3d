-- Decisions, grants, equipment, who paid for it, who answers for it, who may use it. Money is whole current rials.
CREATE TABLE programme (
    id BIGINT NOT NULL,
    institution_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    CONSTRAINT programme_pk PRIMARY KEY (id),
    CONSTRAINT programme_institution_fk FOREIGN KEY (institution_id) REFERENCES institution (id),
    CONSTRAINT programme_code_unique UNIQUE (institution_id, code)
);

-- What a caseworker asks for on behalf of a household; another person decides. It waits until a decision names it.
CREATE TABLE proposal (
    id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    programme_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    amount_irr BIGINT NOT NULL,
    reason TEXT NOT NULL,
    proposed_by BIGINT NOT NULL,
    proposed_at TIMESTAMP NOT NULL,
    CONSTRAINT proposal_pk PRIMARY KEY (id),
    CONSTRAINT proposal_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT proposal_programme_fk FOREIGN KEY (programme_id) REFERENCES programme (id),
    CONSTRAINT proposal_proposed_by_fk FOREIGN KEY (proposed_by) REFERENCES account (id),
    CONSTRAINT proposal_kind_known CHECK (kind IN ('asset', 'loan', 'training')),
    CONSTRAINT proposal_amount CHECK (amount_irr > 0)
);
CREATE INDEX proposal_household ON proposal (household_id);

-- A decision taken on paper before the program came has no accounts; the paper's number and the decider's office stand in their place.
CREATE TABLE decision (
    id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    programme_id BIGINT NOT NULL,
    proposal_id BIGINT,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_on DATE NOT NULL,
    assessed_by BIGINT,
    decided_by BIGINT,
    paper TEXT,
    recorded_by BIGINT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    CONSTRAINT decision_pk PRIMARY KEY (id),
    CONSTRAINT decision_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT decision_programme_fk FOREIGN KEY (programme_id) REFERENCES programme (id),
    CONSTRAINT decision_proposal_fk FOREIGN KEY (proposal_id) REFERENCES proposal (id),
    CONSTRAINT decision_proposal_unique UNIQUE (proposal_id),
    CONSTRAINT decision_assessed_by_fk FOREIGN KEY (assessed_by) REFERENCES account (id),
    CONSTRAINT decision_decided_by_fk FOREIGN KEY (decided_by) REFERENCES account (id),
    CONSTRAINT decision_recorded_by_fk FOREIGN KEY (recorded_by) REFERENCES account (id),
    CONSTRAINT decision_outcome_known CHECK (outcome IN ('approved', 'refused')),
    CONSTRAINT decision_refusal_explained CHECK (outcome <> 'refused' OR reason <> ''),
    CONSTRAINT decision_four_eyes CHECK (assessed_by IS NULL OR decided_by IS NULL OR assessed_by <> decided_by),
    CONSTRAINT decision_made_by_someone CHECK (decided_by IS NOT NULL OR paper IS NOT NULL)
);
CREATE INDEX decision_household ON decision (household_id);

CREATE TABLE grant_award (
    id BIGINT NOT NULL,
    number TEXT NOT NULL,
    programme_id BIGINT NOT NULL,
    decision_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    amount_irr BIGINT NOT NULL,
    awarded_on DATE NOT NULL,
    CONSTRAINT grant_award_pk PRIMARY KEY (id),
    CONSTRAINT grant_award_programme_fk FOREIGN KEY (programme_id) REFERENCES programme (id),
    CONSTRAINT grant_award_decision_fk FOREIGN KEY (decision_id) REFERENCES decision (id),
    CONSTRAINT grant_award_number_unique UNIQUE (number),
    CONSTRAINT grant_award_decision_unique UNIQUE (decision_id),
    CONSTRAINT grant_award_kind_known CHECK (kind IN ('asset', 'loan', 'training')),
    CONSTRAINT grant_award_amount CHECK (amount_irr > 0)
);

-- Who was awarded, in basis points: for counts, never for income.
CREATE TABLE grant_household (
    id BIGINT NOT NULL,
    grant_id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    share_bp INTEGER NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    CONSTRAINT grant_household_pk PRIMARY KEY (id),
    CONSTRAINT grant_household_grant_fk FOREIGN KEY (grant_id) REFERENCES grant_award (id),
    CONSTRAINT grant_household_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT grant_household_share CHECK (share_bp BETWEEN 1 AND 10000),
    CONSTRAINT grant_household_dates CHECK (ends_on IS NULL OR ends_on > starts_on)
);
CREATE INDEX grant_household_grant ON grant_household (grant_id, starts_on);
CREATE INDEX grant_household_household ON grant_household (household_id);

CREATE TABLE equipment_kind (
    code TEXT NOT NULL,
    ord INTEGER NOT NULL,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    idle_days INTEGER NOT NULL,
    power TEXT NOT NULL,
    CONSTRAINT equipment_kind_pk PRIMARY KEY (code),
    CONSTRAINT equipment_kind_power_known CHECK (power IN ('none', 'power', 'three_phase'))
);
INSERT INTO equipment_kind (code, ord, name_fa, name_en, idle_days, power) VALUES
    ('incubator', 1, 'دستگاه جوجه‌کشی', 'Egg incubator', 45, 'power'),
    ('oven', 2, 'تنور نان', 'Bread oven', 21, 'three_phase'),
    ('chopper', 3, 'سبزی خردکن صنعتی', 'Industrial vegetable chopper', 30, 'power'),
    ('press', 4, 'دستگاه پرس', 'Press', 21, 'power'),
    ('mixer', 5, 'خمیرگیر', 'Dough mixer', 21, 'power'),
    ('dryer', 6, 'میوه خشک‌کن', 'Fruit dryer', 45, 'power');

-- funded turns true once, when the payments add up to the cost; only then may a household hold the machine.
CREATE TABLE equipment (
    id BIGINT NOT NULL,
    kind_code TEXT NOT NULL,
    maker TEXT NOT NULL,
    maker_norm TEXT NOT NULL,
    serial TEXT NOT NULL,
    serial_norm TEXT NOT NULL,
    cost_irr BIGINT NOT NULL,
    acquired_on DATE NOT NULL,
    funded BOOLEAN NOT NULL,
    CONSTRAINT equipment_pk PRIMARY KEY (id),
    CONSTRAINT equipment_kind_fk FOREIGN KEY (kind_code) REFERENCES equipment_kind (code),
    CONSTRAINT equipment_serial_unique UNIQUE (maker_norm, serial_norm),
    CONSTRAINT equipment_cost CHECK (cost_irr > 0)
);

CREATE TABLE equipment_funding (
    id BIGINT NOT NULL,
    equipment_id BIGINT NOT NULL,
    ord INTEGER NOT NULL,
    source TEXT NOT NULL,
    grant_id BIGINT,
    amount_irr BIGINT NOT NULL,
    CONSTRAINT equipment_funding_pk PRIMARY KEY (id),
    CONSTRAINT equipment_funding_equipment_fk FOREIGN KEY (equipment_id) REFERENCES equipment (id),
    CONSTRAINT equipment_funding_grant_fk FOREIGN KEY (grant_id) REFERENCES grant_award (id),
    CONSTRAINT equipment_funding_ord_unique UNIQUE (equipment_id, ord),
    CONSTRAINT equipment_funding_source_known CHECK (source IN ('grant', 'household', 'other')),
    CONSTRAINT equipment_funding_grant_named CHECK ((source = 'grant') = (grant_id IS NOT NULL)),
    CONSTRAINT equipment_funding_amount CHECK (amount_irr > 0)
);
CREATE INDEX equipment_funding_grant ON equipment_funding (grant_id);

-- The act and the paper by which a household receives a machine. A declined one stays on record and starts no custody.
-- giver is empty where an office's list does not tell it. signature_sha256 is of the photo of the signed sheet, as it was sealed.
CREATE TABLE handover (
    id BIGINT NOT NULL,
    equipment_id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    handed_on DATE NOT NULL,
    receiver_person_id BIGINT NOT NULL,
    witness TEXT NOT NULL,
    condition TEXT NOT NULL,
    terms_version TEXT NOT NULL,
    terms_sha256 BYTEA NOT NULL,
    accepted BOOLEAN NOT NULL,
    giver TEXT NOT NULL,
    signature_sha256 BYTEA,
    recorded_by BIGINT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    CONSTRAINT handover_pk PRIMARY KEY (id),
    CONSTRAINT handover_equipment_fk FOREIGN KEY (equipment_id) REFERENCES equipment (id),
    CONSTRAINT handover_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT handover_receiver_fk FOREIGN KEY (receiver_person_id) REFERENCES person (id),
    CONSTRAINT handover_recorded_by_fk FOREIGN KEY (recorded_by) REFERENCES account (id),
    CONSTRAINT handover_condition_known CHECK (condition IN ('new', 'good', 'worn'))
);
CREATE INDEX handover_equipment ON handover (equipment_id);
CREATE INDEX handover_household ON handover (household_id);
CREATE INDEX handover_receiver ON handover (receiver_person_id);

-- Photos of the machine and of the signed sheet, sealed under the key of the household. Written before the row they belong to
-- (the key is checked at commit), so that none is added to a paper later.
CREATE TABLE handover_photo (
    id BIGINT NOT NULL,
    handover_id BIGINT NOT NULL,
    ord INTEGER NOT NULL,
    shows TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    CONSTRAINT handover_photo_pk PRIMARY KEY (id),
    CONSTRAINT handover_photo_handover_fk FOREIGN KEY (handover_id) REFERENCES handover (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT handover_photo_ord_unique UNIQUE (handover_id, ord),
    CONSTRAINT handover_photo_ord CHECK (ord BETWEEN 1 AND 5),
    CONSTRAINT handover_photo_shows_known CHECK (shows IN ('machine', 'sheet'))
);
CREATE UNIQUE INDEX handover_photo_one_sheet ON handover_photo (handover_id) WHERE shows = 'sheet';

-- A stretch that ends on the day it began holds no day: a handing over that was taken back the same day. It stays on record.
CREATE TABLE custody (
    id BIGINT NOT NULL,
    equipment_id BIGINT NOT NULL,
    holder TEXT NOT NULL,
    household_id BIGINT,
    handover_id BIGINT,
    starts_on DATE NOT NULL,
    ends_on DATE,
    reason TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    CONSTRAINT custody_pk PRIMARY KEY (id),
    CONSTRAINT custody_equipment_fk FOREIGN KEY (equipment_id) REFERENCES equipment (id),
    CONSTRAINT custody_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT custody_handover_fk FOREIGN KEY (handover_id) REFERENCES handover (id),
    CONSTRAINT custody_recorded_by_fk FOREIGN KEY (recorded_by) REFERENCES account (id),
    CONSTRAINT custody_handover_unique UNIQUE (handover_id),
    CONSTRAINT custody_holder_known CHECK (holder IN ('household', 'depot', 'repair', 'lost', 'disposed')),
    CONSTRAINT custody_household_named CHECK ((holder = 'household') = (household_id IS NOT NULL)),
    CONSTRAINT custody_needs_handover CHECK ((holder = 'household') = (handover_id IS NOT NULL)),
    CONSTRAINT custody_dates CHECK (ends_on IS NULL OR ends_on >= starts_on)
);
CREATE INDEX custody_equipment ON custody (equipment_id, starts_on);
CREATE INDEX custody_household ON custody (household_id, starts_on);
CREATE UNIQUE INDEX custody_one_open ON custody (equipment_id) WHERE ends_on IS NULL;

CREATE TABLE use_right (
    id BIGINT NOT NULL,
    equipment_id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    agreement TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    CONSTRAINT use_right_pk PRIMARY KEY (id),
    CONSTRAINT use_right_equipment_fk FOREIGN KEY (equipment_id) REFERENCES equipment (id),
    CONSTRAINT use_right_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT use_right_recorded_by_fk FOREIGN KEY (recorded_by) REFERENCES account (id),
    CONSTRAINT use_right_dates CHECK (ends_on IS NULL OR ends_on >= starts_on)
);
CREATE INDEX use_right_equipment ON use_right (equipment_id, starts_on);
CREATE INDEX use_right_household ON use_right (household_id, starts_on);

-- Income before support, by the question for good, average and bad months; rials a month. What was told stays; a row that
-- corrects another counts in its place.
CREATE TABLE baseline (
    id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    grant_id BIGINT,
    taken_on DATE NOT NULL,
    good_months INTEGER NOT NULL,
    good_irr BIGINT NOT NULL,
    average_months INTEGER NOT NULL,
    average_irr BIGINT NOT NULL,
    bad_months INTEGER NOT NULL,
    bad_irr BIGINT NOT NULL,
    closed_months INTEGER NOT NULL,
    other_irr BIGINT NOT NULL,
    corrects BIGINT,
    reason TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    CONSTRAINT baseline_pk PRIMARY KEY (id),
    CONSTRAINT baseline_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT baseline_grant_fk FOREIGN KEY (grant_id) REFERENCES grant_award (id),
    CONSTRAINT baseline_recorded_by_fk FOREIGN KEY (recorded_by) REFERENCES account (id),
    CONSTRAINT baseline_corrects_fk FOREIGN KEY (corrects) REFERENCES baseline (id),
    CONSTRAINT baseline_corrected_once UNIQUE (corrects),
    CONSTRAINT baseline_correction_explained CHECK ((corrects IS NULL) = (reason = '')),
    CONSTRAINT baseline_twelve_months CHECK (good_months + average_months + bad_months + closed_months = 12),
    CONSTRAINT baseline_months_not_negative CHECK (good_months >= 0 AND average_months >= 0 AND bad_months >= 0 AND closed_months >= 0),
    CONSTRAINT baseline_amounts CHECK (good_irr >= 0 AND average_irr >= 0 AND bad_irr >= 0 AND other_irr >= 0)
);
CREATE UNIQUE INDEX baseline_episode_unique ON baseline (household_id, grant_id) WHERE corrects IS NULL;
-- Before its grant is decided a household has one baseline, too.
CREATE UNIQUE INDEX baseline_one_without_grant ON baseline (household_id) WHERE grant_id IS NULL AND corrects IS NULL;
CREATE INDEX baseline_household ON baseline (household_id);
CREATE INDEX baseline_grant ON baseline (grant_id);
