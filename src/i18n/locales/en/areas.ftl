areas-admin = Office
areas-admin-lead = You set these up once, and change them when you need to.
areas-admin-empty = nothing yet
# $count (String) - how many neighbourhoods there are
areas-admin-neighbourhoods = Neighbourhoods: { $count }
# $institutions (String) - how many institutions there are
# $programmes (String) - how many programmes there are
areas-admin-institutions = Institutions: { $institutions }, programmes: { $programmes }
# $count (String) - how many market sites there are
areas-admin-sites = Market sites: { $count }
# $count (String) - how many accounts there are
areas-admin-people = Accounts: { $count }
areas-title = Areas
areas-level-country = Country
areas-level-province = Province
areas-level-county = County
areas-level-city = City
areas-level-neighbourhood = Neighbourhood
# $name (String) - the area's name
areas-below = Areas in { $name }
areas-below-none = Nothing yet. Write the first one below.
# $level (String) - what is added, such as a city
areas-add = New: { $level }
# $name (String) - the area's name
areas-added = { $name } is added.
areas-rename = Mend the name
areas-renamed = The new name is saved.
areas-name-fa = Name in Persian
areas-name-en = Name in English
areas-name-en-hint = In Latin letters, such as Espiari
areas-name-fa-wrong = Write the Persian name, at most 80 letters.
areas-name-en-wrong = Write the English name in Latin letters, at most 80.
areas-name-taken = Something of this name is there already. Write another name.
areas-parts = Institutions in this area
areas-parts-none = No institution works here yet.
areas-part = The institution's part
areas-part-lead = Leads
areas-part-partner = Follows
areas-part-missing = Choose the institution's part.
areas-part-give = Add an institution
areas-part-given = The institution is added.
areas-part-end = End from today
areas-part-ended = The institution's work in this area has ended.
areas-part-lead-taken = Another institution leads here. End that first.
# $from (String) - the first day
areas-since = since { $from }
# $from (String) - the first day
# $to (String) - the day after the last
areas-from-to = from { $from } to { $to }
areas-institutions = Institutions and programmes
areas-institution = Institution
areas-institution-missing = Choose an institution.
areas-institution-new = New institution
areas-institution-added = The institution is added.
areas-institutions-none = No institution yet
areas-kind = Kind of institution
areas-kind-missing = Choose the kind of institution.
areas-kind-behzisti = State Welfare Organisation (Behzisti)
areas-kind-emdad = Relief Committee
areas-kind-setad = Setad
areas-kind-helal = Red Crescent
areas-kind-other = Another institution
areas-programmes-none = No programme yet.
areas-programme-new = New programme
# $name (String) - the institution's name
areas-programme-of = New programme of { $name }
areas-programme-added = The programme is added.
areas-settings = Settings
areas-settings-names = Name of the marketplace
areas-settings-names-lead = This name stands on every page and in messages.
areas-settings-saved = Saved.
areas-settings-unit = Unit of money
areas-settings-unit-lead = From this day on prices are shown in this unit. The accounts do not change.
areas-settings-unit-missing = Choose a unit.
areas-settings-unit-toman-note = 1 toman = 10 rials
areas-settings-unit-new-rial-note = 1 new rial = 10,000 rials
areas-settings-unit-from = From which day (empty means today)
# $unit (String) - the unit of money
areas-settings-unit-now = Now: { $unit }
# $from (String) - the first day
# $unit (String) - the unit of money
areas-settings-unit-later = From { $from }: { $unit }
areas-settings-unit-past = Past days keep their unit. Write today or a later day.
areas-settings-moved = When a machine has moved
areas-settings-moved-lead = A household sells a good whose machine has gone elsewhere.
areas-settings-moved-refuse = The sale is not recorded until the caseworker writes new shares
areas-settings-moved-own = The sale is recorded; the machine's share counts as the household's own
areas-settings-paper = Decisions on paper
areas-settings-paper-lead = When a grant is above this limit, whoever recorded its decision on paper does not hand over the machine; a colleague or the supervisor does.
areas-settings-paper-lists = Lists that come from a file are outside the limit, because their machines were approved and handed over before. The supervisor is told at once how many grants a list holds and their sum.
# $amount (String) - an amount of money
areas-settings-paper-now = Limit now: { $amount }
areas-settings-paper-limit = New limit
# $unit (String) - the unit of money
areas-settings-paper-wrong = Write the limit in { $unit }, in digits.
# $unit (String) - the unit of money
areas-settings-paper-unit = The unit of money has just changed. Write the limit once more in { $unit }.
areas-date-wrong = This date is not right. Check the day, month and year.
areas-holidays = Holidays
areas-holidays-lead = Days on which no market is held; leave Fridays out.
areas-holidays-none = No holiday is written down.
areas-holiday-new = New holiday
areas-holiday-day = Which day?
areas-holiday-added = The holiday is written down.
areas-holiday-taken = This day is a holiday already.
areas-holiday-remove = Take away
areas-holiday-removed = The holiday is taken away.
areas-add-go = Add
areas-settings-switches = On and off
areas-settings-switches-lead = Untick and save: it is off from then on; what was written before is not deleted.
areas-settings-reviews = Reviews of goods by buyers
areas-settings-messages = Telling buyers about their orders (warnings of unsafe goods are always sent)
areas-settings-prices = Prices for everyone (without it, a price is seen by who is signed in, and by a buyer on their order)
areas-settings-switches-cities = A city may differ, for its market and its shops:
areas-no-difference = as everywhere
areas-city-switches = On and off in this city
# $city (String)
areas-city-switches-lead = For the market and the shops of { $city }. Lists of several cities are not sorted by price for visitors while a city hides its prices.
# $usual (String)
areas-as-everywhere = As everywhere (now { $usual })
areas-on = on
areas-off = off
# $what (String)
# $way (String)
areas-switch-is = { $what }: { $way }
areas-settings-switches-stale = Somebody else turned something on or off just now. This is how it stands; please look and save again.
