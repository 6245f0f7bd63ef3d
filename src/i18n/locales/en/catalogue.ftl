catalogue-goods-title = My goods
catalogue-goods-empty-title = You have no goods yet
catalogue-goods-empty-text = Take a photo of your first good and write its price.
catalogue-good-first = List your first good
catalogue-good-new = New good
catalogue-good-save = List it
catalogue-stock = Stock
catalogue-sold-out = Sold out
catalogue-back = Back again
# $left (String) - a quantity with its unit
catalogue-in-stock = { $left } left
# $name (String) - the good's name
catalogue-listed = “{ $name }” is in your shop.
# $name (String) - the good's name
catalogue-saved = “{ $name }” is saved.
# $name (String)
catalogue-saved-unseen = “{ $name }” is saved. For now buyers do not see it; this page says why.
# $name (String) - the good's name
catalogue-removed = “{ $name }” is taken off the shop.
catalogue-put-back = Put it back
catalogue-put-back-said = The good is back.
catalogue-put-back-late = This good cannot be put back any more. If you still sell it, list it again.
catalogue-name = Name of the good
catalogue-name-hint = As people say it at the market, such as sangak bread
catalogue-name-missing = Write the name of the good, such as sangak bread.
catalogue-name-link = Leave web and e-mail addresses and phone numbers out of the name, and put a space after a dot.
catalogue-price = Price
# $unit (String) - the unit of money
catalogue-price-missing = Write the price. Only a number, in { $unit }.
# $unit (String) - the unit of money
catalogue-price-unit = Write the price in { $unit }.
catalogue-price-large = This price is too large. Look at the zeros.
# $price (String) - the price as typed, with the unit of money
# $perhaps (String) - what was probably meant, with the unit of money
catalogue-price-doubt = { $price }? Perhaps you mean { $perhaps }.
catalogue-unit = This price is for one…
catalogue-unit-sold = This good has been sold already, so its unit stays. To sell it by another unit, list it as a new good.
catalogue-unit-missing = Say what the price is for: a piece, a packet or a kilo.
catalogue-category = What kind of good is it?
catalogue-category-missing = Choose one of the categories.
catalogue-stock-first = How much do you have now?
catalogue-stock-first-hint = If it is not made yet, write 0.
catalogue-stock-first-missing = Write how much you have now. If it is not made yet, write 0.
catalogue-one-less = One less
catalogue-one-more = One more
catalogue-made-with = Which machine do you make it with?
catalogue-made-with-hint = Buyers do not see this.
catalogue-machine-gone = This machine is not with you today. Take its tick away.
catalogue-description = Description
catalogue-lead = How many days before the sale do you make it?
catalogue-lead-hint = Leave it empty if it is the same day.
# $most (String) - the largest number of days
catalogue-lead-wrong = Write the number of days, from 0 to { $most }.
# $most (String) - the largest number of goods
catalogue-too-many = There is room for { $most } goods. Take one off first.
# $name (String) - the name that was saved
# $price (String) - the price that was saved, with its unit
catalogue-stale = This good was saved elsewhere just now: “{ $name }”, { $price }. If what you typed is right, save again.
# $name (String) - the good that was listed
catalogue-old-form = From this page “{ $name }” was listed already. If you wanted to correct that, press “Change that good”. If this one is new, press the button below once more.
catalogue-old-form-gone = From this page another good was listed already. If this one is new, press the button below once more.
catalogue-old-form-first = Change that good
catalogue-listed-before = This good is listed already. Look at your goods.
catalogue-photo-other = Another photo
catalogue-photo-wrong = This file is no photo, or it could not be read. Choose another photo.
catalogue-photo-large = This photo is too large. Take an ordinary one with the phone's camera.
catalogue-photo-busy = Many photos arrive just now. Try again in a moment.
catalogue-photo-many = You sent many photos that no good shows. List one of the goods, or send more tomorrow.
catalogue-photo-no-room = The photo could not be kept just now. Save the good without it, and add the photo later.
catalogue-photo-away = The photo you sent cannot be reached just now. Save again in a moment, or tick “Save without this photo” and add it later.
catalogue-photo-without = Save without this photo
catalogue-photo-used = Another good shows this photo. Choose another one.
catalogue-photo-small = This photo is too small. Take a clearer one.
# $minutes (String) - a number of minutes
catalogue-remove-text = Buyers will not see this good any more. The sales you recorded stay. For { $minutes } minutes you can put it back.
# $name (String) - the good's name
catalogue-remove-go = Take “{ $name }” off
# $name (String) - the good's name
catalogue-stock-title = Stock of { $name }
catalogue-stock-made = How much did you just make?
# $unit (String) - the unit it is sold by
catalogue-stock-count = I counted; this much is there in all ({ $unit })
catalogue-stock-count-hint = Count all that is there, with what is put aside for orders. If you do not know, leave it; each sale takes its part away.
# $unit (String) - the unit it is sold by
catalogue-stock-whole = There is no half { $unit }; write a whole number.
catalogue-stock-wrong = Write the stock as a number, such as 12.
catalogue-stock-large = This stock is too large. Look at the number.
catalogue-stock-moved = The stock changed just now. Try again.
# $name (String) - the good's name
# $left (String) - a quantity with its unit
catalogue-stock-said = { $name }: { $left } left.
# $name (String) - the good's name
catalogue-stock-said-gone = { $name } is sold out.
# $name (String) - the good's name
# $left (String) - a quantity with its unit
# $held (String) - a quantity with its unit
catalogue-stock-said-kept = { $name }: { $left } free, { $held } put aside.
# $name (String) - the good's name
# $held (String) - a quantity with its unit
catalogue-stock-said-gone-kept = { $name } is sold out. { $held } stay put aside for orders.
catalogue-share-text = A customer reads this with the phone's camera.
catalogue-share-good = The address of this good
catalogue-share-shop = The address of your shop
catalogue-shop-title = My shop
catalogue-shop-see = See the shop
catalogue-shop-none-title = Your shop is not open yet
catalogue-shop-none-text = It opens when you list your first good.
catalogue-shop-hidden = For now buyers do not see your shop and its goods. Your messages say why.
catalogue-shop-name = Name of the shop
catalogue-shop-name-hint = Everyone sees it. It need not be your own name, such as Mahtab's fresh bread
catalogue-shop-name-missing = Write a name for the shop, such as Mahtab's fresh bread.
# $kind (String) - the category of its first good
catalogue-shop-unnamed = Home-made { $kind }
catalogue-shop-story = A few lines about your work
catalogue-shop-story-hint = No phone number and no address; everyone sees this.
catalogue-shop-saved = The shop is saved.
# $name (String) - the good's name
catalogue-weights-title = Shares of the machines in { $name }
catalogue-weights-lead = The takings of each sale go to the machines by these shares. New shares hold from the day you write; sales that are written down keep theirs.
catalogue-weights-back = Household
catalogue-weights-shares = The share of each, in percent
catalogue-weights-own = The household's own means
catalogue-weights-gone = A machine no longer with this household
catalogue-percent = percent
catalogue-weights-reason = Reason
catalogue-weights-reason-hint = Such as: most of the work is the mixer's
catalogue-weights-reason-missing = Write the reason for these shares in one sentence.
catalogue-weights-go = Seal the shares
catalogue-weights-wrong = Write the shares as numbers from 0 to 100.
# $sum (String) - a number
catalogue-weights-sum = The shares add up to { $sum }; they must be 100.
catalogue-weights-not-whole = The shares must add up to 100 percent.
catalogue-weights-elsewhere = One of the machines was not with this household on that day. Leave its share empty, or write another day.
catalogue-weights-starts-wrong = New shares cannot begin before the last ones, nor after today. Look at the day.
# $name (String) - the good's name
catalogue-weights-said = The shares in “{ $name }” are sealed.
catalogue-weights-history = Shares so far
catalogue-weights-equal = In equal parts, when the good was listed
catalogue-weights-starts = From which day?
catalogue-weights-day-wrong = This date is not right. Look at the day, the month and the year.
catalogue-shares-agreed = You and your caseworker agreed the shares of the machines in this good, and they stay. If you make it with another machine now, tell your caseworker.
# $held (String) - a quantity with its unit
catalogue-held = { $held } put aside
# $left (String) - a quantity with its unit
catalogue-free = { $left } free
catalogue-held-stays = A good with open orders stays in the shop. See to its orders first.
catalogue-unit-held = There are open orders of this good, so its unit stays. See to the orders first.
# $held (String) - a quantity with its unit
catalogue-stock-held = { $held } are kept for orders. The stock cannot be less; if you do not have them, cancel an order first.
catalogue-waiting = Waits to be looked over
catalogue-waiting-shop = Buyers see it once it was looked over, and we tell you.
catalogue-waiting-next = Buyers see it once it was looked over, and we tell you. At your stall you can sell it already.
catalogue-to-mend = Please mend it
catalogue-refused = Not accepted
catalogue-to-mend-do = Mend it and save; then it is looked over again.
catalogue-refused-do = If it can be mended, mend it and save; then it is looked over again. If not, take it off the shop.
# $name (String) - the good's name
catalogue-sent = “{ $name }” is saved. Buyers see it once it was looked over.
# $name (String)
catalogue-sent-again = “{ $name }” waits to be looked over again. You will be told.
catalogue-shop-sent = Your words are saved. Buyers read them once they were looked over.
# $name (String) - the shop's name
catalogue-shop-former = For now buyers see “{ $name }” with the story of before.
# $most (String) - a number
catalogue-too-many-today = You have listed { $most } goods today, and no more fit. List the next one tomorrow.
# $most (String) - a number
catalogue-photos-today = You have sent { $most } photos today, and no more fit. List the good without a photo and add it tomorrow.
catalogue-waits-one = 1 person waits for it
# $count (String) - how many, more than one
catalogue-wait-many = { $count } people wait for it
catalogue-unit-weighed = kilo, but sold by the piece
catalogue-weighs = What does a piece weigh?
catalogue-weighs-hint = In kilos or grams, like 1.8 or 1800. If all are alike, fill in the first only. You weigh it when you hand it over, and the exact price is reckoned then.
catalogue-weighs-from = from
catalogue-weighs-to = to
catalogue-usual = Or pick it by its picture
usual-lavash = Lavash bread
usual-sangak = Sangak bread
usual-barbari = Barbari bread
usual-taftoon = Taftoon bread
usual-dough = Bread dough
usual-koloocheh = Koloocheh cookies
usual-dried-apple = Dried apple
usual-dried-orange = Dried orange
usual-dried-persimmon = Dried persimmon
usual-dried-kiwi = Dried kiwi
usual-dried-lemon = Dried lime
usual-herbs-ghormeh = Herbs for ghormeh
usual-herbs-ash = Herbs for soup
usual-herbs-kuku = Herbs for kuku
usual-fruit-leather = Plum leather
usual-apricot-leather = Apricot leather
usual-pomegranate-juice = Pomegranate juice
usual-chicks = Day-old chicks
usual-ducklings = Ducklings
usual-eggs = Farm eggs
usual-chicken = Farm chicken
usual-jam = Jam
usual-torshi = Pickles
usual-honey = Honey
usual-felt-bag = Felt bag
usual-crochet = Crochet tablecloth
catalogue-unit-planned = This good has a weekly plan or days to come, so its unit stays. End them first.
