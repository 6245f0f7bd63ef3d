app-name = Bazarche
app-tagline = Bread, dried fruit, herbs and chicks from home producers in town.
app-skip = Skip to the page
app-offline = No internet; your work stays on the phone
app-search-label = Search for goods
app-search-hint = bread, herbs…
app-search-go = Search
app-links-label = Language and sign-in
app-other-language = فارسی
app-sign-in = Sign in
app-places-label = Main places
app-place-home = Home
app-place-sell = Sell
app-place-goods = Goods
app-place-stall = Stall
app-place-me = Me
app-place-households = Households
app-place-equipment = Equipment
app-place-decisions = Decisions
app-place-months = Months
app-place-sites = Market
app-place-moderation = Review
app-place-waiting = in the queue
# $many (String) - a number
app-place-waiting-more = { $many }+
app-place-people = People
app-place-office = Office
app-about = About
app-market-days = Market days
app-theme = Colours
app-theme-auto = Automatic
app-theme-light = Light
app-theme-dark = Dark
# $unit (String) - the word of the unit a price is for
app-price-per = per { $unit }
app-pages-label = Pages
app-pages-first = Back to the first
app-pages-next = More of the list
app-save = Save
app-print = Print
app-cancel = Cancel
app-all = See all
form-summary = A few things are left
form-summary-one = One thing is left
form-old = This page is an old copy. Look at what is filled in and press once more.
form-mend = I will mend it
form-sure = It is right
form-optional = (optional)
# $example (String) - a date written in full
form-date-hint = For example { $example }
form-date-calendar = Write the year as 2026.
form-day = Day
form-month = Month
form-year = Year
form-photo = Take or choose a photo
form-photo-chosen = The photo is chosen
format-toman = toman
format-rial = rial
format-new-rial = new rial
format-piece = piece
format-piece-many = pieces
format-kilo = kilo
format-kilo-many = kilos
format-gram = gram
format-gram-many = grams
format-litre = litre
format-litre-many = litres
format-packet = packet
format-packet-many = packets
format-tray = tray
format-tray-many = trays
format-today = today
format-yesterday = yesterday
format-tomorrow = tomorrow
format-saturday = Saturday
format-sunday = Sunday
format-monday = Monday
format-tuesday = Tuesday
format-wednesday = Wednesday
format-thursday = Thursday
format-friday = Friday
# $day (String) - a day in words
# $time (String) - a time of the day
format-moment = { $day }, { $time }
error-404-title = There is nothing here
error-404-text = The page may have moved, or it is not open to you. Look at the address again, or go back to the first page.
error-no-household-title = Selling with this account is closed
error-no-household-text = You are no longer listed in a household; all that was recorded until now is kept. If you still sell, or think this is a mistake, please tell your caseworker or the market manager.
error-session-title = Please sign in again
error-session-text = Nothing was done for a while, so your account was closed to keep it safe. What you typed is still here; it has not been sent yet.
error-session-first = Press “Sign in”; a new page opens. Sign in there.
error-session-then = Come back to this page and press “Send what I typed”.
error-session-sign-in = Sign in
error-session-send = Send what I typed
error-session-files = If you had chosen a photo or a file, please choose it again.
error-403-title = This request did not come from our pages
error-403-text = Please open the page again and send the form from there. What you typed is still in your browser: go one page back.
error-400-title = We could not read this
error-400-text = Please go one page back and send the form again.
error-408-title = It did not arrive whole
error-408-text = The connection broke on the way, and nothing was recorded. Please go one page back and send it again.
error-409-title = What you sent just now was not recorded
error-409-text = You had sent this page once before, and that was recorded. Then something on it was changed and it was sent again; this second one was not recorded.
error-409-mend = If you wanted to correct the first one, go back to its page.
error-409-back = Back to that page
error-409-again = If this one is separate and shall be recorded as well:
error-409-send = Record this one, too
error-413-title = This is too large
error-413-text = Please choose a smaller photo or file, at most 15 megabytes.
error-503-title = We cannot be reached right now
error-503-text = This is our fault, not yours. Nothing that was confirmed is lost. Please try again in a minute.
error-500-title = Something went wrong on our side
error-500-text = This is our fault, not yours. Nothing that was confirmed is lost. Please try again a little later.
error-unsent = What you typed is still here. Wait a moment, then press this button to send it again.
error-unsent-send = Send again
error-reference = Reference number:
error-home = To the first page
error-start = Back to your work
offline-title = No internet right now
offline-text = This page is not on the phone. Your recorded sales are safe. Try again when the network is back.
app-comma = {", "}
# $most (String) - the largest number of characters
app-too-long = This text is too long. Write at most { $most } characters.
# $count (String)
outbox-waiting = { $count } entries wait on this phone and are sent by themselves.
outbox-signed-out = Sign in again to send what waits. Nothing is lost.
# $count (String)
outbox-dropped = { $count } entries were not sent; they, or what was written in them, were removed from this phone. Enter them again if they are needed.
outbox-in-queue = waiting
outbox-needs-network = No internet. Ticks and incidents stay on the phone; everything else has to wait for the network.
outbox-cannot-keep = No internet, and this phone cannot keep anything. Press again when the network is back.
outbox-cannot-wait = No internet, and this phone cannot keep the text safely. It stays here; press again when the network is back.
# $count (String)
outbox-leave = { $count } entries have not been sent and will be lost when you sign out. Sign out?
app-basket = Basket
app-price-hidden = Price on your order
app-roughly = about
# $amount (String)
app-roughly-amount = about { $amount }
# $price (String)
app-kilo-price = { $price } a kilo
# $pieces (String)
# $weight (String)
# $kilo (String)
# $amount (String)
app-weighed-sum = { $pieces }, { $weight } × { $kilo } = { $amount }
app-weight-missing = Write the weight, like 1.8 kilos or 1800 grams.
app-weight-unread = Write the weight as a number, like 1.8 kilos or 1800 grams.
app-weight-large = This weight is very large. Check the number.
# $pieces (String)
# $weight (String)
# $usual (String)
app-weight-doubt = { $pieces } and { $weight }? So many are usually about { $usual }.
draft-came-back = What you had written is back.
draft-photo-too = So is the photo.
draft-clear = Begin anew
draft-sending = It is being sent. Keep this page open.
draft-waits = It has not gone yet. Everything is kept on the phone and goes by themselves when there is a network.
