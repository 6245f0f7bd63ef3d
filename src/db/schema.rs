//! The tables as diesel knows them; `tests/it/engines.rs` compares them with both engines.

diesel::table! {
    setting (name, valid_from) {
        name -> Text,
        valid_from -> Date,
        value -> Text,
        set_by -> Nullable<BigInt>,
        set_at -> Timestamp,
    }
}

diesel::table! {
    city_switch (city_id, name, valid_from) {
        city_id -> BigInt,
        name -> Text,
        valid_from -> Date,
        value -> Text,
        set_by -> BigInt,
        set_at -> Timestamp,
    }
}

diesel::table! {
    holiday (day) {
        day -> Date,
        name_fa -> Text,
        name_en -> Text,
    }
}

diesel::table! {
    institution (id) {
        id -> BigInt,
        code -> Text,
        kind -> Text,
        name_fa -> Text,
        name_en -> Text,
    }
}

diesel::table! {
    area (id) {
        id -> BigInt,
        parent_id -> Nullable<BigInt>,
        level -> Text,
        code -> Text,
        path -> Text,
        name_fa -> Text,
        name_en -> Text,
        sort_key -> Binary,
    }
}

diesel::table! {
    area_role (id) {
        id -> BigInt,
        area_id -> BigInt,
        institution_id -> BigInt,
        role -> Text,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
    }
}

diesel::table! {
    data_key (id) {
        id -> BigInt,
        wrapped -> Nullable<Binary>,
        master_version -> Integer,
        destroyed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    person (id) {
        id -> BigInt,
        key_id -> BigInt,
        given_name -> Text,
        family_name -> Text,
        name_search -> Text,
        sort_key -> Binary,
        national_id_sealed -> Nullable<Binary>,
        national_id_index -> Nullable<Binary>,
        national_id_repaired -> Bool,
        mobile_sealed -> Nullable<Binary>,
        mobile_index -> Nullable<Binary>,
    }
}

diesel::table! {
    account (id) {
        id -> BigInt,
        key_id -> BigInt,
        person_id -> Nullable<BigInt>,
        name -> Text,
        sort_key -> Binary,
        mobile_sealed -> Binary,
        mobile_index -> Binary,
        email_sealed -> Nullable<Binary>,
        email_index -> Nullable<Binary>,
        password_hash -> Nullable<Text>,
        language -> Text,
        created_at -> Timestamp,
        disabled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    account_scope (id) {
        id -> BigInt,
        account_id -> BigInt,
        role -> Text,
        institution_id -> Nullable<BigInt>,
        area_id -> BigInt,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        proposed_by -> Nullable<BigInt>,
        granted_by -> Nullable<BigInt>,
        granted_at -> Timestamp,
    }
}

diesel::table! {
    role_proposal (id) {
        id -> BigInt,
        account_id -> BigInt,
        role -> Text,
        institution_id -> Nullable<BigInt>,
        area_id -> BigInt,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        proposed_by -> BigInt,
        proposed_at -> Timestamp,
    }
}

diesel::table! {
    incompatible_role (role_a, role_b) {
        role_a -> Text,
        role_b -> Text,
    }
}

diesel::table! {
    session (token_hash) {
        token_hash -> Binary,
        account_id -> BigInt,
        device -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
        confirmed_at -> Timestamp,
    }
}

diesel::table! {
    one_time_link (token_hash) {
        token_hash -> Binary,
        purpose -> Text,
        account_id -> Nullable<BigInt>,
        made_by -> Nullable<BigInt>,
        made_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    throttle (subject) {
        subject -> Binary,
        failures -> Integer,
        last_at -> Timestamp,
        free_at -> Timestamp,
    }
}

diesel::table! {
    household (id) {
        id -> BigInt,
        key_id -> BigInt,
        area_id -> BigInt,
        name -> Text,
        name_search -> Text,
        sort_key -> Binary,
        address_sealed -> Nullable<Binary>,
        notes_sealed -> Nullable<Binary>,
        sheba_sealed -> Nullable<Binary>,
        registered_on -> Date,
        registered_by -> Nullable<BigInt>,
        ended_on -> Nullable<Date>,
    }
}

diesel::table! {
    household_member (id) {
        id -> BigInt,
        household_id -> BigInt,
        person_id -> BigInt,
        relation -> Text,
        earner -> Bool,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
    }
}

diesel::table! {
    case_file (id) {
        id -> BigInt,
        household_id -> BigInt,
        institution_id -> BigInt,
        opened_on -> Date,
        closed_on -> Nullable<Date>,
    }
}

diesel::table! {
    case_assignment (id) {
        id -> BigInt,
        case_id -> BigInt,
        account_id -> BigInt,
        kind -> Text,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
    }
}

diesel::table! {
    case_event (id) {
        id -> BigInt,
        case_id -> BigInt,
        kind -> Text,
        member_id -> Nullable<BigInt>,
        fields -> Text,
        reason_sealed -> Binary,
        recorded_by -> BigInt,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    programme (id) {
        id -> BigInt,
        institution_id -> BigInt,
        code -> Text,
        name_fa -> Text,
        name_en -> Text,
    }
}

diesel::table! {
    proposal (id) {
        id -> BigInt,
        household_id -> BigInt,
        programme_id -> BigInt,
        kind -> Text,
        amount_irr -> BigInt,
        reason -> Text,
        proposed_by -> BigInt,
        proposed_at -> Timestamp,
    }
}

diesel::table! {
    decision (id) {
        id -> BigInt,
        household_id -> BigInt,
        programme_id -> BigInt,
        proposal_id -> Nullable<BigInt>,
        outcome -> Text,
        reason -> Text,
        decided_on -> Date,
        assessed_by -> Nullable<BigInt>,
        decided_by -> Nullable<BigInt>,
        paper -> Nullable<Text>,
        recorded_by -> BigInt,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    grant_award (id) {
        id -> BigInt,
        number -> Text,
        programme_id -> BigInt,
        decision_id -> BigInt,
        kind -> Text,
        amount_irr -> BigInt,
        awarded_on -> Date,
    }
}

diesel::table! {
    grant_household (id) {
        id -> BigInt,
        grant_id -> BigInt,
        household_id -> BigInt,
        share_bp -> Integer,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
    }
}

diesel::table! {
    equipment_kind (code) {
        code -> Text,
        ord -> Integer,
        name_fa -> Text,
        name_en -> Text,
        idle_days -> Integer,
        power -> Text,
    }
}

diesel::table! {
    equipment (id) {
        id -> BigInt,
        kind_code -> Text,
        maker -> Text,
        maker_norm -> Text,
        serial -> Text,
        serial_norm -> Text,
        cost_irr -> BigInt,
        acquired_on -> Date,
        funded -> Bool,
    }
}

diesel::table! {
    equipment_funding (id) {
        id -> BigInt,
        equipment_id -> BigInt,
        ord -> Integer,
        source -> Text,
        grant_id -> Nullable<BigInt>,
        amount_irr -> BigInt,
    }
}

diesel::table! {
    handover (id) {
        id -> BigInt,
        equipment_id -> BigInt,
        household_id -> BigInt,
        handed_on -> Date,
        receiver_person_id -> BigInt,
        witness -> Text,
        condition -> Text,
        terms_version -> Text,
        terms_sha256 -> Binary,
        accepted -> Bool,
        giver -> Text,
        signature_sha256 -> Nullable<Binary>,
        recorded_by -> BigInt,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    handover_photo (id) {
        id -> BigInt,
        handover_id -> BigInt,
        ord -> Integer,
        shows -> Text,
        sealed -> Binary,
    }
}

diesel::table! {
    custody (id) {
        id -> BigInt,
        equipment_id -> BigInt,
        holder -> Text,
        household_id -> Nullable<BigInt>,
        handover_id -> Nullable<BigInt>,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        reason -> Text,
        recorded_by -> BigInt,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    use_right (id) {
        id -> BigInt,
        equipment_id -> BigInt,
        household_id -> BigInt,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        agreement -> Text,
        recorded_by -> BigInt,
    }
}

diesel::table! {
    baseline (id) {
        id -> BigInt,
        household_id -> BigInt,
        grant_id -> Nullable<BigInt>,
        taken_on -> Date,
        good_months -> Integer,
        good_irr -> BigInt,
        average_months -> Integer,
        average_irr -> BigInt,
        bad_months -> Integer,
        bad_irr -> BigInt,
        closed_months -> Integer,
        other_irr -> BigInt,
        corrects -> Nullable<BigInt>,
        reason -> Text,
        recorded_by -> BigInt,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    category (code) {
        code -> Text,
        ord -> Integer,
        name_fa -> Text,
        name_en -> Text,
    }
}

diesel::table! {
    shop (id) {
        id -> BigInt,
        code -> Text,
        household_id -> BigInt,
        city_id -> BigInt,
        name -> Text,
        sort_key -> Binary,
        story -> Text,
        opened_on -> Date,
        hidden_at -> Nullable<Timestamp>,
        distrusted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    photo (id) {
        id -> BigInt,
        code -> Text,
        shop_id -> BigInt,
        width -> Integer,
        height -> Integer,
        added_at -> Timestamp,
    }
}

diesel::table! {
    product (id) {
        id -> BigInt,
        code -> Text,
        shop_id -> BigInt,
        household_id -> BigInt,
        idem -> Text,
        category_code -> Text,
        name -> Text,
        search_text -> Text,
        sort_key -> Binary,
        description -> Text,
        unit -> Text,
        price_irr -> BigInt,
        stock_milli -> BigInt,
        lead_days -> Integer,
        photo_id -> Nullable<BigInt>,
        state -> Text,
        created_at -> Timestamp,
        version -> Integer,
        held_milli -> BigInt,
        is_unlicensed -> Bool,
        kilo_price_irr -> Nullable<BigInt>,
        piece_least_milli -> Nullable<BigInt>,
        piece_most_milli -> Nullable<BigInt>,
        removed_at -> Nullable<Timestamp>,
        removed_from -> Nullable<Text>,
        shown_at -> Nullable<Timestamp>,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    weight_set (id) {
        id -> BigInt,
        product_id -> BigInt,
        starts_on -> Date,
        author_id -> BigInt,
        reason -> Text,
        sealed -> Bool,
    }
}

diesel::table! {
    weight_line (set_id, ord) {
        set_id -> BigInt,
        ord -> Integer,
        equipment_id -> Nullable<BigInt>,
        weight_bp -> Integer,
    }
}

diesel::table! {
    stock_move (id) {
        id -> BigInt,
        product_id -> BigInt,
        kind -> Text,
        qty_milli -> BigInt,
        sale_line_id -> Nullable<BigInt>,
        own_use_id -> Nullable<BigInt>,
        made_by -> BigInt,
        made_at -> Timestamp,
        batch_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    batch_plan (id) {
        id -> BigInt,
        product_id -> BigInt,
        weekdays -> Integer,
        qty_milli -> BigInt,
        ready_minute -> Integer,
        until_days -> Integer,
        until_minute -> Integer,
        skips_holidays -> Bool,
        shelf_days -> Nullable<Integer>,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        made_by -> BigInt,
        made_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        version -> Integer,
        ended_unit -> Nullable<Text>,
    }
}

diesel::table! {
    batch (id) {
        id -> BigInt,
        code -> Text,
        product_id -> BigInt,
        plan_id -> Nullable<BigInt>,
        day -> Date,
        ready_at -> Timestamp,
        orders_until -> Timestamp,
        planned_milli -> BigInt,
        held_milli -> BigInt,
        real_milli -> Nullable<BigInt>,
        shelf_days -> Nullable<Integer>,
        state -> Text,
        by_hand -> Bool,
        reason -> Text,
        changed_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    hatch (batch_id) {
        batch_id -> BigInt,
        set_on -> Date,
        eggs -> Integer,
        days -> Integer,
        share_bp -> Integer,
    }
}

diesel::table! {
    market_site (id) {
        id -> BigInt,
        code -> Text,
        area_id -> BigInt,
        name -> Text,
        address -> Text,
        opens_minute -> Integer,
        closes_minute -> Integer,
        cutoff_hours -> Integer,
        no_show_minutes -> Integer,
        north -> Text,
        max_each -> Nullable<Integer>,
        ab_list -> Bool,
        refused_first -> Bool,
        version -> Integer,
    }
}

diesel::table! {
    site_row (id) {
        id -> BigInt,
        site_id -> BigInt,
        ord -> Integer,
        name -> Text,
        ring -> Bool,
        only_day -> Nullable<BigInt>,
    }
}

diesel::table! {
    stall (id) {
        id -> BigInt,
        site_id -> BigInt,
        row_id -> BigInt,
        ord -> Integer,
        number -> Text,
        width_cm -> Integer,
        power -> Text,
        water -> Bool,
        baking -> Text,
        own_unit -> Bool,
        marked_category -> Nullable<Text>,
        blocked_reason -> Nullable<Text>,
        retired_on -> Nullable<Date>,
        only_day -> Nullable<BigInt>,
    }
}

diesel::table! {
    obstacle (stall_id) {
        stall_id -> BigInt,
        kind -> Text,
        width_cm -> Integer,
    }
}

diesel::table! {
    former_number (site_id, number) {
        site_id -> BigInt,
        number -> Text,
        stall_id -> BigInt,
    }
}

diesel::table! {
    site_category (site_id, category_code) {
        site_id -> BigInt,
        category_code -> Text,
        required -> Bool,
        max_stalls -> Nullable<Integer>,
        max_vendors -> Nullable<Integer>,
    }
}

diesel::table! {
    site_vendor (site_id, household_id) {
        site_id -> BigInt,
        household_id -> BigInt,
        seniority -> Integer,
        category_code -> Text,
        list -> Text,
        guaranteed -> Integer,
    }
}

diesel::table! {
    own_stall (id) {
        id -> BigInt,
        stall_id -> BigInt,
        household_id -> BigInt,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
    }
}

diesel::table! {
    absence (id) {
        id -> BigInt,
        site_id -> BigInt,
        household_id -> BigInt,
        first_day -> Date,
        last_day -> Date,
        noted_by -> BigInt,
        noted_at -> Timestamp,
    }
}

diesel::table! {
    market_day (id) {
        id -> BigInt,
        site_id -> BigInt,
        day -> Date,
        opens_minute -> Integer,
        closes_minute -> Integer,
        cutoff_at -> Timestamp,
        state -> Text,
        announcement -> Text,
        published_run -> Nullable<BigInt>,
    }
}

diesel::table! {
    weekly_request (id) {
        id -> BigInt,
        site_id -> BigInt,
        household_id -> BigInt,
        weekday -> Text,
        category_code -> Text,
        power -> Text,
        water -> Bool,
        baking -> Text,
        own_unit -> Bool,
        flexible -> Bool,
        least -> Integer,
        most -> Integer,
        asked_by -> BigInt,
        asked_at -> Timestamp,
        on_behalf -> Bool,
    }
}

diesel::table! {
    weekly_wish (weekly_id, stall_id) {
        weekly_id -> BigInt,
        stall_id -> BigInt,
        tier -> Integer,
    }
}

diesel::table! {
    booking (id) {
        id -> BigInt,
        market_day_id -> BigInt,
        household_id -> BigInt,
        category_code -> Text,
        power -> Text,
        water -> Bool,
        baking -> Text,
        own_unit -> Bool,
        flexible -> Bool,
        least -> Integer,
        most -> Integer,
        state -> Text,
        asked_by -> BigInt,
        asked_at -> Timestamp,
        on_behalf -> Bool,
        origin -> Text,
    }
}

diesel::table! {
    booking_wish (booking_id, stall_id) {
        booking_id -> BigInt,
        stall_id -> BigInt,
        tier -> Integer,
    }
}

diesel::table! {
    assignment_run (id) {
        id -> BigInt,
        market_day_id -> BigInt,
        version -> Integer,
        input -> Text,
        result_sha256 -> Binary,
        engine -> Text,
        made_by -> Nullable<BigInt>,
        made_at -> Timestamp,
        revision -> Integer,
        drawing_version -> Integer,
        day_version -> Nullable<Integer>,
        checks_cut_short -> Nullable<Integer>,
    }
}

diesel::table! {
    assignment (run_id, booking_id) {
        run_id -> BigInt,
        booking_id -> BigInt,
        stalls -> Integer,
        refusal -> Nullable<Text>,
        proof -> Text,
        by_hand -> Bool,
    }
}

diesel::table! {
    assignment_stall (run_id, booking_id, ord) {
        run_id -> BigInt,
        booking_id -> BigInt,
        ord -> Integer,
        stall_id -> BigInt,
        number -> Text,
    }
}

diesel::table! {
    drawing_version (site_id, version) {
        site_id -> BigInt,
        version -> Integer,
        action -> Text,
        content -> Text,
        made_by -> BigInt,
        made_at -> Timestamp,
    }
}

diesel::table! {
    day_drawing (market_day_id, version) {
        market_day_id -> BigInt,
        version -> Integer,
        applies -> Bool,
        content -> Text,
        made_by -> BigInt,
        made_at -> Timestamp,
    }
}

diesel::table! {
    check_in (market_day_id, booking_id) {
        market_day_id -> BigInt,
        booking_id -> BigInt,
        state -> Text,
        marked_by -> BigInt,
        marked_at -> Timestamp,
    }
}

diesel::table! {
    calendar_link (id) {
        id -> BigInt,
        household_id -> BigInt,
        token_hash -> Binary,
        made_at -> Timestamp,
        made_by -> BigInt,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    search_word (slip, word) {
        slip -> Text,
        word -> Text,
    }
}

diesel::table! {
    publication (run_id) {
        run_id -> BigInt,
        published_at -> Timestamp,
    }
}

diesel::table! {
    on_offer (id) {
        id -> BigInt,
        shop_id -> BigInt,
        category_code -> Text,
        unit -> Text,
        price_irr -> BigInt,
        sort_key -> Binary,
        is_ready -> Bool,
    }
}

diesel::table! {
    incident (id) {
        id -> BigInt,
        market_day_id -> BigInt,
        stall_id -> Nullable<BigInt>,
        booking_id -> Nullable<BigInt>,
        kind -> Text,
        key_id -> BigInt,
        note_sealed -> Nullable<Binary>,
        takes_back -> Nullable<BigInt>,
        idem -> Text,
        noted_by -> BigInt,
        noted_at -> Timestamp,
    }
}

diesel::table! {
    sale (id) {
        id -> BigInt,
        household_id -> BigInt,
        idem -> Text,
        area_id -> BigInt,
        seller_person_id -> BigInt,
        channel -> Text,
        buyer_household_id -> Nullable<BigInt>,
        market_day_id -> Nullable<BigInt>,
        sold_on -> Date,
        sold_at -> Timestamp,
        recorded_by -> BigInt,
        on_behalf -> Bool,
    }
}

diesel::table! {
    sale_line (id) {
        id -> BigInt,
        sale_id -> BigInt,
        product_id -> BigInt,
        name -> Text,
        unit -> Text,
        set_id -> Nullable<BigInt>,
        qty_milli -> BigInt,
        gross_irr -> BigInt,
        discount_irr -> BigInt,
        net_irr -> BigInt,
        produced_on -> Date,
        weight_milli -> Nullable<BigInt>,
        kilo_price_irr -> Nullable<BigInt>,
    }
}

diesel::table! {
    ledger (id) {
        id -> BigInt,
        area_id -> BigInt,
        seq -> BigInt,
        ym -> Integer,
        kind -> Text,
        household_id -> BigInt,
        institution_id -> Nullable<BigInt>,
        sale_line_id -> Nullable<BigInt>,
        qty_milli -> BigInt,
        amount_irr -> BigInt,
        occurred_on -> Date,
        posted_at -> Timestamp,
        posted_by -> BigInt,
        on_behalf -> Bool,
        reverses -> Nullable<BigInt>,
        category -> Nullable<Text>,
        reason -> Text,
        idem -> Text,
        prev_hash -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    attribution (ledger_id, ord) {
        ledger_id -> BigInt,
        ord -> Integer,
        equipment_id -> Nullable<BigInt>,
        funding_id -> Nullable<BigInt>,
        grant_id -> Nullable<BigInt>,
        amount_irr -> BigInt,
    }
}

diesel::table! {
    purchase (ledger_id) {
        ledger_id -> BigInt,
        sale_line_id -> BigInt,
    }
}

diesel::table! {
    period (institution_id, area_id, ym) {
        institution_id -> BigInt,
        area_id -> BigInt,
        ym -> Integer,
        closed_at -> Timestamp,
        closed_by -> BigInt,
        total_irr -> BigInt,
        digest -> Binary,
    }
}

diesel::table! {
    job (id) {
        id -> BigInt,
        kind -> Text,
        args -> Text,
        run_at -> Timestamp,
        attempts -> Integer,
        locked_until -> Nullable<Timestamp>,
        state -> Text,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    form_key (account_id, object, key) {
        account_id -> BigInt,
        object -> Text,
        key -> Text,
        object_id -> BigInt,
        made_at -> Timestamp,
        content_sha256 -> Nullable<Binary>,
    }
}

diesel::table! {
    message (id) {
        id -> BigInt,
        account_id -> BigInt,
        channel -> Text,
        kind -> Text,
        args -> Text,
        made_at -> Timestamp,
        state -> Text,
        settled_at -> Nullable<Timestamp>,
        read_at -> Nullable<Timestamp>,
        tries -> Integer,
        trouble -> Nullable<Text>,
    }
}

diesel::table! {
    standing_order (id) {
        id -> BigInt,
        product_id -> BigInt,
        household_id -> BigInt,
        account_id -> BigInt,
        qty_milli -> BigInt,
        price_irr -> BigInt,
        site_id -> Nullable<BigInt>,
        door_time_id -> Nullable<BigInt>,
        weekday -> Text,
        language -> Text,
        state -> Text,
        next_on -> Date,
        made_at -> Timestamp,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    standing_turn (standing_id, day) {
        standing_id -> BigInt,
        day -> Date,
        state -> Text,
        order_id -> Nullable<BigInt>,
        why -> Nullable<Text>,
        made_at -> Timestamp,
    }
}

diesel::table! {
    stock_wish (id) {
        id -> BigInt,
        product_id -> BigInt,
        account_id -> Nullable<BigInt>,
        key_id -> Nullable<BigInt>,
        mobile_sealed -> Nullable<Binary>,
        mobile_index -> Nullable<Binary>,
        address_index -> Nullable<Binary>,
        code -> Text,
        language -> Text,
        state -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    sms (id) {
        id -> BigInt,
        kind -> Text,
        order_id -> Nullable<BigInt>,
        wish_id -> Nullable<BigInt>,
        state -> Text,
        tries -> Integer,
        trouble -> Nullable<Text>,
        made_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
        repeats -> Integer,
        repeated_at -> Nullable<Timestamp>,
        standing_id -> Nullable<BigInt>,
        day -> Nullable<Date>,
    }
}

diesel::table! {
    audit_event (id) {
        id -> BigInt,
        chain -> BigInt,
        seq -> BigInt,
        at -> Timestamp,
        account_id -> Nullable<BigInt>,
        session -> Text,
        address -> Text,
        role -> Text,
        scope -> Text,
        action -> Text,
        object -> Text,
        object_id -> BigInt,
        household_id -> Nullable<BigInt>,
        detail -> Text,
        allowed -> Bool,
        rule -> Text,
        request_id -> Text,
        prev_hash -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    import_batch (id) {
        id -> BigInt,
        area_id -> BigInt,
        institution_id -> BigInt,
        file_name -> Text,
        file_sha256 -> Binary,
        state -> Text,
        rows_added -> Integer,
        rows_known -> Integer,
        made_by -> BigInt,
        made_at -> Timestamp,
        undone_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    import_row (batch_id, line) {
        batch_id -> BigInt,
        line -> Integer,
        row_sha256 -> Binary,
        outcome -> Text,
        household_id -> Nullable<BigInt>,
        person_id -> Nullable<BigInt>,
        decision_id -> Nullable<BigInt>,
        grant_id -> Nullable<BigInt>,
        equipment_id -> Nullable<BigInt>,
        made_household -> Bool,
    }
}

diesel::table! {
    import_upload (id) {
        id -> BigInt,
        key_id -> BigInt,
        area_id -> BigInt,
        institution_id -> BigInt,
        programme_id -> BigInt,
        file_name -> Text,
        file_sha256 -> Binary,
        sealed -> Binary,
        report_sealed -> Binary,
        made_by -> BigInt,
        made_at -> Timestamp,
    }
}

diesel::table! {
    door_time (id) {
        id -> BigInt,
        shop_id -> BigInt,
        weekday -> Integer,
        opens_minute -> Integer,
        closes_minute -> Integer,
        place_sealed -> Binary,
        made_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    placed_order (id) {
        id -> BigInt,
        code -> Text,
        pin -> Text,
        idem -> Text,
        shop_id -> BigInt,
        household_id -> BigInt,
        buyer_household_id -> Nullable<BigInt>,
        key_id -> BigInt,
        name_sealed -> Binary,
        mobile_sealed -> Binary,
        mobile_index -> Nullable<Binary>,
        address_index -> Nullable<Binary>,
        market_day_id -> Nullable<BigInt>,
        door_time_id -> Nullable<BigInt>,
        collect_on -> Date,
        opens_minute -> Integer,
        closes_minute -> Integer,
        placed_at -> Timestamp,
        hold_until -> Timestamp,
        state -> Text,
        language -> Text,
        number -> Text,
    }
}

diesel::table! {
    order_line (order_id, ord) {
        order_id -> BigInt,
        ord -> Integer,
        product_id -> BigInt,
        name -> Text,
        unit -> Text,
        price_irr -> BigInt,
        qty_milli -> BigInt,
        batch_id -> Nullable<BigInt>,
        kilo_price_irr -> Nullable<BigInt>,
        piece_least_milli -> Nullable<BigInt>,
        piece_most_milli -> Nullable<BigInt>,
        dropped_at -> Nullable<Timestamp>,
        dropped_by -> Nullable<Text>,
        dropped_why -> Nullable<Text>,
        promised_at -> Nullable<Timestamp>,
        kept_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    order_step (order_id, ord) {
        order_id -> BigInt,
        ord -> Integer,
        state -> Text,
        undoes -> Nullable<Integer>,
        made_by -> Text,
        account_id -> Nullable<BigInt>,
        made_at -> Timestamp,
        reason -> Text,
        sale_id -> Nullable<BigInt>,
        met_by -> Nullable<Text>,
        batch_id -> Nullable<BigInt>,
        batch_version -> Nullable<Integer>,
    }
}

diesel::table! {
    order_given (order_id, step_ord, line_ord) {
        order_id -> BigInt,
        step_ord -> Integer,
        line_ord -> Integer,
        qty_milli -> BigInt,
        amount_irr -> BigInt,
        weight_milli -> Nullable<BigInt>,
    }
}

diesel::table! {
    order_payment (id) {
        id -> BigInt,
        order_id -> BigInt,
        idem -> Text,
        way -> Text,
        amount_irr -> BigInt,
        last4 -> Text,
        trace -> Text,
        takes_back -> Nullable<BigInt>,
        made_by -> BigInt,
        made_at -> Timestamp,
        step_ord -> Nullable<Integer>,
    }
}

diesel::table! {
    trusted_shop (shop_id) {
        shop_id -> BigInt,
        since -> Date,
        begins_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    posted (shop_id, day) {
        shop_id -> BigInt,
        day -> Date,
        goods -> Integer,
        photos -> Integer,
    }
}

diesel::table! {
    moderation (id) {
        id -> BigInt,
        kind -> Text,
        shop_id -> BigInt,
        product_id -> Nullable<BigInt>,
        name -> Text,
        words -> Text,
        former_name -> Text,
        former_words -> Text,
        version -> Integer,
        state -> Text,
        reasons -> Text,
        note -> Text,
        made_trusted -> Bool,
        sent_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        decided_by -> Nullable<BigInt>,
        is_shown -> Bool,
    }
}

diesel::table! {
    good_report (id) {
        id -> BigInt,
        item_id -> BigInt,
        product_id -> Nullable<BigInt>,
        reason -> Text,
        words -> Text,
        address_index -> Nullable<Binary>,
        made_at -> Timestamp,
    }
}

diesel::table! {
    review (id) {
        id -> BigInt,
        order_id -> BigInt,
        line_ord -> Integer,
        product_id -> BigInt,
        shop_id -> BigInt,
        item_id -> BigInt,
        stars -> Nullable<Integer>,
        words -> Text,
        is_seen -> Bool,
        written_on -> Date,
        answer -> Text,
        answer_item_id -> Nullable<BigInt>,
        answer_seen -> Bool,
        code -> Nullable<Text>,
    }
}

diesel::table! {
    licence_kind (id) {
        id -> BigInt,
        name_fa -> Text,
        name_en -> Text,
    }
}

diesel::table! {
    category_licence (category_code, kind_id) {
        category_code -> Text,
        kind_id -> BigInt,
        needed_from -> Nullable<Date>,
    }
}

diesel::table! {
    licence (id) {
        id -> BigInt,
        shop_id -> BigInt,
        kind_id -> BigInt,
        item_id -> BigInt,
        number -> Text,
        issuer -> Text,
        expires_on -> Date,
        state -> Text,
        told_days -> Nullable<Integer>,
    }
}

diesel::joinable!(city_switch -> area (city_id));
diesel::joinable!(area_role -> area (area_id));
diesel::joinable!(area_role -> institution (institution_id));
diesel::joinable!(person -> data_key (key_id));
diesel::joinable!(account -> data_key (key_id));
diesel::joinable!(account -> person (person_id));
diesel::joinable!(account_scope -> institution (institution_id));
diesel::joinable!(account_scope -> area (area_id));
diesel::joinable!(role_proposal -> account (account_id));
diesel::joinable!(role_proposal -> institution (institution_id));
diesel::joinable!(role_proposal -> area (area_id));
diesel::joinable!(session -> account (account_id));
diesel::joinable!(household -> data_key (key_id));
diesel::joinable!(household -> area (area_id));
diesel::joinable!(household -> account (registered_by));
diesel::joinable!(household_member -> household (household_id));
diesel::joinable!(household_member -> person (person_id));
diesel::joinable!(case_file -> household (household_id));
diesel::joinable!(case_file -> institution (institution_id));
diesel::joinable!(case_assignment -> case_file (case_id));
diesel::joinable!(case_event -> case_file (case_id));
diesel::joinable!(case_event -> household_member (member_id));
diesel::joinable!(case_event -> account (recorded_by));
diesel::joinable!(case_assignment -> account (account_id));
diesel::joinable!(programme -> institution (institution_id));
diesel::joinable!(proposal -> household (household_id));
diesel::joinable!(proposal -> programme (programme_id));
diesel::joinable!(proposal -> account (proposed_by));
diesel::joinable!(decision -> proposal (proposal_id));
diesel::joinable!(decision -> household (household_id));
diesel::joinable!(decision -> programme (programme_id));
diesel::joinable!(grant_award -> programme (programme_id));
diesel::joinable!(grant_award -> decision (decision_id));
diesel::joinable!(grant_household -> grant_award (grant_id));
diesel::joinable!(grant_household -> household (household_id));
diesel::joinable!(equipment -> equipment_kind (kind_code));
diesel::joinable!(equipment_funding -> equipment (equipment_id));
diesel::joinable!(equipment_funding -> grant_award (grant_id));
diesel::joinable!(handover -> equipment (equipment_id));
diesel::joinable!(handover -> household (household_id));
diesel::joinable!(handover -> person (receiver_person_id));
diesel::joinable!(handover -> account (recorded_by));
diesel::joinable!(handover_photo -> handover (handover_id));
diesel::joinable!(custody -> equipment (equipment_id));
diesel::joinable!(custody -> household (household_id));
diesel::joinable!(custody -> handover (handover_id));
diesel::joinable!(custody -> account (recorded_by));
diesel::joinable!(use_right -> equipment (equipment_id));
diesel::joinable!(use_right -> household (household_id));
diesel::joinable!(use_right -> account (recorded_by));
diesel::joinable!(baseline -> household (household_id));
diesel::joinable!(baseline -> grant_award (grant_id));
diesel::joinable!(baseline -> account (recorded_by));
diesel::joinable!(shop -> household (household_id));
diesel::joinable!(shop -> area (city_id));
diesel::joinable!(photo -> shop (shop_id));
diesel::joinable!(product -> shop (shop_id));
diesel::joinable!(product -> household (household_id));
diesel::joinable!(product -> category (category_code));
diesel::joinable!(product -> photo (photo_id));
diesel::joinable!(weight_set -> product (product_id));
diesel::joinable!(weight_set -> account (author_id));
diesel::joinable!(weight_line -> weight_set (set_id));
diesel::joinable!(weight_line -> equipment (equipment_id));
diesel::joinable!(stock_move -> product (product_id));
diesel::joinable!(stock_move -> account (made_by));
diesel::joinable!(market_site -> area (area_id));
diesel::joinable!(site_row -> market_site (site_id));
diesel::joinable!(stall -> market_site (site_id));
diesel::joinable!(stall -> site_row (row_id));
diesel::joinable!(stall -> category (marked_category));
diesel::joinable!(obstacle -> stall (stall_id));
diesel::joinable!(former_number -> stall (stall_id));
diesel::joinable!(site_category -> market_site (site_id));
diesel::joinable!(site_category -> category (category_code));
diesel::joinable!(site_vendor -> market_site (site_id));
diesel::joinable!(site_vendor -> household (household_id));
diesel::joinable!(site_vendor -> category (category_code));
diesel::joinable!(own_stall -> stall (stall_id));
diesel::joinable!(own_stall -> household (household_id));
diesel::joinable!(absence -> market_site (site_id));
diesel::joinable!(absence -> household (household_id));
diesel::joinable!(absence -> account (noted_by));
diesel::joinable!(market_day -> market_site (site_id));
diesel::joinable!(weekly_request -> market_site (site_id));
diesel::joinable!(weekly_request -> household (household_id));
diesel::joinable!(weekly_request -> category (category_code));
diesel::joinable!(weekly_request -> account (asked_by));
diesel::joinable!(weekly_wish -> weekly_request (weekly_id));
diesel::joinable!(weekly_wish -> stall (stall_id));
diesel::joinable!(booking -> market_day (market_day_id));
diesel::joinable!(booking -> household (household_id));
diesel::joinable!(booking -> category (category_code));
diesel::joinable!(booking -> account (asked_by));
diesel::joinable!(booking_wish -> booking (booking_id));
diesel::joinable!(booking_wish -> stall (stall_id));
diesel::joinable!(assignment_run -> market_day (market_day_id));
diesel::joinable!(assignment_run -> account (made_by));
diesel::joinable!(assignment -> assignment_run (run_id));
diesel::joinable!(assignment -> booking (booking_id));
diesel::joinable!(assignment_stall -> stall (stall_id));
diesel::joinable!(drawing_version -> market_site (site_id));
diesel::joinable!(drawing_version -> account (made_by));
diesel::joinable!(day_drawing -> market_day (market_day_id));
diesel::joinable!(day_drawing -> account (made_by));
diesel::joinable!(check_in -> market_day (market_day_id));
diesel::joinable!(check_in -> booking (booking_id));
diesel::joinable!(check_in -> account (marked_by));
diesel::joinable!(calendar_link -> household (household_id));
diesel::joinable!(calendar_link -> account (made_by));
diesel::joinable!(publication -> assignment_run (run_id));
diesel::joinable!(incident -> market_day (market_day_id));
diesel::joinable!(incident -> stall (stall_id));
diesel::joinable!(incident -> booking (booking_id));
diesel::joinable!(incident -> data_key (key_id));
diesel::joinable!(incident -> account (noted_by));
diesel::joinable!(door_time -> shop (shop_id));
diesel::joinable!(placed_order -> shop (shop_id));
diesel::joinable!(placed_order -> data_key (key_id));
diesel::joinable!(placed_order -> market_day (market_day_id));
diesel::joinable!(placed_order -> door_time (door_time_id));
diesel::joinable!(order_line -> placed_order (order_id));
diesel::joinable!(order_line -> product (product_id));
diesel::joinable!(order_line -> batch (batch_id));
diesel::joinable!(batch_plan -> product (product_id));
diesel::joinable!(batch -> product (product_id));
diesel::joinable!(batch -> batch_plan (plan_id));
diesel::joinable!(hatch -> batch (batch_id));
diesel::joinable!(order_step -> placed_order (order_id));
diesel::joinable!(order_payment -> placed_order (order_id));
diesel::joinable!(standing_order -> product (product_id));
diesel::joinable!(standing_order -> account (account_id));
diesel::joinable!(standing_order -> market_site (site_id));
diesel::joinable!(standing_order -> door_time (door_time_id));
diesel::joinable!(standing_turn -> standing_order (standing_id));
diesel::joinable!(standing_turn -> placed_order (order_id));
diesel::joinable!(stock_wish -> product (product_id));
diesel::joinable!(stock_wish -> account (account_id));
diesel::joinable!(stock_wish -> data_key (key_id));
diesel::joinable!(sms -> placed_order (order_id));
diesel::joinable!(sms -> stock_wish (wish_id));
diesel::joinable!(sale -> area (area_id));
diesel::joinable!(sale -> person (seller_person_id));
diesel::joinable!(sale -> market_day (market_day_id));
diesel::joinable!(sale -> account (recorded_by));
diesel::joinable!(sale_line -> sale (sale_id));
diesel::joinable!(sale_line -> product (product_id));
diesel::joinable!(sale_line -> weight_set (set_id));
diesel::joinable!(ledger -> area (area_id));
diesel::joinable!(ledger -> household (household_id));
diesel::joinable!(ledger -> institution (institution_id));
diesel::joinable!(ledger -> sale_line (sale_line_id));
diesel::joinable!(ledger -> account (posted_by));
diesel::joinable!(purchase -> ledger (ledger_id));
diesel::joinable!(purchase -> sale_line (sale_line_id));
diesel::joinable!(attribution -> ledger (ledger_id));
diesel::joinable!(attribution -> equipment (equipment_id));
diesel::joinable!(attribution -> equipment_funding (funding_id));
diesel::joinable!(attribution -> grant_award (grant_id));
diesel::joinable!(period -> institution (institution_id));
diesel::joinable!(period -> area (area_id));
diesel::joinable!(period -> account (closed_by));
diesel::joinable!(message -> account (account_id));
diesel::joinable!(import_batch -> area (area_id));
diesel::joinable!(import_batch -> institution (institution_id));
diesel::joinable!(import_batch -> account (made_by));
diesel::joinable!(import_row -> import_batch (batch_id));
diesel::joinable!(trusted_shop -> shop (shop_id));
diesel::joinable!(posted -> shop (shop_id));
diesel::joinable!(moderation -> shop (shop_id));
diesel::joinable!(moderation -> product (product_id));
diesel::joinable!(moderation -> account (decided_by));
diesel::joinable!(good_report -> moderation (item_id));
diesel::joinable!(good_report -> product (product_id));
diesel::joinable!(review -> product (product_id));
diesel::joinable!(review -> shop (shop_id));
diesel::joinable!(category_licence -> licence_kind (kind_id));
diesel::joinable!(category_licence -> category (category_code));
diesel::joinable!(licence -> shop (shop_id));
diesel::joinable!(licence -> licence_kind (kind_id));
diesel::joinable!(licence -> moderation (item_id));

diesel::allow_tables_to_appear_in_same_query!(
    city_switch,
    setting,
    holiday,
    institution,
    area,
    area_role,
    data_key,
    person,
    account,
    account_scope,
    role_proposal,
    incompatible_role,
    session,
    one_time_link,
    throttle,
    household,
    household_member,
    case_file,
    case_assignment,
    case_event,
    programme,
    proposal,
    decision,
    grant_award,
    grant_household,
    equipment_kind,
    equipment,
    equipment_funding,
    handover,
    handover_photo,
    custody,
    use_right,
    baseline,
    category,
    shop,
    photo,
    product,
    weight_set,
    weight_line,
    stock_move,
    batch_plan,
    batch,
    hatch,
    market_site,
    site_row,
    stall,
    obstacle,
    former_number,
    site_category,
    site_vendor,
    own_stall,
    absence,
    market_day,
    weekly_request,
    weekly_wish,
    booking,
    booking_wish,
    assignment_run,
    assignment,
    assignment_stall,
    drawing_version,
    day_drawing,
    check_in,
    calendar_link,
    search_word,
    publication,
    on_offer,
    incident,
    door_time,
    placed_order,
    order_line,
    order_step,
    order_given,
    order_payment,
    sale,
    sale_line,
    ledger,
    attribution,
    purchase,
    period,
    job,
    form_key,
    message,
    standing_order,
    standing_turn,
    stock_wish,
    sms,
    audit_event,
    import_batch,
    import_row,
    import_upload,
    trusted_shop,
    posted,
    moderation,
    good_report,
    review,
    licence_kind,
    category_licence,
    licence,
);
