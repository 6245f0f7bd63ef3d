//! One screen for a new good and for changing one.
use super::{ShareSquare, fate_badge, fate_deed, fate_words, machine_name, usual};
use crate::catalogue::UNDO;
use crate::catalogue::forms::weighed::{FROM, TO, WEIGHED};
use crate::catalogue::model::{Category, Fate, Good, ItemState, Machine};
use crate::i18n::named;
use crate::kernel::ids::ProductId;
use crate::kernel::money::Rial;
use crate::kernel::quantity::SellUnit;
use crate::ui::form::{Field, Kind, action_bar, error, tick};
use crate::ui::parts::{doubt_box, page_head};
use crate::ui::photo::{Fetch, small};
use crate::ui::picks::{Pick, chips};
use crate::ui::{Form, Frame, Page, Ui, icon, outbox};
use crate::urls;
use maud::{Markup, html};

/// The tick by which a good is saved without the photo that a refused form has brought back.
pub(in crate::catalogue) const WITHOUT_PHOTO: &str = "photo-without";

/// A price to be asked about, and what was probably meant.
#[derive(Clone, Copy, Debug)]
pub(in crate::catalogue) struct Doubt {
    pub price: Rial,
    pub perhaps: Rial,
}

/// GET /my/goods/new, /my/goods/{product} and their refused forms.
pub(in crate::catalogue) struct GoodForm {
    /// The good that is changed; none for a new one.
    pub good: Option<Good>,
    pub form: Form,
    pub categories: Vec<Category>,
    pub machines: Vec<Machine>,
    /// The code of the photo that a refused form brought, or that the good has.
    pub photo: Option<String>,
    pub doubt: Option<Doubt>,
    /// Whether the shop opens with this good, so that it needs a name.
    pub opens_shop: bool,
    pub share: Option<ShareSquare>,
    /// Whether a caseworker agreed the shares of the machines, so that no ticks change them.
    pub is_agreed: bool,
    /// What became of a good that buyers do not see.
    pub fate: Option<Fate>,
    /// The good that was listed from this form before, where it came again with other words.
    pub first: Option<ProductId>,
}

impl Page for GoodForm {
    fn title(&self, ui: &Ui) -> String {
        match &self.good {
            Some(good) => good.name.clone(),
            None => ui.text.catalogue_good_new(),
        }
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (action, go) = match &self.good {
            Some(good) => (urls::my_good(ui.lang, good.id), ui.text.app_save()),
            None => (urls::my_good_new(ui.lang), ui.text.catalogue_good_save()),
        };
        let draft = ui.viewer.as_ref().and_then(|viewer| viewer.drafts.as_ref());
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::my_goods(ui.lang), ui.text.app_place_goods())), &self.title(ui), None))
                (self.form.summary(ui))
                @if let Some(first) = self.first { p { a class="btn btn-primary" href=(urls::my_good(ui.lang, first)) { (icon("edit")) span { (ui.text.catalogue_old_form_first()) } } } }
                @if let Some(fate) = &self.fate { (fate_notice(ui, fate)) }
                form class="form good-form stack" method="post" action=(action) enctype="multipart/form-data" data-draft=[draft.map(|_| self.draft())]
                    data-draft-owner=[draft.map(|draft| &draft.owner)] data-draft-half=[draft.map(|draft| &draft.half)] data-draft-after=[draft.map(|_| urls::my_goods(ui.lang))] {
                    @if draft.is_some() { (outbox::draft_came_back(ui)) }
                    (self.question(ui))
                    (self.photo(ui))
                    (Field::new(&self.form, "name", ui.text.catalogue_name()).hint(ui.text.catalogue_name_hint()).input(ui))
                    @if self.good.is_none() { (usual::list(ui, &self.form, &self.machines)) }
                    (Field::new(&self.form, "price", ui.text.catalogue_price()).money(ui))
                    (chips(&self.form, "unit", &ui.text.catalogue_unit(), &units(ui)))
                    (self.weighs(ui))
                    (chips(&self.form, "category", &ui.text.catalogue_category(), &self.category_picks(ui)))
                    @if self.good.is_none() { (self.first_stock(ui)) }
                    (self.made_with(ui))
                    (Field::new(&self.form, "lead", ui.text.catalogue_lead()).hint(ui.text.catalogue_lead_hint()).kind(Kind::Number).optional().input(ui))
                    (Field::new(&self.form, "description", ui.text.catalogue_description()).optional().textarea(ui))
                    @if self.opens_shop {
                        (Field::new(&self.form, "shop-name", ui.text.catalogue_shop_name()).hint(ui.text.catalogue_shop_name_hint()).optional().input(ui))
                    }
                    (self.form.key())
                    @if self.good.is_some() { input type="hidden" name="version" value=(self.form.fields.text("version")); }
                    @if draft.is_some() { (outbox::draft_on_its_way(ui)) }
                    (action_bar(&go, "check", Some((urls::my_goods(ui.lang), ui.text.app_cancel()))))
                }
                @if let Some(share) = &self.share { (share.render(ui)) }
                @if let Some(good) = &self.good { (remove(ui, good)) }
            }
        }
    }
}

impl GoodForm {
    /// Under which name the phone keeps what is typed; what was made from another version is not brought back.
    fn draft(&self) -> String {
        self.good.as_ref().map_or_else(|| "good-new".to_owned(), |good| format!("good-{}-{}", good.id, good.version))
    }

    /// Whether the photo on the screen is one that a refused form brought back, and no good's yet.
    fn photo_waits(&self) -> bool {
        self.photo.is_some() && self.good.as_ref().is_none_or(|good| good.photo != self.photo)
    }

    fn photo(&self, ui: &Ui) -> Markup {
        let word = if self.photo.is_some() { ui.text.catalogue_photo_other() } else { ui.text.form_photo() };
        html! {
            div class="field" {
                (error(&self.form, "photo"))
                div class="file" {
                    @if let Some(code) = &self.photo {
                        (small(ui, Some(code), "camera", Fetch::Now))
                        input type="hidden" name="photo-code" value=(code);
                    }
                    label class="btn btn-primary" for="photo" { (icon("camera")) span { (word) } }
                    input id="photo" name="photo" type="file" accept="image/*" capture="environment" data-shrink="1600"
                        aria-describedby=[self.form.problems.iter().any(|problem| problem.field == "photo").then_some("photo-error")];
                    p role="status" data-chosen=(ui.text.form_photo_chosen()) data-no-photo=(ui.text.catalogue_photo_wrong()) {}
                }
                @if self.photo_waits() { (tick(&self.form, WITHOUT_PHOTO, "yes", ui.text.catalogue_photo_without())) }
            }
        }
    }

    /// The question about a price that looks wrong.
    fn question(&self, ui: &Ui) -> Markup {
        html! { @if let Some(Doubt { price, perhaps }) = self.doubt {
            @let sentence = ui.text.catalogue_price_doubt(named::PerhapsPrice { perhaps: ui.money(perhaps), price: ui.money(price) });
            (doubt_box(ui, &sentence, price, ("price", None)))
        } }
    }

    fn category_picks(&self, ui: &Ui) -> Vec<Pick> {
        self.categories
            .iter()
            .map(|category| Pick {
                value: category.code.clone(),
                word: category.name(ui.lang).to_owned(),
                icon: Some(category.code.clone()),
            })
            .collect()
    }

    fn first_stock(&self, ui: &Ui) -> Markup {
        let value = self.form.fields.text("stock");
        html! {
            div class="field" {
                label for="stock" { (ui.text.catalogue_stock_first()) }
                p class="hint" id="stock-hint" { (ui.text.catalogue_stock_first_hint()) }
                (error(&self.form, "stock"))
                div class="stepper" {
                    button type="button" data-step="-1" hidden { (icon("minus")) span class="visually-hidden" { (ui.text.catalogue_one_less()) } }
                    input id="stock" name="stock" type="text" inputmode="numeric" value=(value) autocomplete="off" data-min="0" data-max="9999" aria-describedby="stock-hint";
                    button type="button" data-step="1" hidden { (icon("plus")) span class="visually-hidden" { (ui.text.catalogue_one_more()) } }
                }
            }
        }
    }

    /// What a piece usually weighs; it is asked only where pieces are charged by weight.
    fn weighs(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! {
            fieldset class="field if-weighed" {
                legend { (text.catalogue_weighs()) }
                p class="hint" id="weighs-hint" { (text.catalogue_weighs_hint()) }
                (error(&self.form, FROM)) (error(&self.form, TO))
                div class="from-to" { @for (name, word) in [(FROM, text.catalogue_weighs_from()), (TO, text.catalogue_weighs_to())] {
                    label for=(name) { (word) }
                    input class="input short" id=(name) name=(name) type="text" inputmode="decimal" autocomplete="off"
                        value=(self.form.fields.text(name)) aria-describedby="weighs-hint";
                } }
            }
        }
    }

    fn made_with(&self, ui: &Ui) -> Markup {
        html! { @if self.is_agreed {
            div class="field" id="machine" {
                (error(&self.form, "machine"))
                p class="notice" { (icon("info")) span { (ui.text.catalogue_shares_agreed()) } }
            }
        } @else if !self.machines.is_empty() {
            fieldset class="field" id="machine" {
                legend { (ui.text.catalogue_made_with()) }
                p class="hint" { (ui.text.catalogue_made_with_hint()) }
                (error(&self.form, "machine"))
                div class="checks" { @for machine in &self.machines {
                    (tick(&self.form, "machine", &machine.id.to_string(), machine_name(ui, machine)))
                } }
            }
        } }
    }
}

/// Why buyers do not see the good, and what its seller does about that.
fn fate_notice(ui: &Ui, fate: &Fate) -> Markup {
    let class = match fate.state {
        ItemState::ToMend | ItemState::Refused => "notice notice-warn",
        ItemState::Waiting | ItemState::Accepted | ItemState::Withdrawn => "notice",
    };
    html! {
        div class=(class) { div class="stack stack-s" {
            p { (fate_badge(ui, fate)) }
            p dir="auto" { (fate_words(ui, fate, ui.text.catalogue_waiting_next())) }
            @if let Some(deed) = fate_deed(ui, fate) { p { (deed) } }
        } }
    }
}

/// The units, those most used first.
fn units(ui: &Ui) -> Vec<Pick> {
    [SellUnit::Piece, SellUnit::Packet, SellUnit::Kilo, SellUnit::Tray, SellUnit::Litre, SellUnit::Gram]
        .into_iter()
        .map(|unit| Pick { value: unit.as_str().to_owned(), word: ui.sell_unit(unit), icon: None })
        .chain([Pick { value: WEIGHED.to_owned(), word: ui.text.catalogue_unit_weighed(), icon: None }])
        .collect()
}

fn remove(ui: &Ui, good: &Good) -> Markup {
    html! {
        form class="panel panel-quiet stack" method="post" action=(urls::my_good_remove(ui.lang, good.id)) {
            p { (ui.text.catalogue_remove_text(ui.number(UNDO.num_minutes()))) }
            button class="btn btn-danger" { (icon("trash")) span { (ui.text.catalogue_remove_go(good.name.as_str())) } }
        }
    }
}
