-- What must never be, refused by the database itself. The message of a refusal is its name; the PostgreSQL twin uses the same names.
-- A table's rule stands in one trigger for each event, so that the order of its refusals is fixed.
-- REPLACE fires the delete triggers only where PRAGMA recursive_triggers is on: every connection sets it.

-- Areas: each stands one level below its parent, and its path never changes.
CREATE TRIGGER area_insert BEFORE INSERT ON area BEGIN
    SELECT RAISE(ABORT, 'area_parent_level')
    WHERE NEW.parent_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM area AS parent
        WHERE parent.id = NEW.parent_id AND (parent.level, NEW.level) IN (VALUES
            ('country', 'province'), ('province', 'county'), ('county', 'city'), ('city', 'neighbourhood')));
    SELECT RAISE(ABORT, 'area_path')
    WHERE NEW.path <> COALESCE((SELECT parent.path || '.' FROM area AS parent WHERE parent.id = NEW.parent_id), '') || NEW.code;
END;
CREATE TRIGGER area_update BEFORE UPDATE ON area BEGIN
    SELECT RAISE(ABORT, 'area_fixed')
    WHERE (NEW.id, NEW.parent_id, NEW.level, NEW.code, NEW.path)
        IS DISTINCT FROM (OLD.id, OLD.parent_id, OLD.level, OLD.code, OLD.path);
END;
CREATE TRIGGER institution_update BEFORE UPDATE ON institution BEGIN
    SELECT RAISE(ABORT, 'institution_fixed') WHERE (NEW.id, NEW.code) IS DISTINCT FROM (OLD.id, OLD.code);
END;

-- One leading institution for an area on a date.
CREATE TRIGGER area_role_insert BEFORE INSERT ON area_role BEGIN
    SELECT RAISE(ABORT, 'area_role_lead_overlap')
    WHERE NEW.role = 'lead' AND EXISTS (
        SELECT 1 FROM area_role AS held
        WHERE held.area_id = NEW.area_id AND held.role = 'lead'
            AND (held.ends_on IS NULL OR held.ends_on > NEW.starts_on)
            AND (NEW.ends_on IS NULL OR NEW.ends_on > held.starts_on));
END;
CREATE TRIGGER area_role_update BEFORE UPDATE ON area_role BEGIN
    SELECT RAISE(ABORT, 'area_role_lead_overlap')
    WHERE NEW.role = 'lead' AND EXISTS (
        SELECT 1 FROM area_role AS held
        WHERE held.area_id = NEW.area_id AND held.role = 'lead' AND held.id <> OLD.id
            AND (held.ends_on IS NULL OR held.ends_on > NEW.starts_on)
            AND (NEW.ends_on IS NULL OR NEW.ends_on > held.starts_on));
END;

-- No account holds two incompatible roles on the same day, and a role that was given changes in its dates only.
CREATE TRIGGER account_scope_insert BEFORE INSERT ON account_scope BEGIN
    SELECT RAISE(ABORT, 'account_scope_incompatible')
    WHERE EXISTS (
        SELECT 1 FROM account_scope AS held
        WHERE held.account_id = NEW.account_id
            AND (held.ends_on IS NULL OR held.ends_on > NEW.starts_on)
            AND (NEW.ends_on IS NULL OR NEW.ends_on > held.starts_on)
            AND EXISTS (
                SELECT 1 FROM incompatible_role AS pair
                WHERE (pair.role_a, pair.role_b) IN (VALUES (held.role, NEW.role), (NEW.role, held.role))));
END;
CREATE TRIGGER account_scope_update BEFORE UPDATE ON account_scope BEGIN
    SELECT RAISE(ABORT, 'account_scope_fixed')
    WHERE (NEW.id, NEW.account_id, NEW.role, NEW.institution_id, NEW.area_id, NEW.proposed_by, NEW.granted_by, NEW.granted_at)
        IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.role, OLD.institution_id, OLD.area_id, OLD.proposed_by, OLD.granted_by, OLD.granted_at);
    SELECT RAISE(ABORT, 'account_scope_incompatible')
    WHERE EXISTS (
        SELECT 1 FROM account_scope AS held
        WHERE held.account_id = NEW.account_id AND held.id <> OLD.id
            AND (held.ends_on IS NULL OR held.ends_on > NEW.starts_on)
            AND (NEW.ends_on IS NULL OR NEW.ends_on > held.starts_on)
            AND EXISTS (
                SELECT 1 FROM incompatible_role AS pair
                WHERE (pair.role_a, pair.role_b) IN (VALUES (held.role, NEW.role), (NEW.role, held.role))));
END;

-- A person belongs to one household on a date. A stay stands as long as what was done in it: a sale keeps its seller, and a
-- handover its receiver.
CREATE TRIGGER household_member_insert BEFORE INSERT ON household_member BEGIN
    SELECT RAISE(ABORT, 'household_member_overlap')
    WHERE EXISTS (
        SELECT 1 FROM household_member AS held
        WHERE held.person_id = NEW.person_id
            AND (held.ends_on IS NULL OR held.ends_on > NEW.starts_on)
            AND (NEW.ends_on IS NULL OR NEW.ends_on > held.starts_on));
END;
CREATE TRIGGER household_member_update BEFORE UPDATE ON household_member BEGIN
    SELECT RAISE(ABORT, 'household_member_ends_before_sale')
    WHERE EXISTS (
        SELECT 1 FROM sale AS s
        WHERE s.seller_person_id = OLD.person_id AND s.household_id = OLD.household_id
            AND s.sold_on >= OLD.starts_on AND (OLD.ends_on IS NULL OR OLD.ends_on > s.sold_on)
            AND NOT ((NEW.person_id, NEW.household_id) = (OLD.person_id, OLD.household_id)
                AND NEW.starts_on <= s.sold_on AND (NEW.ends_on IS NULL OR NEW.ends_on > s.sold_on)));
    SELECT RAISE(ABORT, 'household_member_ends_before_handover')
    WHERE EXISTS (
        SELECT 1 FROM handover AS h
        WHERE h.receiver_person_id = OLD.person_id AND h.household_id = OLD.household_id
            AND h.handed_on >= OLD.starts_on AND (OLD.ends_on IS NULL OR OLD.ends_on > h.handed_on)
            AND NOT ((NEW.person_id, NEW.household_id) = (OLD.person_id, OLD.household_id)
                AND NEW.starts_on <= h.handed_on AND (NEW.ends_on IS NULL OR NEW.ends_on > h.handed_on)));
    SELECT RAISE(ABORT, 'household_member_overlap')
    WHERE EXISTS (
        SELECT 1 FROM household_member AS held
        WHERE held.person_id = NEW.person_id AND held.id <> OLD.id
            AND (held.ends_on IS NULL OR held.ends_on > NEW.starts_on)
            AND (NEW.ends_on IS NULL OR NEW.ends_on > held.starts_on));
END;
CREATE TRIGGER household_member_delete BEFORE DELETE ON household_member BEGIN
    SELECT RAISE(ABORT, 'household_member_ends_before_sale')
    WHERE EXISTS (
        SELECT 1 FROM sale AS s
        WHERE s.seller_person_id = OLD.person_id AND s.household_id = OLD.household_id
            AND s.sold_on >= OLD.starts_on AND (OLD.ends_on IS NULL OR OLD.ends_on > s.sold_on));
    SELECT RAISE(ABORT, 'household_member_ends_before_handover')
    WHERE EXISTS (
        SELECT 1 FROM handover AS h
        WHERE h.receiver_person_id = OLD.person_id AND h.household_id = OLD.household_id
            AND h.handed_on >= OLD.starts_on AND (OLD.ends_on IS NULL OR OLD.ends_on > h.handed_on));
END;

-- One responsible worker for a case on a date.
CREATE TRIGGER case_assignment_insert BEFORE INSERT ON case_assignment BEGIN
    SELECT RAISE(ABORT, 'case_assignment_overlap')
    WHERE NEW.kind = 'responsible' AND EXISTS (
        SELECT 1 FROM case_assignment AS held
        WHERE held.case_id = NEW.case_id AND held.kind = 'responsible'
            AND (held.ends_on IS NULL OR held.ends_on > NEW.starts_on)
            AND (NEW.ends_on IS NULL OR NEW.ends_on > held.starts_on));
END;
CREATE TRIGGER case_assignment_update BEFORE UPDATE ON case_assignment BEGIN
    SELECT RAISE(ABORT, 'case_assignment_overlap')
    WHERE NEW.kind = 'responsible' AND EXISTS (
        SELECT 1 FROM case_assignment AS held
        WHERE held.case_id = NEW.case_id AND held.kind = 'responsible' AND held.id <> OLD.id
            AND (held.ends_on IS NULL OR held.ends_on > NEW.starts_on)
            AND (NEW.ends_on IS NULL OR NEW.ends_on > held.starts_on));
END;

-- A file is not closed while its household holds a machine.
CREATE TRIGGER case_file_update BEFORE UPDATE ON case_file BEGIN
    SELECT RAISE(ABORT, 'case_file_holds_machine')
    WHERE NEW.closed_on IS NOT NULL AND OLD.closed_on IS NULL AND EXISTS (
        SELECT 1 FROM custody AS held WHERE held.household_id = NEW.household_id AND held.ends_on IS NULL);
END;

-- What was corrected, closed or opened again stays on record.
CREATE TRIGGER case_event_update BEFORE UPDATE ON case_event BEGIN
    SELECT RAISE(ABORT, 'case_event_immutable');
END;
CREATE TRIGGER case_event_delete BEFORE DELETE ON case_event BEGIN
    SELECT RAISE(ABORT, 'case_event_immutable');
END;

-- What the undo of an import may take away: records of a batch that still stands, whose machine nothing else has touched.
-- A record that carries its own moment must carry the batch's: what was recorded later is somebody else's.
CREATE VIEW import_undoable AS
SELECT made.equipment_id, made.grant_id, made.decision_id, batch.made_at
FROM import_row AS made
JOIN import_batch AS batch ON batch.id = made.batch_id
WHERE made.outcome = 'added' AND batch.state = 'done'
    AND NOT EXISTS (SELECT 1 FROM attribution AS a WHERE a.equipment_id = made.equipment_id)
    AND NOT EXISTS (SELECT 1 FROM weight_line AS w WHERE w.equipment_id = made.equipment_id)
    AND NOT EXISTS (SELECT 1 FROM use_right AS u WHERE u.equipment_id = made.equipment_id);

-- Imports: the list of what a batch made is never rewritten, and an undone batch stays undone.
CREATE TRIGGER import_batch_insert BEFORE INSERT ON import_batch BEGIN
    SELECT RAISE(ABORT, 'import_batch_final') WHERE NEW.state <> 'done' OR NEW.undone_at IS NOT NULL;
END;
CREATE TRIGGER import_batch_update BEFORE UPDATE ON import_batch BEGIN
    SELECT RAISE(ABORT, 'import_batch_final')
    WHERE OLD.state = 'undone' OR (NEW.state = 'undone') <> (NEW.undone_at IS NOT NULL)
        OR (NEW.id, NEW.area_id, NEW.institution_id, NEW.file_name, NEW.file_sha256, NEW.made_by, NEW.made_at)
            IS DISTINCT FROM (OLD.id, OLD.area_id, OLD.institution_id, OLD.file_name, OLD.file_sha256, OLD.made_by, OLD.made_at);
END;
CREATE TRIGGER import_batch_delete BEFORE DELETE ON import_batch BEGIN
    SELECT RAISE(ABORT, 'import_batch_final');
END;
CREATE TRIGGER import_row_insert BEFORE INSERT ON import_row BEGIN
    SELECT RAISE(ABORT, 'import_batch_final')
    WHERE EXISTS (SELECT 1 FROM import_batch AS batch WHERE batch.id = NEW.batch_id AND batch.state = 'undone');
END;
CREATE TRIGGER import_row_update BEFORE UPDATE ON import_row BEGIN
    SELECT RAISE(ABORT, 'import_row_immutable');
END;
CREATE TRIGGER import_row_delete BEFORE DELETE ON import_row BEGIN
    SELECT RAISE(ABORT, 'import_row_immutable');
END;

-- Proposals, decisions and grants: a decision is on what was proposed and names who proposed it, a grant follows an approval
-- in its own programme, of the kind proposed and not above its amount; all stay as they were recorded.
CREATE TRIGGER proposal_update BEFORE UPDATE ON proposal BEGIN
    SELECT RAISE(ABORT, 'proposal_immutable');
END;
CREATE TRIGGER decision_insert BEFORE INSERT ON decision BEGIN
    SELECT RAISE(ABORT, 'decision_not_as_proposed')
    WHERE NEW.proposal_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM proposal AS p
        WHERE p.id = NEW.proposal_id AND p.household_id = NEW.household_id
            AND p.programme_id = NEW.programme_id AND p.proposed_by = NEW.assessed_by);
END;
CREATE TRIGGER decision_update BEFORE UPDATE ON decision BEGIN
    SELECT RAISE(ABORT, 'decision_immutable');
END;
CREATE TRIGGER decision_delete BEFORE DELETE ON decision BEGIN
    SELECT RAISE(ABORT, 'decision_not_undoable')
    WHERE NOT EXISTS (
        SELECT 1 FROM import_undoable AS u WHERE u.decision_id = OLD.id AND u.made_at = OLD.recorded_at);
END;
CREATE TRIGGER grant_award_insert BEFORE INSERT ON grant_award BEGIN
    SELECT RAISE(ABORT, 'grant_award_not_approved')
    WHERE NOT EXISTS (
        SELECT 1 FROM decision AS d
        WHERE d.id = NEW.decision_id AND d.outcome = 'approved'
            AND d.programme_id = NEW.programme_id AND d.decided_on <= NEW.awarded_on);
    SELECT RAISE(ABORT, 'grant_award_beyond_proposal')
    WHERE EXISTS (
        SELECT 1 FROM decision AS d JOIN proposal AS p ON p.id = d.proposal_id
        WHERE d.id = NEW.decision_id AND (p.kind <> NEW.kind OR p.amount_irr < NEW.amount_irr));
END;
CREATE TRIGGER grant_award_update BEFORE UPDATE ON grant_award BEGIN
    SELECT RAISE(ABORT, 'grant_award_immutable')
    WHERE (NEW.id, NEW.programme_id, NEW.decision_id, NEW.kind, NEW.amount_irr, NEW.awarded_on)
        IS DISTINCT FROM (OLD.id, OLD.programme_id, OLD.decision_id, OLD.kind, OLD.amount_irr, OLD.awarded_on);
END;
CREATE TRIGGER grant_award_delete BEFORE DELETE ON grant_award BEGIN
    SELECT RAISE(ABORT, 'grant_award_not_undoable')
    WHERE NOT EXISTS (
        SELECT 1 FROM import_undoable AS u
        JOIN decision AS d ON d.id = OLD.decision_id AND d.recorded_at = u.made_at
        WHERE u.grant_id = OLD.id);
END;

-- Shares of a grant: at most the whole on every date (their sum can only rise where a share begins),
-- and fixed once a machine was paid for by the grant: they were whole on every date then, and stay so.
CREATE TRIGGER grant_household_insert BEFORE INSERT ON grant_household BEGIN
    SELECT RAISE(ABORT, 'grant_household_over_whole')
    WHERE EXISTS (
        SELECT 1 FROM (
            SELECT NEW.starts_on AS day
            UNION SELECT later.starts_on FROM grant_household AS later
            WHERE later.grant_id = NEW.grant_id AND later.starts_on > NEW.starts_on
                AND (NEW.ends_on IS NULL OR later.starts_on < NEW.ends_on)) AS rise
        WHERE NEW.share_bp + (
            SELECT COALESCE(SUM(held.share_bp), 0) FROM grant_household AS held
            WHERE held.grant_id = NEW.grant_id
                AND held.starts_on <= rise.day AND (held.ends_on IS NULL OR held.ends_on > rise.day)) > 10000);
END;
CREATE TRIGGER grant_household_update BEFORE UPDATE ON grant_household BEGIN
    SELECT RAISE(ABORT, 'grant_household_in_use')
    WHERE EXISTS (SELECT 1 FROM equipment_funding AS f WHERE f.grant_id = OLD.grant_id);
    SELECT RAISE(ABORT, 'grant_household_over_whole')
    WHERE EXISTS (
        SELECT 1 FROM (
            SELECT NEW.starts_on AS day
            UNION SELECT later.starts_on FROM grant_household AS later
            WHERE later.grant_id = NEW.grant_id AND later.starts_on > NEW.starts_on
                AND (NEW.ends_on IS NULL OR later.starts_on < NEW.ends_on)) AS rise
        WHERE NEW.share_bp + (
            SELECT COALESCE(SUM(held.share_bp), 0) FROM grant_household AS held
            WHERE held.grant_id = NEW.grant_id AND held.id <> OLD.id
                AND held.starts_on <= rise.day AND (held.ends_on IS NULL OR held.ends_on > rise.day)) > 10000);
END;
CREATE TRIGGER grant_household_delete BEFORE DELETE ON grant_household BEGIN
    SELECT RAISE(ABORT, 'grant_household_in_use')
    WHERE EXISTS (SELECT 1 FROM equipment_funding AS f WHERE f.grant_id = OLD.grant_id);
END;

-- Equipment: recorded unpaid, paid in full once, and from then on the same machine at the same cost.
CREATE TRIGGER equipment_insert BEFORE INSERT ON equipment BEGIN
    SELECT RAISE(ABORT, 'equipment_funded_early') WHERE NEW.funded;
END;
CREATE TRIGGER equipment_update BEFORE UPDATE ON equipment BEGIN
    SELECT RAISE(ABORT, 'equipment_funded_final') WHERE OLD.funded AND NOT NEW.funded;
    SELECT RAISE(ABORT, 'equipment_immutable')
    WHERE NEW.id <> OLD.id
        OR (OLD.funded AND (NEW.cost_irr, NEW.maker, NEW.maker_norm, NEW.serial, NEW.serial_norm)
            IS DISTINCT FROM (OLD.cost_irr, OLD.maker, OLD.maker_norm, OLD.serial, OLD.serial_norm))
        OR (NEW.acquired_on <> OLD.acquired_on
            AND EXISTS (SELECT 1 FROM custody AS c WHERE c.equipment_id = OLD.id));
    SELECT RAISE(ABORT, 'equipment_funding_incomplete')
    WHERE NEW.funded AND NOT OLD.funded AND NEW.cost_irr <> (
        SELECT COALESCE(SUM(f.amount_irr), 0) FROM equipment_funding AS f WHERE f.equipment_id = OLD.id);
    SELECT RAISE(ABORT, 'equipment_funding_over_cost')
    WHERE NEW.cost_irr < (
        SELECT COALESCE(SUM(f.amount_irr), 0) FROM equipment_funding AS f WHERE f.equipment_id = OLD.id);
END;
CREATE TRIGGER equipment_delete BEFORE DELETE ON equipment BEGIN
    SELECT RAISE(ABORT, 'equipment_not_undoable')
    WHERE NOT EXISTS (SELECT 1 FROM import_undoable AS u WHERE u.equipment_id = OLD.id);
END;

-- Payments: within the cost of the machine and the amount of the grant, whose shares are whole on every date from its award
-- (their sum can only fall where a share ends).
CREATE TRIGGER equipment_funding_insert BEFORE INSERT ON equipment_funding BEGIN
    SELECT RAISE(ABORT, 'equipment_funding_closed')
    WHERE EXISTS (SELECT 1 FROM equipment AS e WHERE e.id = NEW.equipment_id AND e.funded);
    SELECT RAISE(ABORT, 'equipment_funding_over_cost')
    WHERE NEW.amount_irr
        + (SELECT COALESCE(SUM(f.amount_irr), 0) FROM equipment_funding AS f WHERE f.equipment_id = NEW.equipment_id)
        > (SELECT e.cost_irr FROM equipment AS e WHERE e.id = NEW.equipment_id);
    SELECT RAISE(ABORT, 'equipment_funding_over_grant')
    WHERE NEW.grant_id IS NOT NULL AND NEW.amount_irr
        + (SELECT COALESCE(SUM(f.amount_irr), 0) FROM equipment_funding AS f WHERE f.grant_id = NEW.grant_id)
        > (SELECT g.amount_irr FROM grant_award AS g WHERE g.id = NEW.grant_id);
    SELECT RAISE(ABORT, 'equipment_funding_shares')
    WHERE NEW.grant_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM (
            SELECT g.awarded_on AS day FROM grant_award AS g WHERE g.id = NEW.grant_id
            UNION SELECT ended.ends_on FROM grant_household AS ended JOIN grant_award AS g ON g.id = ended.grant_id
            WHERE ended.grant_id = NEW.grant_id AND ended.ends_on > g.awarded_on) AS fall
        WHERE 10000 <> (
            SELECT COALESCE(SUM(s.share_bp), 0) FROM grant_household AS s
            WHERE s.grant_id = NEW.grant_id
                AND s.starts_on <= fall.day AND (s.ends_on IS NULL OR s.ends_on > fall.day)));
END;
CREATE TRIGGER equipment_funding_update BEFORE UPDATE ON equipment_funding BEGIN
    SELECT RAISE(ABORT, 'equipment_funding_immutable');
END;
CREATE TRIGGER equipment_funding_delete BEFORE DELETE ON equipment_funding BEGIN
    SELECT RAISE(ABORT, 'equipment_funding_not_undoable')
    WHERE EXISTS (SELECT 1 FROM equipment AS e WHERE e.id = OLD.equipment_id AND e.funded)
        AND (EXISTS (SELECT 1 FROM custody AS c WHERE c.equipment_id = OLD.equipment_id)
            OR NOT EXISTS (SELECT 1 FROM import_undoable AS u WHERE u.equipment_id = OLD.equipment_id));
END;

-- The handover paper stays as it was signed, with the photos that were taken then.
CREATE TRIGGER handover_insert BEFORE INSERT ON handover BEGIN
    SELECT RAISE(ABORT, 'handover_signature')
    WHERE (NEW.signature_sha256 IS NOT NULL)
        <> EXISTS (SELECT 1 FROM handover_photo AS p WHERE p.handover_id = NEW.id AND p.shows = 'sheet');
END;
CREATE TRIGGER handover_photo_insert BEFORE INSERT ON handover_photo BEGIN
    SELECT RAISE(ABORT, 'handover_photo_late') WHERE EXISTS (SELECT 1 FROM handover AS h WHERE h.id = NEW.handover_id);
END;
CREATE TRIGGER handover_photo_update BEFORE UPDATE ON handover_photo BEGIN
    SELECT RAISE(ABORT, 'handover_photo_immutable');
END;
CREATE TRIGGER handover_photo_delete BEFORE DELETE ON handover_photo BEGIN
    SELECT RAISE(ABORT, 'handover_photo_immutable');
END;
CREATE TRIGGER handover_update BEFORE UPDATE ON handover BEGIN
    SELECT RAISE(ABORT, 'handover_immutable');
END;
CREATE TRIGGER handover_delete BEFORE DELETE ON handover BEGIN
    SELECT RAISE(ABORT, 'handover_not_undoable')
    WHERE NOT EXISTS (
        SELECT 1 FROM import_undoable AS u
        WHERE u.equipment_id = OLD.equipment_id AND u.made_at = OLD.recorded_at);
END;

-- Custody: one holder at a time, without a gap from the day of acquiring; only the open row changes, and only to end.
CREATE TRIGGER custody_insert BEFORE INSERT ON custody BEGIN
    SELECT RAISE(ABORT, 'custody_first_day')
    WHERE NOT EXISTS (SELECT 1 FROM custody AS held WHERE held.equipment_id = NEW.equipment_id)
        AND EXISTS (SELECT 1 FROM equipment AS e WHERE e.id = NEW.equipment_id AND e.acquired_on <> NEW.starts_on);
    SELECT RAISE(ABORT, 'custody_overlap')
    WHERE EXISTS (
        SELECT 1 FROM custody AS held
        WHERE held.equipment_id = NEW.equipment_id AND (held.ends_on IS NULL OR held.ends_on > NEW.starts_on));
    SELECT RAISE(ABORT, 'custody_gap')
    WHERE EXISTS (SELECT 1 FROM custody AS held WHERE held.equipment_id = NEW.equipment_id)
        AND NOT EXISTS (
            SELECT 1 FROM custody AS held
            WHERE held.equipment_id = NEW.equipment_id AND held.ends_on = NEW.starts_on);
    SELECT RAISE(ABORT, 'custody_not_funded')
    WHERE NEW.holder = 'household'
        AND NOT EXISTS (SELECT 1 FROM equipment AS e WHERE e.id = NEW.equipment_id AND e.funded);
    SELECT RAISE(ABORT, 'custody_handover')
    WHERE NEW.holder = 'household' AND NOT EXISTS (
        SELECT 1 FROM handover AS h
        WHERE h.id = NEW.handover_id AND h.accepted AND h.equipment_id = NEW.equipment_id
            AND h.household_id = NEW.household_id AND h.handed_on = NEW.starts_on);
    SELECT RAISE(ABORT, 'use_right_of_holder')
    WHERE NEW.holder = 'household' AND EXISTS (
        SELECT 1 FROM use_right AS u
        WHERE u.equipment_id = NEW.equipment_id AND u.household_id = NEW.household_id
            AND (u.ends_on IS NULL OR (u.ends_on > u.starts_on AND u.ends_on > NEW.starts_on))
            AND (NEW.ends_on IS NULL OR NEW.ends_on > u.starts_on));
    SELECT RAISE(ABORT, 'use_right_of_nobody')
    WHERE NEW.holder <> 'household' AND EXISTS (
        SELECT 1 FROM use_right AS u
        WHERE u.equipment_id = NEW.equipment_id AND (u.ends_on IS NULL OR (u.ends_on > u.starts_on AND u.ends_on > NEW.starts_on))
            AND (NEW.ends_on IS NULL OR NEW.ends_on > u.starts_on));
    SELECT RAISE(ABORT, 'baseline_after_handover')
    WHERE NEW.holder = 'household' AND EXISTS (
        SELECT 1 FROM baseline AS b
        WHERE b.household_id = NEW.household_id AND b.taken_on > NEW.starts_on
            AND (b.grant_id IS NULL OR EXISTS (
                SELECT 1 FROM equipment_funding AS f WHERE f.equipment_id = NEW.equipment_id AND f.grant_id = b.grant_id))
            AND NOT EXISTS (SELECT 1 FROM baseline AS later WHERE later.corrects = b.id));
END;
CREATE TRIGGER custody_update BEFORE UPDATE ON custody BEGIN
    SELECT RAISE(ABORT, 'custody_immutable')
    WHERE OLD.ends_on IS NOT NULL OR NEW.ends_on IS NULL
        OR (NEW.id, NEW.equipment_id, NEW.holder, NEW.household_id, NEW.handover_id,
                NEW.starts_on, NEW.reason, NEW.recorded_by, NEW.recorded_at)
            IS DISTINCT FROM (OLD.id, OLD.equipment_id, OLD.holder, OLD.household_id, OLD.handover_id,
                OLD.starts_on, OLD.reason, OLD.recorded_by, OLD.recorded_at);
    SELECT RAISE(ABORT, 'custody_ends_before_production')
    WHERE EXISTS (
        SELECT 1 FROM attribution AS a
        JOIN ledger AS l ON l.id = a.ledger_id
        JOIN sale_line AS s ON s.id = l.sale_line_id
        WHERE a.equipment_id = OLD.equipment_id AND l.household_id = OLD.household_id AND s.produced_on >= NEW.ends_on);
END;
CREATE TRIGGER custody_delete BEFORE DELETE ON custody BEGIN
    SELECT RAISE(ABORT, 'custody_not_undoable')
    WHERE NOT EXISTS (
            SELECT 1 FROM import_undoable AS u
            WHERE u.equipment_id = OLD.equipment_id AND u.made_at = OLD.recorded_at)
        OR EXISTS (
            SELECT 1 FROM custody AS later
            WHERE later.equipment_id = OLD.equipment_id AND later.starts_on > OLD.starts_on);
END;

-- Use rights: for others than the holder, one at a time for a household, while some household answers for the machine; only
-- their end may be set or brought forward.
CREATE TRIGGER use_right_insert BEFORE INSERT ON use_right BEGIN
    SELECT RAISE(ABORT, 'use_right_of_holder')
    WHERE EXISTS (
        SELECT 1 FROM custody AS c
        WHERE c.equipment_id = NEW.equipment_id AND c.household_id = NEW.household_id
            AND (c.ends_on IS NULL OR (c.ends_on > c.starts_on AND c.ends_on > NEW.starts_on))
            AND (NEW.ends_on IS NULL OR NEW.ends_on > c.starts_on));
    SELECT RAISE(ABORT, 'use_right_of_nobody')
    WHERE EXISTS (
            SELECT 1 FROM custody AS c
            WHERE c.equipment_id = NEW.equipment_id AND c.holder <> 'household'
                AND (c.ends_on IS NULL OR (c.ends_on > c.starts_on AND c.ends_on > NEW.starts_on))
                AND (NEW.ends_on IS NULL OR NEW.ends_on > c.starts_on))
        OR NOT EXISTS (
            SELECT 1 FROM custody AS c
            WHERE c.equipment_id = NEW.equipment_id AND c.starts_on <= NEW.starts_on
                AND (c.ends_on IS NULL OR c.ends_on > NEW.starts_on))
        OR NOT EXISTS (
            SELECT 1 FROM custody AS c
            WHERE c.equipment_id = NEW.equipment_id AND (c.ends_on IS NULL OR c.ends_on >= NEW.ends_on));
    SELECT RAISE(ABORT, 'use_right_overlap')
    WHERE EXISTS (
        SELECT 1 FROM use_right AS held
        WHERE held.equipment_id = NEW.equipment_id AND held.household_id = NEW.household_id
            AND (held.ends_on IS NULL OR (held.ends_on > held.starts_on AND held.ends_on > NEW.starts_on))
            AND (NEW.ends_on IS NULL OR NEW.ends_on > held.starts_on));
END;
CREATE TRIGGER use_right_update BEFORE UPDATE ON use_right BEGIN
    SELECT RAISE(ABORT, 'use_right_immutable')
    WHERE NEW.ends_on IS NULL OR NEW.ends_on > OLD.ends_on
        OR (NEW.id, NEW.equipment_id, NEW.household_id, NEW.starts_on, NEW.agreement, NEW.recorded_by)
            IS DISTINCT FROM (OLD.id, OLD.equipment_id, OLD.household_id, OLD.starts_on, OLD.agreement, OLD.recorded_by);
    SELECT RAISE(ABORT, 'use_right_ends_before_production')
    WHERE EXISTS (
        SELECT 1 FROM attribution AS a
        JOIN ledger AS l ON l.id = a.ledger_id
        JOIN sale_line AS s ON s.id = l.sale_line_id
        WHERE a.equipment_id = OLD.equipment_id AND l.household_id = OLD.household_id
            AND s.produced_on >= NEW.ends_on AND (OLD.ends_on IS NULL OR s.produced_on < OLD.ends_on));
END;
CREATE TRIGGER use_right_delete BEFORE DELETE ON use_right BEGIN
    SELECT RAISE(ABORT, 'use_right_immutable');
END;

-- The baseline comes before the machine, and stays as it was told; what corrects one is of the same household and grant.
CREATE TRIGGER baseline_insert BEFORE INSERT ON baseline BEGIN
    SELECT RAISE(ABORT, 'baseline_corrects_other')
    WHERE NEW.corrects IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM baseline AS b
        WHERE b.id = NEW.corrects AND b.household_id = NEW.household_id
            AND COALESCE(b.grant_id, 0) = COALESCE(NEW.grant_id, 0));
    SELECT RAISE(ABORT, 'baseline_after_handover')
    WHERE EXISTS (
        SELECT 1 FROM handover AS h
        WHERE h.household_id = NEW.household_id AND h.accepted AND h.handed_on < NEW.taken_on
            AND (NEW.grant_id IS NULL OR EXISTS (
                SELECT 1 FROM equipment_funding AS f WHERE f.equipment_id = h.equipment_id AND f.grant_id = NEW.grant_id))
            AND NOT EXISTS (SELECT 1 FROM custody AS c WHERE c.handover_id = h.id AND c.ends_on = c.starts_on));
END;
CREATE TRIGGER baseline_update BEFORE UPDATE ON baseline BEGIN
    SELECT RAISE(ABORT, 'baseline_immutable');
END;
CREATE TRIGGER baseline_delete BEFORE DELETE ON baseline BEGIN
    SELECT RAISE(ABORT, 'baseline_immutable');
END;

-- A product is its shop's household's, for ever: custody, weights and sales are checked against that household. Once sold,
-- it keeps its unit, in which its stock is counted and goods come back.
CREATE TRIGGER shop_update BEFORE UPDATE ON shop BEGIN
    SELECT RAISE(ABORT, 'shop_household_fixed') WHERE (NEW.id, NEW.household_id) IS DISTINCT FROM (OLD.id, OLD.household_id);
END;
CREATE TRIGGER product_insert BEFORE INSERT ON product BEGIN
    SELECT RAISE(ABORT, 'product_household')
    WHERE NOT EXISTS (SELECT 1 FROM shop AS s WHERE s.id = NEW.shop_id AND s.household_id = NEW.household_id);
END;
CREATE TRIGGER product_update BEFORE UPDATE ON product BEGIN
    SELECT RAISE(ABORT, 'product_household')
    WHERE (NEW.id, NEW.shop_id, NEW.household_id) IS DISTINCT FROM (OLD.id, OLD.shop_id, OLD.household_id);
    SELECT RAISE(ABORT, 'product_unit_sold')
    WHERE NEW.unit <> OLD.unit AND EXISTS (SELECT 1 FROM sale_line AS s WHERE s.product_id = OLD.id);
END;

-- With which machines a household may produce, and when.
CREATE VIEW equipment_within_reach AS
SELECT c.equipment_id, c.household_id, c.starts_on, c.ends_on FROM custody AS c WHERE c.household_id IS NOT NULL
UNION ALL
SELECT u.equipment_id, u.household_id, u.starts_on, u.ends_on FROM use_right AS u;

-- Weight sets: drafted, then sealed once, whole and with machines within the household's reach; a sealed one stays.
CREATE TRIGGER weight_set_insert BEFORE INSERT ON weight_set BEGIN
    SELECT RAISE(ABORT, 'weight_set_sealed_early') WHERE NEW.sealed;
END;
CREATE TRIGGER weight_set_update BEFORE UPDATE ON weight_set BEGIN
    SELECT RAISE(ABORT, 'weight_set_sealed') WHERE OLD.sealed;
    SELECT RAISE(ABORT, 'weight_set_not_whole')
    WHERE NEW.sealed AND 10000 <> (
        SELECT COALESCE(SUM(w.weight_bp), 0) FROM weight_line AS w WHERE w.set_id = OLD.id);
    SELECT RAISE(ABORT, 'weight_set_equipment_elsewhere')
    WHERE NEW.sealed AND EXISTS (
        SELECT 1 FROM weight_line AS w JOIN product AS p ON p.id = NEW.product_id
        WHERE w.set_id = OLD.id AND w.equipment_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM equipment_within_reach AS r
            WHERE r.equipment_id = w.equipment_id AND r.household_id = p.household_id
                AND r.starts_on <= NEW.starts_on AND (r.ends_on IS NULL OR r.ends_on > NEW.starts_on)));
END;
CREATE TRIGGER weight_set_delete BEFORE DELETE ON weight_set BEGIN
    SELECT RAISE(ABORT, 'weight_set_sealed') WHERE OLD.sealed;
END;
CREATE TRIGGER weight_line_insert BEFORE INSERT ON weight_line BEGIN
    SELECT RAISE(ABORT, 'weight_set_sealed')
    WHERE EXISTS (SELECT 1 FROM weight_set AS s WHERE s.id = NEW.set_id AND s.sealed);
END;
CREATE TRIGGER weight_line_update BEFORE UPDATE ON weight_line BEGIN
    SELECT RAISE(ABORT, 'weight_set_sealed')
    WHERE EXISTS (SELECT 1 FROM weight_set AS s WHERE s.id IN (OLD.set_id, NEW.set_id) AND s.sealed);
END;
CREATE TRIGGER weight_line_delete BEFORE DELETE ON weight_line BEGIN
    SELECT RAISE(ABORT, 'weight_set_sealed')
    WHERE EXISTS (SELECT 1 FROM weight_set AS s WHERE s.id = OLD.set_id AND s.sealed);
END;

-- Stock moves are only added; one that names a sale line is of that line's product, one that names an own use is of its household.
CREATE TRIGGER stock_move_insert BEFORE INSERT ON stock_move BEGIN
    SELECT RAISE(ABORT, 'stock_move_line_elsewhere')
    WHERE NEW.sale_line_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM sale_line AS s WHERE s.id = NEW.sale_line_id AND s.product_id = NEW.product_id);
    SELECT RAISE(ABORT, 'stock_move_own_use_elsewhere')
    WHERE NEW.own_use_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM ledger AS l JOIN product AS p ON p.household_id = l.household_id
        WHERE l.id = NEW.own_use_id AND l.kind = 'own_use' AND p.id = NEW.product_id);
END;
CREATE TRIGGER stock_move_update BEFORE UPDATE ON stock_move BEGIN
    SELECT RAISE(ABORT, 'stock_move_immutable');
END;
CREATE TRIGGER stock_move_delete BEFORE DELETE ON stock_move BEGIN
    SELECT RAISE(ABORT, 'stock_move_immutable');
END;

-- Market sites: rows, stalls, days, wishes and assignments stay within one site, and runs within one day.
-- What is there on one day alone is of a day of the site, and is nobody's own and no wish for other days.
CREATE TRIGGER site_row_insert BEFORE INSERT ON site_row BEGIN
    SELECT RAISE(ABORT, 'site_row_day_elsewhere')
    WHERE NEW.only_day IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM market_day AS d WHERE d.id = NEW.only_day AND d.site_id = NEW.site_id);
END;
CREATE TRIGGER site_row_update BEFORE UPDATE ON site_row BEGIN
    SELECT RAISE(ABORT, 'site_row_fixed')
    WHERE (NEW.id, NEW.site_id, NEW.only_day) IS DISTINCT FROM (OLD.id, OLD.site_id, OLD.only_day);
END;
CREATE TRIGGER stall_insert BEFORE INSERT ON stall BEGIN
    SELECT RAISE(ABORT, 'stall_row_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM site_row AS r
        WHERE r.id = NEW.row_id AND r.site_id = NEW.site_id AND (r.only_day IS NULL OR r.only_day IS NEW.only_day));
    SELECT RAISE(ABORT, 'stall_day_elsewhere')
    WHERE NEW.only_day IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM market_day AS d WHERE d.id = NEW.only_day AND d.site_id = NEW.site_id);
END;
CREATE TRIGGER stall_update BEFORE UPDATE ON stall BEGIN
    SELECT RAISE(ABORT, 'stall_fixed')
    WHERE (NEW.id, NEW.site_id, NEW.only_day) IS DISTINCT FROM (OLD.id, OLD.site_id, OLD.only_day);
    SELECT RAISE(ABORT, 'stall_row_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM site_row AS r
        WHERE r.id = NEW.row_id AND r.site_id = NEW.site_id AND (r.only_day IS NULL OR r.only_day IS NEW.only_day));
END;
CREATE TRIGGER own_stall_insert BEFORE INSERT ON own_stall BEGIN
    SELECT RAISE(ABORT, 'own_stall_of_one_day')
    WHERE EXISTS (SELECT 1 FROM stall AS s WHERE s.id = NEW.stall_id AND s.only_day IS NOT NULL);
    SELECT RAISE(ABORT, 'own_stall_overlap')
    WHERE EXISTS (
        SELECT 1 FROM own_stall AS held
        WHERE held.stall_id = NEW.stall_id
            AND (held.ends_on IS NULL OR held.ends_on > NEW.starts_on)
            AND (NEW.ends_on IS NULL OR NEW.ends_on > held.starts_on));
END;
CREATE TRIGGER own_stall_update BEFORE UPDATE ON own_stall BEGIN
    SELECT RAISE(ABORT, 'own_stall_of_one_day')
    WHERE EXISTS (SELECT 1 FROM stall AS s WHERE s.id = NEW.stall_id AND s.only_day IS NOT NULL);
    SELECT RAISE(ABORT, 'own_stall_overlap')
    WHERE EXISTS (
        SELECT 1 FROM own_stall AS held
        WHERE held.stall_id = NEW.stall_id AND held.id <> OLD.id
            AND (held.ends_on IS NULL OR held.ends_on > NEW.starts_on)
            AND (NEW.ends_on IS NULL OR NEW.ends_on > held.starts_on));
END;
CREATE TRIGGER absence_insert BEFORE INSERT ON absence BEGIN
    SELECT RAISE(ABORT, 'absence_overlap')
    WHERE EXISTS (
        SELECT 1 FROM absence AS held
        WHERE held.site_id = NEW.site_id AND held.household_id = NEW.household_id
            AND held.first_day <= NEW.last_day AND held.last_day >= NEW.first_day);
END;
CREATE TRIGGER absence_update BEFORE UPDATE ON absence BEGIN
    SELECT RAISE(ABORT, 'absence_overlap')
    WHERE EXISTS (
        SELECT 1 FROM absence AS held
        WHERE held.site_id = NEW.site_id AND held.household_id = NEW.household_id AND held.id <> OLD.id
            AND held.first_day <= NEW.last_day AND held.last_day >= NEW.first_day);
END;
CREATE TRIGGER market_day_insert BEFORE INSERT ON market_day BEGIN
    SELECT RAISE(ABORT, 'market_day_run_elsewhere')
    WHERE NEW.published_run IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM assignment_run AS r WHERE r.id = NEW.published_run AND r.market_day_id = NEW.id);
END;
CREATE TRIGGER market_day_update BEFORE UPDATE ON market_day BEGIN
    SELECT RAISE(ABORT, 'market_day_fixed') WHERE (NEW.id, NEW.site_id) IS DISTINCT FROM (OLD.id, OLD.site_id);
    SELECT RAISE(ABORT, 'market_day_unpublished') WHERE OLD.published_run IS NOT NULL AND NEW.published_run IS NULL;
    SELECT RAISE(ABORT, 'market_day_run_elsewhere')
    WHERE NEW.published_run IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM assignment_run AS r WHERE r.id = NEW.published_run AND r.market_day_id = NEW.id);
    SELECT RAISE(ABORT, 'market_day_run_incomplete')
    WHERE NEW.published_run IS NOT NULL AND NEW.published_run IS DISTINCT FROM OLD.published_run AND EXISTS (
        SELECT 1 FROM assignment AS a
        WHERE a.run_id = NEW.published_run AND a.stalls <> (
            SELECT count(*) FROM assignment_stall AS s WHERE s.run_id = a.run_id AND s.booking_id = a.booking_id));
END;
CREATE TRIGGER booking_update BEFORE UPDATE ON booking BEGIN
    SELECT RAISE(ABORT, 'booking_fixed')
    WHERE (NEW.id, NEW.market_day_id, NEW.household_id) IS DISTINCT FROM (OLD.id, OLD.market_day_id, OLD.household_id);
END;
CREATE TRIGGER booking_wish_insert BEFORE INSERT ON booking_wish BEGIN
    SELECT RAISE(ABORT, 'booking_wish_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM booking AS b
        JOIN market_day AS d ON d.id = b.market_day_id
        JOIN stall AS s ON s.site_id = d.site_id
        WHERE b.id = NEW.booking_id AND s.id = NEW.stall_id AND (s.only_day IS NULL OR s.only_day = d.id));
END;
CREATE TRIGGER booking_wish_update BEFORE UPDATE ON booking_wish BEGIN
    SELECT RAISE(ABORT, 'booking_wish_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM booking AS b
        JOIN market_day AS d ON d.id = b.market_day_id
        JOIN stall AS s ON s.site_id = d.site_id
        WHERE b.id = NEW.booking_id AND s.id = NEW.stall_id AND (s.only_day IS NULL OR s.only_day = d.id));
END;
CREATE TRIGGER weekly_request_update BEFORE UPDATE ON weekly_request BEGIN
    SELECT RAISE(ABORT, 'weekly_request_fixed')
    WHERE (NEW.id, NEW.site_id, NEW.household_id, NEW.weekday)
        IS DISTINCT FROM (OLD.id, OLD.site_id, OLD.household_id, OLD.weekday);
END;
CREATE TRIGGER weekly_wish_insert BEFORE INSERT ON weekly_wish BEGIN
    SELECT RAISE(ABORT, 'weekly_wish_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM weekly_request AS w
        JOIN stall AS s ON s.site_id = w.site_id
        WHERE w.id = NEW.weekly_id AND s.id = NEW.stall_id AND s.only_day IS NULL);
END;
CREATE TRIGGER weekly_wish_update BEFORE UPDATE ON weekly_wish BEGIN
    SELECT RAISE(ABORT, 'weekly_wish_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM weekly_request AS w
        JOIN stall AS s ON s.site_id = w.site_id
        WHERE w.id = NEW.weekly_id AND s.id = NEW.stall_id AND s.only_day IS NULL);
END;
-- A run counts its changes by hand while nobody was told of it; nothing else of it changes.
CREATE TRIGGER assignment_run_update BEFORE UPDATE ON assignment_run BEGIN
    SELECT RAISE(ABORT, 'assignment_run_immutable')
    WHERE NEW.revision <> OLD.revision + 1 OR NEW.id <> OLD.id OR NEW.market_day_id <> OLD.market_day_id
        OR NEW.version <> OLD.version OR NEW.input <> OLD.input OR NEW.result_sha256 <> OLD.result_sha256
        OR NEW.engine <> OLD.engine OR NEW.made_by IS DISTINCT FROM OLD.made_by OR NEW.made_at <> OLD.made_at
        OR NEW.drawing_version <> OLD.drawing_version OR NEW.day_version IS DISTINCT FROM OLD.day_version
        OR EXISTS (SELECT 1 FROM market_day AS d WHERE d.published_run = OLD.id);
END;
CREATE TRIGGER assignment_run_delete BEFORE DELETE ON assignment_run BEGIN
    SELECT RAISE(ABORT, 'assignment_run_immutable');
END;
CREATE TRIGGER assignment_insert BEFORE INSERT ON assignment BEGIN
    SELECT RAISE(ABORT, 'assignment_published')
    WHERE EXISTS (SELECT 1 FROM market_day AS d WHERE d.published_run = NEW.run_id);
    SELECT RAISE(ABORT, 'assignment_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM assignment_run AS r
        JOIN booking AS b ON b.market_day_id = r.market_day_id
        WHERE r.id = NEW.run_id AND b.id = NEW.booking_id);
END;
CREATE TRIGGER assignment_update BEFORE UPDATE ON assignment BEGIN
    SELECT RAISE(ABORT, 'assignment_published')
    WHERE EXISTS (SELECT 1 FROM market_day AS d WHERE d.published_run = OLD.run_id);
    SELECT RAISE(ABORT, 'assignment_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM assignment_run AS r
        JOIN booking AS b ON b.market_day_id = r.market_day_id
        WHERE r.id = NEW.run_id AND b.id = NEW.booking_id);
    SELECT RAISE(ABORT, 'assignment_stall_uncounted')
    WHERE EXISTS (
        SELECT 1 FROM assignment_stall AS s
        WHERE s.run_id = OLD.run_id AND s.booking_id = OLD.booking_id AND s.ord > NEW.stalls);
END;
CREATE TRIGGER assignment_delete BEFORE DELETE ON assignment BEGIN
    SELECT RAISE(ABORT, 'assignment_published')
    WHERE EXISTS (SELECT 1 FROM market_day AS d WHERE d.published_run = OLD.run_id);
END;
CREATE TRIGGER assignment_stall_insert BEFORE INSERT ON assignment_stall BEGIN
    SELECT RAISE(ABORT, 'assignment_stall_published')
    WHERE EXISTS (SELECT 1 FROM market_day AS d WHERE d.published_run = NEW.run_id);
    SELECT RAISE(ABORT, 'assignment_stall_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM assignment_run AS r
        JOIN market_day AS d ON d.id = r.market_day_id
        JOIN stall AS s ON s.site_id = d.site_id
        WHERE r.id = NEW.run_id AND s.id = NEW.stall_id AND (s.only_day IS NULL OR s.only_day = d.id));
    SELECT RAISE(ABORT, 'assignment_stall_uncounted')
    WHERE NOT EXISTS (
        SELECT 1 FROM assignment AS a
        WHERE a.run_id = NEW.run_id AND a.booking_id = NEW.booking_id AND a.stalls >= NEW.ord);
END;
CREATE TRIGGER assignment_stall_update BEFORE UPDATE ON assignment_stall BEGIN
    SELECT RAISE(ABORT, 'assignment_stall_published')
    WHERE EXISTS (SELECT 1 FROM market_day AS d WHERE d.published_run = NEW.run_id OR d.published_run = OLD.run_id);
    SELECT RAISE(ABORT, 'assignment_stall_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM assignment_run AS r
        JOIN market_day AS d ON d.id = r.market_day_id
        JOIN stall AS s ON s.site_id = d.site_id
        WHERE r.id = NEW.run_id AND s.id = NEW.stall_id AND (s.only_day IS NULL OR s.only_day = d.id));
    SELECT RAISE(ABORT, 'assignment_stall_uncounted')
    WHERE NOT EXISTS (
        SELECT 1 FROM assignment AS a
        WHERE a.run_id = NEW.run_id AND a.booking_id = NEW.booking_id AND a.stalls >= NEW.ord);
END;
CREATE TRIGGER assignment_stall_delete BEFORE DELETE ON assignment_stall BEGIN
    SELECT RAISE(ABORT, 'assignment_stall_published')
    WHERE EXISTS (SELECT 1 FROM market_day AS d WHERE d.published_run = OLD.run_id);
END;
CREATE TRIGGER check_in_insert BEFORE INSERT ON check_in BEGIN
    SELECT RAISE(ABORT, 'check_in_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM booking AS b WHERE b.id = NEW.booking_id AND b.market_day_id = NEW.market_day_id);
END;
CREATE TRIGGER check_in_update BEFORE UPDATE ON check_in BEGIN
    SELECT RAISE(ABORT, 'check_in_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM booking AS b WHERE b.id = NEW.booking_id AND b.market_day_id = NEW.market_day_id);
END;

-- Sales: made where the household lives, by one of its members, of its own products, never altered.
CREATE TRIGGER sale_insert BEFORE INSERT ON sale BEGIN
    SELECT RAISE(ABORT, 'sale_area')
    WHERE NEW.area_id IS DISTINCT FROM (SELECT h.area_id FROM household AS h WHERE h.id = NEW.household_id);
    SELECT RAISE(ABORT, 'sale_seller_not_member')
    WHERE NOT EXISTS (
        SELECT 1 FROM household_member AS m
        WHERE m.person_id = NEW.seller_person_id AND m.household_id = NEW.household_id
            AND m.starts_on <= NEW.sold_on AND (m.ends_on IS NULL OR m.ends_on > NEW.sold_on));
END;
CREATE TRIGGER sale_update BEFORE UPDATE ON sale BEGIN
    SELECT RAISE(ABORT, 'sale_immutable');
END;
CREATE TRIGGER sale_delete BEFORE DELETE ON sale BEGIN
    SELECT RAISE(ABORT, 'sale_immutable');
END;

-- A sale line uses the set in force on the day of production: of its product, sealed, the latest to start by then.
CREATE TRIGGER sale_line_insert BEFORE INSERT ON sale_line BEGIN
    SELECT RAISE(ABORT, 'sale_line_household')
    WHERE NOT EXISTS (
        SELECT 1 FROM sale AS s JOIN product AS p ON p.household_id = s.household_id
        WHERE s.id = NEW.sale_id AND p.id = NEW.product_id);
    SELECT RAISE(ABORT, 'sale_line_as_named')
    WHERE NOT EXISTS (SELECT 1 FROM product AS p WHERE p.id = NEW.product_id AND p.name = NEW.name AND p.unit = NEW.unit);
    SELECT RAISE(ABORT, 'sale_line_produced_late')
    WHERE EXISTS (SELECT 1 FROM sale AS s WHERE s.id = NEW.sale_id AND s.sold_on < NEW.produced_on);
    SELECT RAISE(ABORT, 'sale_line_set')
    WHERE NEW.set_id IS DISTINCT FROM (
        SELECT w.id FROM weight_set AS w
        WHERE w.product_id = NEW.product_id AND w.sealed AND w.starts_on <= NEW.produced_on
        ORDER BY w.starts_on DESC, w.id DESC LIMIT 1);
END;
CREATE TRIGGER sale_line_update BEFORE UPDATE ON sale_line BEGIN
    SELECT RAISE(ABORT, 'sale_line_immutable');
END;
CREATE TRIGGER sale_line_delete BEFORE DELETE ON sale_line BEGIN
    SELECT RAISE(ABORT, 'sale_line_immutable');
END;

-- Attribution: written before its ledger row, to the machine's own payers, never altered.
CREATE TRIGGER attribution_insert BEFORE INSERT ON attribution BEGIN
    SELECT RAISE(ABORT, 'attribution_late') WHERE EXISTS (SELECT 1 FROM ledger AS l WHERE l.id = NEW.ledger_id);
    SELECT RAISE(ABORT, 'attribution_payer')
    WHERE NEW.funding_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM equipment_funding AS f
        WHERE f.id = NEW.funding_id AND f.equipment_id = NEW.equipment_id AND f.grant_id IS NOT DISTINCT FROM NEW.grant_id);
END;
CREATE TRIGGER attribution_update BEFORE UPDATE ON attribution BEGIN
    SELECT RAISE(ABORT, 'attribution_immutable');
END;
CREATE TRIGGER attribution_delete BEFORE DELETE ON attribution BEGIN
    SELECT RAISE(ABORT, 'attribution_immutable');
END;

-- What is left of a sale line after its returns.
CREATE VIEW sale_line_left AS
SELECT l.sale_line_id, SUM(l.qty_milli) AS qty_milli, SUM(l.amount_irr) AS amount_irr
FROM ledger AS l WHERE l.sale_line_id IS NOT NULL GROUP BY l.sale_line_id;

-- The ledger: only added to.
CREATE TRIGGER ledger_insert BEFORE INSERT ON ledger BEGIN
    -- The chain of the area.
    SELECT RAISE(ABORT, 'ledger_seq')
    WHERE NEW.seq <> 1 + COALESCE((SELECT MAX(l.seq) FROM ledger AS l WHERE l.area_id = NEW.area_id), 0);
    SELECT RAISE(ABORT, 'ledger_prev_hash')
    WHERE NEW.prev_hash IS DISTINCT FROM CASE WHEN NEW.seq = 1 THEN zeroblob(32)
        ELSE (SELECT l.hash FROM ledger AS l WHERE l.area_id = NEW.area_id AND l.seq = NEW.seq - 1) END;
    SELECT RAISE(ABORT, 'ledger_hash_length') WHERE length(NEW.hash) <> 32;
    -- The household's place today, its institution today unless a row is taken back, and an open month.
    SELECT RAISE(ABORT, 'ledger_area')
    WHERE NEW.area_id IS DISTINCT FROM (SELECT h.area_id FROM household AS h WHERE h.id = NEW.household_id);
    SELECT RAISE(ABORT, 'ledger_institution')
    WHERE NEW.reverses IS NULL AND NEW.institution_id IS DISTINCT FROM (
        SELECT c.institution_id FROM case_file AS c WHERE c.household_id = NEW.household_id AND c.closed_on IS NULL);
    SELECT RAISE(ABORT, 'ledger_period_closed')
    WHERE EXISTS (
        SELECT 1 FROM period AS p
        WHERE p.institution_id = NEW.institution_id AND p.area_id = NEW.area_id AND p.ym = NEW.ym);
    -- What the row says of its sale line, or of the row that it takes back.
    SELECT RAISE(ABORT, 'ledger_sale_mismatch')
    WHERE NEW.kind = 'sale' AND NOT EXISTS (
        SELECT 1 FROM sale_line AS x JOIN sale AS s ON s.id = x.sale_id
        WHERE x.id = NEW.sale_line_id AND x.net_irr = NEW.amount_irr AND x.qty_milli = NEW.qty_milli
            AND s.household_id = NEW.household_id);
    SELECT RAISE(ABORT, 'ledger_reverses')
    WHERE NEW.kind IN ('return', 'void') AND NOT EXISTS (
        SELECT 1 FROM ledger AS o
        WHERE o.id = NEW.reverses AND o.kind = 'sale' AND o.sale_line_id = NEW.sale_line_id AND o.household_id = NEW.household_id);
    SELECT RAISE(ABORT, 'ledger_reverses')
    WHERE NEW.kind = 'cost_reversal' AND NOT EXISTS (
        SELECT 1 FROM ledger AS o
        WHERE o.id = NEW.reverses AND o.kind = 'cost' AND o.category = NEW.category AND o.household_id = NEW.household_id
            AND o.amount_irr = -NEW.amount_irr);
    SELECT RAISE(ABORT, 'ledger_reverses')
    WHERE NEW.kind = 'own_use_reversal' AND NOT EXISTS (
        SELECT 1 FROM ledger AS o
        WHERE o.id = NEW.reverses AND o.kind = 'own_use' AND o.household_id = NEW.household_id
            AND o.amount_irr = -NEW.amount_irr);
    SELECT RAISE(ABORT, 'ledger_reverses_institution')
    WHERE NEW.reverses IS NOT NULL AND NEW.institution_id IS DISTINCT FROM (
        SELECT o.institution_id FROM ledger AS o WHERE o.id = NEW.reverses);
    -- What is left of the line: never less than nothing, exactly nothing after a void or a full return, and nothing follows a void.
    SELECT RAISE(ABORT, 'ledger_after_void')
    WHERE NEW.sale_line_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM ledger AS o WHERE o.sale_line_id = NEW.sale_line_id AND o.kind = 'void');
    SELECT RAISE(ABORT, 'ledger_over_return')
    WHERE NEW.kind IN ('return', 'void') AND EXISTS (
        SELECT 1 FROM sale_line_left AS x
        WHERE x.sale_line_id = NEW.sale_line_id AND (x.qty_milli + NEW.qty_milli < 0 OR x.amount_irr + NEW.amount_irr < 0));
    SELECT RAISE(ABORT, 'ledger_void_not_whole')
    WHERE NEW.kind = 'void' AND EXISTS (
        SELECT 1 FROM sale_line_left AS x
        WHERE x.sale_line_id = NEW.sale_line_id AND (x.qty_milli + NEW.qty_milli <> 0 OR x.amount_irr + NEW.amount_irr <> 0));
    SELECT RAISE(ABORT, 'ledger_return_not_whole')
    WHERE NEW.kind = 'return' AND EXISTS (
        SELECT 1 FROM sale_line_left AS x
        WHERE x.sale_line_id = NEW.sale_line_id AND x.qty_milli + NEW.qty_milli = 0 AND x.amount_irr + NEW.amount_irr <> 0);
    -- The parts are there and add up (INV1).
    SELECT RAISE(ABORT, 'ledger_attribution_sum')
    WHERE NEW.amount_irr IS DISTINCT FROM (SELECT SUM(a.amount_irr) FROM attribution AS a WHERE a.ledger_id = NEW.id);
    -- No payer's total on the line is negative (INV4); since the totals add up to what is left of the line,
    -- all of them are nothing when the line is (INV3).
    SELECT RAISE(ABORT, 'ledger_bucket_negative')
    WHERE NEW.sale_line_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM (
            SELECT a.funding_id, a.amount_irr FROM attribution AS a WHERE a.ledger_id = NEW.id
            UNION ALL
            SELECT a.funding_id, a.amount_irr FROM ledger AS o JOIN attribution AS a ON a.ledger_id = o.id
            WHERE o.sale_line_id = NEW.sale_line_id) AS part
        GROUP BY part.funding_id
        HAVING SUM(part.amount_irr) < 0);
    SELECT RAISE(ABORT, 'ledger_bucket_unknown')
    WHERE NEW.kind IN ('return', 'void') AND EXISTS (
        SELECT 1 FROM attribution AS a
        WHERE a.ledger_id = NEW.id AND NOT EXISTS (
            SELECT 1 FROM attribution AS sold
            WHERE sold.ledger_id = NEW.reverses AND COALESCE(sold.funding_id, 0) = COALESCE(a.funding_id, 0)));
    -- A sale goes to machines that the household held or might use on the day of production (INV5).
    SELECT RAISE(ABORT, 'ledger_equipment_elsewhere')
    WHERE NEW.kind = 'sale' AND EXISTS (
        SELECT 1 FROM attribution AS a JOIN sale_line AS x ON x.id = NEW.sale_line_id
        WHERE a.ledger_id = NEW.id AND a.equipment_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM equipment_within_reach AS r
            WHERE r.equipment_id = a.equipment_id AND r.household_id = NEW.household_id
                AND r.starts_on <= x.produced_on AND (r.ends_on IS NULL OR r.ends_on > x.produced_on)));
END;
CREATE TRIGGER ledger_update BEFORE UPDATE ON ledger BEGIN
    SELECT RAISE(ABORT, 'ledger_immutable');
END;
CREATE TRIGGER ledger_delete BEFORE DELETE ON ledger BEGIN
    SELECT RAISE(ABORT, 'ledger_immutable');
END;

-- A purchase is a cost of the household that bought the line; it stays as it was recorded.
CREATE TRIGGER purchase_insert BEFORE INSERT ON purchase BEGIN
    SELECT RAISE(ABORT, 'purchase_of_another')
    WHERE NOT EXISTS (
        SELECT 1 FROM ledger AS l, sale_line AS x JOIN sale AS s ON s.id = x.sale_id
        WHERE l.id = NEW.ledger_id AND l.kind = 'cost' AND x.id = NEW.sale_line_id AND l.household_id = s.buyer_household_id);
END;
CREATE TRIGGER purchase_update BEFORE UPDATE ON purchase BEGIN
    SELECT RAISE(ABORT, 'purchase_immutable');
END;
CREATE TRIGGER purchase_delete BEFORE DELETE ON purchase BEGIN
    SELECT RAISE(ABORT, 'purchase_immutable');
END;

-- A period is closed once, by someone who did not post all of it alone.
CREATE TRIGGER period_insert BEFORE INSERT ON period BEGIN
    SELECT RAISE(ABORT, 'period_closed_by_sole_poster')
    WHERE EXISTS (
            SELECT 1 FROM ledger AS l
            WHERE l.institution_id = NEW.institution_id AND l.area_id = NEW.area_id AND l.ym = NEW.ym
                AND l.posted_by = NEW.closed_by)
        AND NOT EXISTS (
            SELECT 1 FROM ledger AS l
            WHERE l.institution_id = NEW.institution_id AND l.area_id = NEW.area_id AND l.ym = NEW.ym
                AND l.posted_by <> NEW.closed_by);
END;
CREATE TRIGGER period_update BEFORE UPDATE ON period BEGIN
    SELECT RAISE(ABORT, 'period_immutable');
END;
CREATE TRIGGER period_delete BEFORE DELETE ON period BEGIN
    SELECT RAISE(ABORT, 'period_immutable');
END;

-- The trail of reads and changes: one chain each for an area, only added to.
CREATE TRIGGER audit_event_insert BEFORE INSERT ON audit_event BEGIN
    SELECT RAISE(ABORT, 'audit_event_seq')
    WHERE NEW.seq <> 1 + COALESCE((SELECT MAX(e.seq) FROM audit_event AS e WHERE e.chain = NEW.chain), 0);
    SELECT RAISE(ABORT, 'audit_event_prev_hash')
    WHERE NEW.prev_hash IS DISTINCT FROM CASE WHEN NEW.seq = 1 THEN zeroblob(32)
        ELSE (SELECT e.hash FROM audit_event AS e WHERE e.chain = NEW.chain AND e.seq = NEW.seq - 1) END;
    SELECT RAISE(ABORT, 'audit_event_hash_length') WHERE length(NEW.hash) <> 32;
END;
CREATE TRIGGER audit_event_update BEFORE UPDATE ON audit_event BEGIN
    SELECT RAISE(ABORT, 'audit_event_immutable');
END;
CREATE TRIGGER audit_event_delete BEFORE DELETE ON audit_event BEGIN
    SELECT RAISE(ABORT, 'audit_event_immutable');
END;
