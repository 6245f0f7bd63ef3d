//! The records every attack starts from, and the usual values of the columns an attack does not name.

/// Households 1 and 2 live in area 5 with case files at institution 1, household 3 in area 6 without one. Machine 1 (a
/// mixer: grant 1 paid 70 million, the household 25) and machine 2 (an oven: grant 1 paid 30) went from the depot to
/// household 1 on 1 February; machine 3 is not paid; machine 4 is paid and in the depot. Product 1 of household 1 is
/// made with the mixer and the oven. Ledger row 1 of area 5 is the sale of line 1, 1,000,001 rials; line 2 is sold and
/// not posted.
pub const RECORDS: &str = "\
+institution id=1, code='b'
+institution id=2, code='e', kind='emdad'
+area id=1, level='country', code='ir', path='ir'
+area id=2, parent_id=1, level='province', code='maz', path='ir.maz'
+area id=3, parent_id=2, level='county', code='amol', path='ir.maz.amol'
+area id=4, parent_id=3, level='city', code='city', path='ir.maz.amol.city'
+area id=5, parent_id=4, level='neighbourhood', code='a', path='ir.maz.amol.city.a'
+area id=6, parent_id=4, level='neighbourhood', code='b', path='ir.maz.amol.city.b'
+data_key id=1
+person id=1
+person id=2
+person id=3
+account id=1, mobile_index=#01
+account id=2, mobile_index=#02
+account id=3, mobile_index=#03
+household id=1
+household id=2
+household id=3, area_id=6
+household_member id=1, household_id=1, person_id=1
+household_member id=2, household_id=2, person_id=2
+household_member id=3, household_id=3, person_id=3
+case_file id=1, household_id=1
+case_file id=2, household_id=2
+programme id=1, code='p'
+programme id=2, code='q'
+decision id=1
+grant_award id=1, number='1'
+grant_household id=1, grant_id=1
+equipment id=1, serial='1', serial_norm='1', cost_irr=95000000
+equipment id=2, kind_code='oven', serial='2', serial_norm='2', cost_irr=30000000
+equipment id=3, kind_code='chopper', serial='3', serial_norm='3'
+equipment id=4, kind_code='dryer', serial='4', serial_norm='4'
+equipment_funding id=1, equipment_id=1, source='grant', grant_id=1, amount_irr=70000000
+equipment_funding id=2, equipment_id=1, ord=2, source='household', amount_irr=25000000
+equipment_funding id=3, equipment_id=2, source='grant', grant_id=1, amount_irr=30000000
+equipment_funding id=4, equipment_id=4
UPDATE equipment SET funded = TRUE WHERE id IN (1, 2, 4)
+handover_photo id=9, handover_id=1
+handover id=1, equipment_id=1
+handover id=2, equipment_id=2
+custody id=1, equipment_id=1, starts_on='2026-01-15', ends_on='2026-02-01'
+custody id=2, equipment_id=1, holder='household', household_id=1, handover_id=1, starts_on='2026-02-01'
+custody id=3, equipment_id=2, starts_on='2026-01-15', ends_on='2026-02-01'
+custody id=4, equipment_id=2, holder='household', household_id=1, handover_id=2, starts_on='2026-02-01'
+custody id=5, equipment_id=4, starts_on='2026-01-15'
+shop id=1, code='s1', household_id=1
+shop id=2, code='s2', household_id=2
+product id=1, code='p1', idem='product-1', shop_id=1, household_id=1
+product id=2, code='p2', idem='product-2', shop_id=2, household_id=2
+weight_set id=1, product_id=1
+weight_line set_id=1, equipment_id=1, weight_bp=3333
+weight_line set_id=1, ord=2, equipment_id=2, weight_bp=6667
UPDATE weight_set SET sealed = TRUE WHERE id = 1
+weight_set id=2, product_id=2
+weight_line set_id=2
UPDATE weight_set SET sealed = TRUE WHERE id = 2
+market_site id=1, code='m1'
+market_site id=2, code='m2'
+site_row id=1, site_id=1
+site_row id=2, site_id=2
+stall id=1, site_id=1, row_id=1, number='1'
+stall id=2, site_id=2, row_id=2, number='1'
+market_day id=1, site_id=1
+market_day id=2, site_id=2
+booking id=1, market_day_id=1
+booking id=2, market_day_id=2
+assignment_run id=1, market_day_id=1
+assignment_run id=2, market_day_id=2
+sale id=1, idem='sale-one'
+sale_line id=1, sale_id=1, gross_irr=1000001, net_irr=1000001
+attribution ledger_id=1, ord=1, equipment_id=1, funding_id=1, grant_id=1, amount_irr=245589
+attribution ledger_id=1, ord=2, equipment_id=1, funding_id=2, amount_irr=87711
+attribution ledger_id=1, ord=3, equipment_id=2, funding_id=3, grant_id=1, amount_irr=666701
+ledger id=1, seq=1, sale_line_id=1, qty_milli=1000, amount_irr=1000001, idem='ledger-1', prev_hash=#00, hash=#01
+sale id=2, idem='sale-two'
+sale_line id=2, sale_id=2";

/// Every table an attack writes to, with the values of the columns it does not name.
pub const USUAL: &[(&str, &str)] = &[
    ("institution", "kind='behzisti', name_fa='ن', name_en='n'"),
    ("area", "name_fa='ن', name_en='n', sort_key=#00"),
    ("data_key", "wrapped=#00, master_version=1"),
    ("person", "key_id=1, given_name='ن', family_name='ن', name_search='ن', sort_key=#00, national_id_repaired=FALSE"),
    (
        "account",
        "key_id=1, name='ن', sort_key=#00, mobile_sealed=#00, language='fa', created_at='2026-01-01 00:00:00.000000'",
    ),
    ("account_scope", "area_id=5, starts_on='2026-01-01', granted_at='2026-01-01 00:00:00.000000'"),
    ("area_role", "area_id=5, institution_id=1, role='lead', starts_on='2026-01-01'"),
    ("household", "key_id=1, area_id=5, name='ن', name_search='ن', sort_key=#00, registered_on='2026-01-01'"),
    ("household_member", "relation='head', earner=TRUE, starts_on='2026-01-01'"),
    ("case_file", "institution_id=1, opened_on='2026-01-01'"),
    ("case_assignment", "case_id=1, account_id=1, kind='responsible', starts_on='2026-01-01'"),
    (
        "case_event",
        "case_id=1, kind='closed', fields='', reason_sealed=#00, recorded_by=1, \
         recorded_at='2026-01-04 08:00:00.000000'",
    ),
    ("programme", "institution_id=1, name_fa='ن', name_en='n'"),
    (
        "proposal",
        "household_id=1, programme_id=1, kind='asset', amount_irr=100000000, reason='r', proposed_by=1, \
         proposed_at='2026-01-04 08:00:00.000000'",
    ),
    (
        "decision",
        "household_id=1, programme_id=1, outcome='approved', reason='r', decided_on='2026-01-05', assessed_by=1, decided_by=2, \
         recorded_by=1, recorded_at='2026-01-05 08:00:00.000000'",
    ),
    ("grant_award", "programme_id=1, decision_id=1, kind='asset', amount_irr=100000000, awarded_on='2026-01-10'"),
    ("grant_household", "household_id=1, share_bp=10000, starts_on='2026-01-10'"),
    ("equipment", "kind_code='mixer', maker='m', maker_norm='m', cost_irr=100, acquired_on='2026-01-15', funded=FALSE"),
    ("equipment_funding", "ord=1, source='other', amount_irr=100"),
    (
        "handover",
        "household_id=1, handed_on='2026-02-01', receiver_person_id=1, witness='w', condition='new', \
         terms_version='1', terms_sha256=#00, accepted=TRUE, giver='g', recorded_by=1, recorded_at='2026-02-01 08:00:00.000000'",
    ),
    ("handover_photo", "ord=1, shows='machine', sealed=#00"),
    ("custody", "holder='depot', reason='r', recorded_by=1, recorded_at='2026-02-01 08:00:00.000000'"),
    ("use_right", "household_id=2, starts_on='2026-03-01', agreement='a', recorded_by=1"),
    (
        "baseline",
        "household_id=1, taken_on='2026-01-20', good_months=4, good_irr=1, average_months=4, average_irr=1, \
         bad_months=4, bad_irr=1, closed_months=0, other_irr=0, reason='', recorded_by=1, \
         recorded_at='2026-01-20 08:00:00.000000'",
    ),
    ("shop", "city_id=4, name='ن', sort_key=#00, story='s', opened_on='2026-01-01'"),
    (
        "product",
        "category_code='bread', name='ن', search_text='نان تازه', sort_key=#00, description='d', unit='kilo', \
         price_irr=1, stock_milli=0, lead_days=0, state='listed', created_at='2026-01-01 00:00:00.000000', version=1",
    ),
    ("weight_set", "starts_on='2026-02-01', author_id=1, reason='r', sealed=FALSE"),
    ("weight_line", "ord=1, weight_bp=10000"),
    ("stock_move", "product_id=1, kind='made', qty_milli=1000, made_by=1, made_at='2026-05-01 08:00:00.000000'"),
    (
        "market_site",
        "area_id=4, name='ن', address='a', opens_minute=480, closes_minute=900, cutoff_hours=24, \
         no_show_minutes=30, north='up', ab_list=FALSE, refused_first=FALSE, version=1",
    ),
    ("site_row", "ord=1, name='الف', ring=FALSE"),
    ("stall", "ord=1, width_cm=200, power='none', water=FALSE, baking='none', own_unit=FALSE"),
    (
        "absence",
        "site_id=1, household_id=1, first_day='2026-05-01', last_day='2026-05-10', noted_by=1, \
         noted_at='2026-04-01 08:00:00.000000'",
    ),
    ("own_stall", "stall_id=1, household_id=1, starts_on='2026-01-01'"),
    (
        "market_day",
        "day='2026-05-01', opens_minute=480, closes_minute=900, cutoff_at='2026-04-30 08:00:00.000000', \
         state='open', announcement=''",
    ),
    (
        "booking",
        "household_id=1, category_code='bread', power='none', water=FALSE, baking='none', own_unit=FALSE, \
         flexible=TRUE, least=1, most=1, state='asked', asked_by=1, asked_at='2026-04-01 08:00:00.000000', on_behalf=FALSE, origin='asked'",
    ),
    ("booking_wish", "tier=1"),
    (
        "assignment_run",
        "version=1, input='{}', result_sha256=#00, engine='e', made_at='2026-04-30 09:00:00.000000', \
         revision=0, drawing_version=1",
    ),
    (
        "weekly_request",
        "site_id=1, household_id=1, weekday='friday', category_code='bread', power='none', water=FALSE, baking='none', \
         own_unit=FALSE, flexible=TRUE, least=1, most=1, asked_by=1, asked_at='2026-04-01 08:00:00.000000', on_behalf=FALSE",
    ),
    ("weekly_wish", "tier=1"),
    ("publication", "published_at='2026-05-01 08:00:00.000000'"),
    ("assignment", "stalls=1, proof='', by_hand=FALSE"),
    ("assignment_stall", "ord=1, number='1'"),
    (
        "drawing_version",
        "site_id=1, version=1, action='opened', content='{}', made_by=1, made_at='2026-01-01 08:00:00.000000'",
    ),
    (
        "day_drawing",
        "market_day_id=1, version=1, applies=TRUE, content='{}', made_by=1, made_at='2026-04-20 08:00:00.000000'",
    ),
    ("check_in", "state='came', marked_by=1, marked_at='2026-05-01 09:00:00.000000'"),
    (
        "incident",
        "market_day_id=1, kind='water', key_id=1, idem='one', noted_by=1, noted_at='2026-05-01 09:00:00.000000'",
    ),
    ("calendar_link", "household_id=1, token_hash=#01, made_at='2026-05-01 09:00:00.000000', made_by=1"),
    (
        "door_time",
        "shop_id=1, weekday=0, opens_minute=1020, closes_minute=1140, place_sealed=#00, made_at='2026-05-01 08:00:00.000000'",
    ),
    (
        "placed_order",
        "shop_id=1, household_id=1, key_id=1, pin='0001', idem='an-order', name_sealed=#00, mobile_sealed=#00, door_time_id=1, \
         collect_on='2026-05-02', opens_minute=1020, closes_minute=1140, placed_at='2026-05-01 08:00:00.000000', \
         hold_until='2026-05-02 08:00:00.000000', state='asked'",
    ),
    (
        "batch_plan",
        "product_id=1, weekdays=63, qty_milli=40000, ready_minute=420, until_days=1, until_minute=1200, skips_holidays=TRUE, \
         starts_on='2026-05-01', made_by=1, made_at='2026-05-01 08:00:00.000000', version=1",
    ),
    (
        "batch",
        "product_id=1, day='2026-05-02', ready_at='2026-05-02 03:30:00.000000', orders_until='2026-05-01 16:30:00.000000', \
         planned_milli=40000, held_milli=0, state='planned', by_hand=FALSE, reason='', \
         changed_at='2026-05-01 08:00:00.000000', version=1",
    ),
    (
        "standing_order",
        "product_id=1, household_id=1, account_id=1, qty_milli=2000, price_irr=1, door_time_id=1, weekday='saturday', language='fa', \
         state='running', next_on='2026-05-02', made_at='2026-05-01 08:00:00.000000', changed_at='2026-05-01 08:00:00.000000'",
    ),
    ("standing_turn", "day='2026-05-02', state='skipped', made_at='2026-05-01 08:00:00.000000'"),
    ("order_line", "ord=1, product_id=1, name='ن', unit='kilo', price_irr=1, qty_milli=1000"),
    ("order_step", "ord=1, state='asked', made_by='buyer', made_at='2026-05-01 08:00:00.000000', reason=''"),
    ("order_given", "step_ord=1, line_ord=1, qty_milli=1000, amount_irr=1"),
    (
        "order_payment",
        "order_id=1, idem='a-payment', way='cash', amount_irr=5, last4='', trace='', made_by=1, \
         made_at='2026-05-01 08:00:00.000000'",
    ),
    (
        "sale",
        "household_id=1, area_id=5, seller_person_id=1, channel='stall', sold_on='2026-05-01', \
         sold_at='2026-05-01 08:00:00.000000', recorded_by=1, on_behalf=FALSE",
    ),
    (
        "sale_line",
        "product_id=1, name='ن', unit='kilo', set_id=1, qty_milli=1000, gross_irr=1000, discount_irr=0, net_irr=1000, \
         produced_on='2026-05-01'",
    ),
    (
        "ledger",
        "area_id=5, ym=140502, kind='sale', household_id=1, institution_id=1, qty_milli=0, \
         occurred_on='2026-05-01', posted_at='2026-05-01 08:00:00.000000', posted_by=1, on_behalf=FALSE, reason=''",
    ),
    ("attribution", "ord=1"),
    ("purchase", "ledger_id=2"),
    (
        "period",
        "institution_id=1, area_id=5, ym=140502, closed_at='2026-06-01 08:00:00.000000', closed_by=2, total_irr=0, \
         digest=#00",
    ),
    (
        "audit_event",
        "chain=5, at='2026-05-01 08:00:00.000000', session='s', address='a', role='caseworker', scope='5/1', \
         action='read', object='household', object_id=1, detail='{}', allowed=TRUE, rule='file_reader', request_id='r'",
    ),
    (
        "import_batch",
        "area_id=5, institution_id=1, file_name='f', file_sha256=#00, state='done', rows_added=1, rows_known=0, \
         made_by=1, made_at='2026-03-10 10:00:00.000000'",
    ),
    ("import_row", "line=1, row_sha256=#00, outcome='added', made_household=FALSE"),
];
