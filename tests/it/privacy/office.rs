//! An office with a canary in every sensitive column, written there by the people who would write it, through the screens.
mod selling;

use super::canaries::*;
use crate::support::town::{Home, Town, date, fields, post, see_other, today};
use crate::support::{App, Client, make};
use bazarche::config::Sms;
use selling::{
    licensed, listed, looked_over, made_ahead, market, offered, ordered, photo_with_a_place, reviewed, sold, waited_for,
};

pub use selling::SHOP;

const EARLY: (&str, &str, &str) = ("1405", "7", "20");
const HANDED: (&str, &str, &str) = ("1405", "8", "2");

pub struct Office {
    pub town: Town,
    /// The supported household and its seller.
    pub home: Home,
    /// A home business that was never supported.
    pub business: Client,
    pub caseworker: Client,
    pub supervisor: Client,
    pub manager: Client,
    pub site: String,
    pub day: String,
    /// The path of the machine that the household holds, and of the one in repair.
    pub machines: [String; 2],
    /// The path of the child's stay.
    pub member: String,
    /// The good on offer.
    pub good: String,
    pub sale: String,
}

impl Office {
    pub fn open() -> Office {
        let mut office = Office::of(App::start_sending(Sms::Memory));
        waited_for(&office.town, &mut office.home);
        office
    }

    pub fn of(app: App) -> Office {
        let mut town = Town::of(app);
        let (institution, area) = (town.behzisti.clone(), town.espiari.clone());
        let mut caseworker = town.staff(CASEWORKER, ("caseworker", &institution, &area));
        let mut supervisor = town.staff("سرپرست دفتر", ("supervisor", &institution, &area));
        let mut home = registered(&town, &mut caseworker);
        let neighbour = town.home(&mut caseworker, ("همسایه", "قناریزاده"));
        let member = people(&mut caseworker, &mut home);
        told_of_before(&mut caseworker, &home);
        let machines = [SERIAL, "CANARY9Z73"].map(|serial| granted(&mut caseworker, &home, serial));
        asked_and_decided(&mut caseworker, &mut supervisor, &home);
        lent_and_returned(&mut caseworker, &machines, &neighbour);
        let good = offered(&mut home.producer, &photo_with_a_place());
        let sale = sold(&mut caseworker, &mut home, &good, &machines[0]);
        ordered(&town, &mut home);
        reviewed(&mut town, &mut home);
        looked_over(&mut town, &mut home);
        made_ahead(&mut home);
        licensed(&mut home);
        listed(&mut caseworker, &area);
        let (manager, site, day, business) = market(&mut town, &home);
        let mut office =
            Office { town, home, business, caseworker, supervisor, manager, site, day, machines, member, good, sale };
        office.looked_for();
        office
    }

    /// A caseworker of the same institution in another city.
    pub fn elsewhere(&mut self) -> Client {
        let (institution, area) = (self.town.behzisti.clone(), self.town.other_neighbourhood.clone());
        self.town.staff("مددکار دور", ("caseworker", &institution, &area))
    }

    /// A caseworker of another institution in the same neighbourhood.
    pub fn of_others(&mut self) -> Client {
        let (institution, area) = (self.town.emdad.clone(), self.town.espiari.clone());
        self.town.staff("مددکار نهاد دیگر", ("caseworker", &institution, &area))
    }

    pub fn auditor(&mut self) -> Client {
        let (institution, area) = (self.town.behzisti.clone(), self.town.espiari.clone());
        self.town.staff("حسابرس دفتر", ("auditor", &institution, &area))
    }

    /// Searches, a wrong password and a forgotten one, which leave rows of their own.
    fn looked_for(&mut self) {
        for who in [NATIONAL_ID, PHONE, FAMILY] {
            see_other(&self.caseworker.post("/casework", &[("who", who)]));
        }
        let mut visitor = self.town.app.client();
        visitor.post("/sign-in", &[("phone", PHONE), ("password", "not this one")]);
        visitor.post("/forgot-password", &[("email", EMAIL)]);
        self.town.app.mail();
    }
}

/// The household as its caseworker registers it, and its head as they sign in.
fn registered(town: &Town, caseworker: &mut Client) -> Home {
    let form = caseworker.get("/casework/households/new");
    let (area, key) = (form.value_of("area"), form.value_of("idem"));
    let head = [
        ("given-name", GIVEN),
        ("family-name", FAMILY),
        ("national-id", NATIONAL_ID),
        ("phone", PHONE),
        ("area", &area),
        ("address", ADDRESS),
        ("idem", &key),
    ];
    let head = fields(&head, &[date("since", ("1404", "1", "1"))]);
    let path = see_other(&post(caseworker, "/casework/households/new", &head));
    let id = path.rsplit('/').next().unwrap_or_default().to_owned();
    let details = [("address", ADDRESS), ("notes", NOTES), ("sheba", SHEBA)];
    see_other(&caseworker.post(&format!("{path}/details"), &details));
    let invite = format!("{path}/invite");
    let person = caseworker.get(&invite).value_of("person");
    let card = caseworker.post(&invite, &[("person", &person), ("phone", PHONE)]);
    make::choose_password(&town.app, &card.words());
    let mut producer = town.app.client();
    producer.sign_in(PHONE, make::PASSWORD);
    see_other(&producer.post("/account/email", &[("email", EMAIL), ("present", make::PASSWORD)]));
    Home { id, person, producer }
}

/// A child, whose name was wrong at first; gives the path of the stay.
fn people(caseworker: &mut Client, home: &mut Home) -> String {
    let members = format!("{}/members", home.path());
    let mut child =
        vec![("given-name", "بچه"), ("family-name", FAMILY), ("national-id", CHILD_ID), ("phone", CHILD_PHONE)];
    let new = [&child[..], &[("relation", "child")]].concat();
    see_other(&caseworker.post(&format!("{members}/new"), &new));
    let links = caseworker.get(&home.path()).links(&format!("{members}/1"));
    let member = links.iter().rfind(|link| !link.ends_with("/end")).expect("the child").clone();
    child[0].1 = CHILD;
    child.push(("reason", CORRECTED));
    see_other(&caseworker.post(&member, &child));
    member
}

/// The income before support, told twice.
fn told_of_before(caseworker: &mut Client, home: &Home) {
    let path = format!("{}/baseline", home.path());
    let told = |reason: &str| {
        fields(&[("good-months", "۱۲"), ("good", "۴۳۲۱۹۸۷"), ("reason", reason)], &[date("taken", EARLY)])
    };
    see_other(&post(caseworker, &path, &told("")));
    let first = caseworker.get(&home.path()).link(&format!("{path}/1"));
    see_other(&post(caseworker, &first, &told(BASELINE)));
}

/// A proposal that was refused.
fn asked_and_decided(caseworker: &mut Client, supervisor: &mut Client, home: &Home) {
    let path = format!("{}/proposals/new", home.path());
    let form = caseworker.get(&path);
    let (programme, key) = (form.option("programme", ""), form.value_of("idem"));
    let wish = [
        ("idem", key.as_str()),
        ("programme", programme.as_str()),
        ("kind", "loan"),
        ("amount", "۱۰۰۰۰۰۰"),
        ("reason", PROPOSAL),
    ];
    see_other(&caseworker.post(&path, &wish));
    let proposal = supervisor.get("/casework/decisions").link("/casework/decisions/1");
    see_other(&supervisor.post(&proposal, &[("outcome", "refused"), ("reason", DECISION)]));
}

/// An oven that was decided on paper and handed over; gives its path.
fn granted(caseworker: &mut Client, home: &Home, serial: &str) -> String {
    let path = format!("{}/grants/new", home.path());
    let form = caseworker.get(&path);
    let (programme, key) = (form.option("programme", ""), form.value_of("idem"));
    let number = format!("{GRANT_NUMBER}-{serial}");
    let plain = [
        ("idem", key.as_str()),
        ("decision", "paper"),
        ("programme", &programme),
        ("paper", PAPER),
        ("kind", "asset"),
        ("number", &number),
        ("machine", "oven"),
        ("maker", MAKER),
        ("serial", serial),
        ("cost", "۹۵٬۰۰۰٬۰۰۰"),
        ("own", "۲۵٬۰۰۰٬۰۰۰"),
    ];
    let on = ["awarded", "acquired", "decided"].map(|name| date(name, ("1405", "8", "1")));
    let machine = see_other(&post(caseworker, &path, &fields(&plain, &on)));
    let plain = [
        ("household", home.id.as_str()),
        ("receiver", &home.person),
        ("condition", "new"),
        ("accepted", "yes"),
        ("giver", GIVER),
        ("witness", WITNESS),
    ];
    let (sent, photo) = (fields(&plain, &[date("handed", HANDED)]), photo_with_a_place());
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let files = [("photos", "oven.jpg", photo.as_slice()), ("sheet", "sheet.jpg", photo.as_slice())];
    see_other(&caseworker.upload_all(&format!("{machine}/hand-over"), &sent, &files));
    machine
}

fn lent_and_returned(caseworker: &mut Client, machines: &[String; 2], to: &Home) {
    let lent = [("household", to.id.as_str()), ("agreement", AGREEMENT)];
    let when = [today("starts"), date("last", ("", "1", ""))];
    see_other(&post(caseworker, &format!("{}/use-rights", machines[0]), &fields(&lent, &when)));
    let back = fields(&[("to", "repair"), ("reason", CUSTODY)], &[date("on", ("1405", "8", "25"))]);
    see_other(&post(caseworker, &format!("{}/return", machines[1]), &back));
}
