//! Every path of the program: one pattern for its route and one builder for its links. Nothing else writes a path.
use crate::kernel::ids::{
    AccountId, AreaId, AreaRoleId, BaselineId, BatchId, DoorTimeId, EquipmentId, GoodBatchId, GrantId, HandoverPhotoId,
    HouseholdId, InstitutionId, LedgerId, LicenceId, LicenceKindId, MarketDayId, MemberId, ModerationId, OrderId,
    ProductId, ProposalId, ReviewId, RoleProposalId, SaleId, ScopeId, ShopId, SiteId, StandingId, UploadId, UseRightId,
};
use crate::kernel::lang::Lang;
use chrono::NaiveDate;

/// Makes of each line a constant in `pattern` and a function that builds the link in a language.
macro_rules! urls {
    ($($name:ident $(($($arg:ident: $kind:ty),+))? = $pattern:literal;)+) => {
        #[allow(non_upper_case_globals, reason = "a pattern is named like its builder")]
        pub(crate) mod pattern {
            $(pub(crate) const $name: &str = $pattern;)+
        }
        $(pub(crate) fn $name(lang: Lang $(, $($arg: $kind),+)?) -> String {
            build(lang, $pattern, &[$($((stringify!($arg), $arg.to_string())),+)?])
        })+
    };
}

urls! {
    // public
    home = "/";
    category(category: &str) = "/c/{category}";
    product(code: &str) = "/p/{code}";
    report_good(code: &str) = "/p/{code}/report";
    report_shop(code: &str) = "/s/{code}/report";
    report_review(code: &str) = "/reviews/{code}/report";
    report_answer(code: &str) = "/reviews/{code}/answer/report";
    tell_me(code: &str) = "/p/{code}/tell-me";
    weekly(code: &str) = "/p/{code}/weekly";
    wish(code: &str) = "/w/{code}";
    shop(code: &str) = "/s/{code}";
    goods = "/goods";
    goods_feed = "/goods.atom";
    category_feed(category: &str) = "/c/{category}/goods.atom";
    shop_feed(code: &str) = "/s/{code}/goods.atom";
    site_map = "/sitemap.xml";
    site_map_part(piece: &str) = "/sitemap/{piece}.xml";
    search = "/search";
    market_days = "/market";
    market_feed = "/market.ics";
    site_feed(site: SiteId) = "/market/sites/{site}.ics";
    calendar_feed(token: &str) = "/calendar/{token}.ics";
    market_day(day: MarketDayId) = "/market/{day}";
    stall_here(market: &str, number: &str) = "/m/{market}/{number}";
    about = "/about";
    basket = "/basket";
    basket_add = "/basket/add";
    orders = "/orders";
    order_find = "/find-order";
    order(code: &str) = "/orders/{code}";
    order_cancel(code: &str) = "/orders/{code}/cancel";
    order_reviews(code: &str) = "/orders/{code}/reviews";
    order_undo(code: &str) = "/orders/{code}/undo";
    standing(standing: StandingId) = "/orders/weekly/{standing}";
    photo(file: &str) = "/photo/{file}";
    theme = "/theme";
    // accounts
    sign_in = "/sign-in";
    sign_out = "/sign-out";
    start = "/start";
    forgot = "/forgot-password";
    choose_password(token: &str) = "/set-password/{token}";
    first_admin(token: &str) = "/first-admin/{token}";
    account = "/account";
    account_password = "/account/password";
    account_email = "/account/email";
    account_sessions = "/account/sessions";
    messages = "/messages";
    // producers
    my_day = "/my";
    my_goods = "/my/goods";
    my_good_new = "/my/goods/new";
    my_good(product: ProductId) = "/my/goods/{product}";
    my_good_stock(product: ProductId) = "/my/goods/{product}/stock";
    my_batches(product: ProductId) = "/my/goods/{product}/batches";
    my_plan(product: ProductId) = "/my/goods/{product}/plan";
    my_batch(good_batch: GoodBatchId) = "/my/batches/{good_batch}";
    my_batch_list(good_batch: GoodBatchId) = "/my/batches/{good_batch}/list";
    my_good_remove(product: ProductId) = "/my/goods/{product}/remove";
    my_good_put_back(product: ProductId) = "/my/goods/{product}/put-back";
    my_shop = "/my/shop";
    my_licences = "/my/licences";
    my_licence_new = "/my/licences/new";
    my_licence(licence: LicenceId) = "/my/licences/{licence}";
    my_licence_remove(licence: LicenceId) = "/my/licences/{licence}/remove";
    my_door = "/my/shop/door";
    my_door_end(door: DoorTimeId) = "/my/shop/door/{door}/end";
    my_reviews = "/my/reviews";
    my_review(review: ReviewId) = "/my/reviews/{review}";
    my_orders = "/my/orders";
    my_standing = "/my/orders/weekly";
    my_standing_one(standing: StandingId) = "/my/orders/weekly/{standing}";
    my_order(order: OrderId) = "/my/orders/{order}";
    my_order_step(order: OrderId) = "/my/orders/{order}/step";
    my_order_collect(order: OrderId) = "/my/orders/{order}/collect";
    my_order_payment(order: OrderId) = "/my/orders/{order}/payments";
    my_order_tell(order: OrderId) = "/my/orders/{order}/tell";
    sell = "/my/sell";
    sell_good(product: ProductId) = "/my/sell/{product}";
    own_use(product: ProductId) = "/my/sell/{product}/own-use";
    my_sales = "/my/sales";
    my_sale(sale: SaleId) = "/my/sales/{sale}";
    my_sale_undo(sale: SaleId) = "/my/sales/{sale}/undo";
    my_sale_return(sale: SaleId) = "/my/sales/{sale}/return";
    my_earnings = "/my/earnings";
    my_opened = "/my/opened";
    my_cost_new = "/my/costs/new";
    my_cost_undo(row: LedgerId) = "/my/costs/{row}/undo";
    my_stall = "/my/stall";
    my_calendar = "/my/stall/calendar";
    my_stall_day(day: MarketDayId) = "/my/stall/{day}";
    my_stall_withdraw(day: MarketDayId) = "/my/stall/{day}/withdraw";
    // casework
    casework = "/casework";
    household_new = "/casework/households/new";
    business_new = "/casework/businesses/new";
    household(household: HouseholdId) = "/casework/households/{household}";
    household_rows(household: HouseholdId) = "/casework/households/{household}/rows";
    household_attribution(household: HouseholdId) = "/casework/households/{household}/attribution";
    household_details(household: HouseholdId) = "/casework/households/{household}/details";
    household_file(household: HouseholdId) = "/casework/households/{household}/file";
    household_identity(household: HouseholdId) = "/casework/households/{household}/identity";
    household_caseworker(household: HouseholdId) = "/casework/households/{household}/caseworker";
    household_support(household: HouseholdId) = "/casework/households/{household}/support";
    member_new(household: HouseholdId) = "/casework/households/{household}/members/new";
    member_end(household: HouseholdId, member: MemberId) = "/casework/households/{household}/members/{member}/end";
    member_head(household: HouseholdId, member: MemberId) = "/casework/households/{household}/members/{member}/head";
    member_correct(household: HouseholdId, member: MemberId) = "/casework/households/{household}/members/{member}";
    baseline_new(household: HouseholdId) = "/casework/households/{household}/baseline";
    baseline_correct(household: HouseholdId, baseline: BaselineId) = "/casework/households/{household}/baseline/{baseline}";
    grant_new(household: HouseholdId) = "/casework/households/{household}/grants/new";
    invite(household: HouseholdId) = "/casework/households/{household}/invite";
    sale_on_behalf(household: HouseholdId) = "/casework/households/{household}/sales/new";
    sale_on_behalf_undo(household: HouseholdId, sale: SaleId) = "/casework/households/{household}/sales/{sale}/undo";
    weights(household: HouseholdId, product: ProductId) = "/casework/households/{household}/goods/{product}/weights";
    proposal_new(household: HouseholdId) = "/casework/households/{household}/proposals/new";
    grant(grant: GrantId) = "/casework/grants/{grant}";
    decisions = "/casework/decisions";
    months = "/casework/months";
    decide(proposal: ProposalId) = "/casework/decisions/{proposal}";
    equipment_list = "/casework/equipment";
    equipment(equipment: EquipmentId) = "/casework/equipment/{equipment}";
    equipment_hand_over(equipment: EquipmentId) = "/casework/equipment/{equipment}/hand-over";
    equipment_return(equipment: EquipmentId) = "/casework/equipment/{equipment}/return";
    equipment_photo(equipment: EquipmentId, photo: HandoverPhotoId) = "/casework/equipment/{equipment}/photos/{photo}";
    equipment_use_right(equipment: EquipmentId) = "/casework/equipment/{equipment}/use-rights";
    equipment_use_right_end(equipment: EquipmentId, right: UseRightId) = "/casework/equipment/{equipment}/use-rights/{right}/end";
    imports = "/casework/imports";
    import_upload(upload: UploadId) = "/casework/imports/uploads/{upload}";
    import_undo(batch: BatchId) = "/casework/imports/{batch}/undo";
    // market sites
    sites = "/sites";
    site(site: SiteId) = "/sites/{site}";
    site_rows(site: SiteId) = "/sites/{site}/rows";
    site_stall(site: SiteId) = "/sites/{site}/stalls";
    site_versions(site: SiteId) = "/sites/{site}/versions";
    site_version(site: SiteId, version: i32) = "/sites/{site}/versions/{version}";
    site_details(site: SiteId) = "/sites/{site}/details";
    site_settings(site: SiteId) = "/sites/{site}/settings";
    site_days(site: SiteId) = "/sites/{site}/days";
    site_labels(site: SiteId) = "/sites/{site}/labels";
    site_vendors(site: SiteId) = "/sites/{site}/vendors";
    day(day: MarketDayId) = "/days/{day}";
    day_trial(day: MarketDayId) = "/days/{day}/trial";
    day_move(day: MarketDayId) = "/days/{day}/move";
    day_publish(day: MarketDayId) = "/days/{day}/publish";
    day_cancel(day: MarketDayId) = "/days/{day}/cancel";
    day_drawing(day: MarketDayId) = "/days/{day}/drawing";
    day_drawing_stall(day: MarketDayId) = "/days/{day}/drawing/stalls";
    day_plan(day: MarketDayId) = "/days/{day}/plan";
    day_check_in(day: MarketDayId) = "/days/{day}/check-in";
    day_give(day: MarketDayId) = "/days/{day}/give";
    day_walk_in(day: MarketDayId) = "/days/{day}/walk-in";
    day_sheet(day: MarketDayId) = "/days/{day}/sheet";
    day_request(day: MarketDayId) = "/days/{day}/requests";
    day_announcement(day: MarketDayId) = "/days/{day}/announcement";
    reports = "/reports";
    site_report(site: SiteId) = "/sites/{site}/report";
    site_report_csv(site: SiteId) = "/sites/{site}/report.csv";
    site_rerun(site: SiteId) = "/sites/{site}/rerun";
    site_council(site: SiteId) = "/sites/{site}/council";
    site_names(site: SiteId) = "/sites/{site}/names";
    day_takings(day: MarketDayId) = "/days/{day}/takings";
    stall_on_behalf(household: HouseholdId) = "/casework/households/{household}/stall";
    // looking over what shops show
    moderation = "/moderation";
    moderation_item(item: ModerationId) = "/moderation/items/{item}";
    moderation_shops = "/moderation/shops";
    moderation_shop(shop: ShopId) = "/moderation/shops/{shop}";
    // administration
    admin = "/admin";
    people = "/admin/people";
    person_new = "/admin/people/new";
    person(account: AccountId) = "/admin/people/{account}";
    person_role(account: AccountId) = "/admin/people/{account}/roles";
    person_role_answer(account: AccountId, waiting: RoleProposalId) = "/admin/people/{account}/role-proposals/{waiting}";
    person_role_end(account: AccountId, scope: ScopeId) = "/admin/people/{account}/roles/{scope}/end";
    person_disable(account: AccountId) = "/admin/people/{account}/disable";
    person_link(account: AccountId) = "/admin/people/{account}/link";
    admin_areas = "/admin/areas";
    admin_area(area: AreaId) = "/admin/areas/{area}";
    admin_area_names(area: AreaId) = "/admin/areas/{area}/names";
    admin_city_switches(city: AreaId) = "/admin/areas/{city}/switches";
    admin_area_parts(area: AreaId) = "/admin/areas/{area}/parts";
    admin_area_part_end(area: AreaId, part: AreaRoleId) = "/admin/areas/{area}/parts/{part}/end";
    admin_institutions = "/admin/institutions";
    admin_programmes(institution: InstitutionId) = "/admin/institutions/{institution}/programmes";
    admin_sites = "/admin/sites";
    admin_settings = "/admin/settings";
    admin_unit = "/admin/settings/unit";
    admin_names = "/admin/settings/names";
    admin_moved_machine = "/admin/settings/moved-machine";
    admin_paper_limit = "/admin/settings/paper-limit";
    admin_moderation = "/admin/moderation";
    admin_licences = "/admin/licences";
    admin_licence_new = "/admin/licences/new";
    admin_licence(licence_kind: LicenceKindId) = "/admin/licences/{licence_kind}";
    admin_switches = "/admin/settings/switches";
    admin_holidays = "/admin/holidays";
    admin_messages = "/admin/messages";
    admin_holiday_remove(day: NaiveDate) = "/admin/holidays/{day}/remove";
}

/// Paths no page links to; they have no language.
pub(crate) const HEALTHZ: &str = "/healthz";
pub(crate) const READYZ: &str = "/readyz";
pub(crate) const SERVICE_WORKER: &str = "/sw.js";
pub(crate) const OFFLINE: &str = "/offline";
pub(crate) const ROBOTS: &str = "/robots.txt";

fn build(lang: Lang, pattern: &str, values: &[(&str, String)]) -> String {
    let mut path = format!("{}{pattern}", lang.prefix());
    for (name, value) in values {
        path = path.replace(&format!("{{{name}}}"), value);
    }
    path
}

/// The same path in a language; `path` has no prefix.
pub(crate) fn in_lang(lang: Lang, path: &str) -> String {
    if path == "/" && lang == Lang::En { "/en/".to_owned() } else { format!("{}{path}", lang.prefix()) }
}

/// A photo in one of its widths: one path for both languages, so that a phone keeps one copy.
pub(crate) fn picture(code: &str, width: u32) -> String {
    photo(Lang::Fa, &format!("{code}-{width}.webp"))
}

/// A text as one part of a path.
pub(crate) fn segment(text: &str) -> String {
    let pair = serde_urlencoded::to_string([("", text)]).unwrap_or_default();
    pair.trim_start_matches('=').replace('+', "%20")
}

/// The query field of a search for people, whose words an address shows to nobody.
pub(crate) const WORDS: &str = "words";

/// A link with a query; values are escaped.
pub(crate) fn with_query(path: &str, query: &[(&str, &str)]) -> String {
    match serde_urlencoded::to_string(query) {
        Ok(text) if !text.is_empty() => format!("{path}?{text}"),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{home, in_lang, product, segment, with_query};
    use crate::kernel::lang::Lang;

    #[test]
    fn a_link_stands_in_its_language() {
        assert_eq!(product(Lang::Fa, "k7m2"), "/p/k7m2");
        assert_eq!(product(Lang::En, "k7m2"), "/en/p/k7m2");
        assert_eq!(home(Lang::En), "/en/");
        assert_eq!(in_lang(Lang::En, "/"), "/en/");
    }

    #[test]
    fn a_part_of_a_path_is_escaped() {
        assert_eq!(segment("12"), "12");
        assert_eq!(segment("ب 1/2"), "%D8%A8%201%2F2");
    }

    #[test]
    fn a_query_is_escaped() {
        assert_eq!(with_query("/search", &[("q", "نان & b")]), "/search?q=%D9%86%D8%A7%D9%86+%26+b");
    }
}
