casework-income-title = Income, month by month
# $unit (String) - the unit of money
casework-income-caption = Latest months, in { $unit }
casework-net-sales = Net sales
casework-mixed-income = Net income
casework-nothing-written = Nothing written down
casework-no-costs = None written down
# $from (String) - the first month
# $until (String) - the last month
casework-from-until = { $from } to { $until }
casework-income-note = Net income is sales and own use less costs, as written in the book, before the wear of the machines. Sales are not income.
casework-before-after-title = Before and after, not effect of the programme
casework-before-after-untold = The income before support was not asked, so there is nothing to compare with.
casework-before-after-mean = More than before in a month, on average
casework-before-after-none = No month counted yet
casework-before-after-counted = Months counted
casework-before-after-missing = Past months with nothing written down
casework-before-after-to-come = Months not over yet
# $from (String) - the fourth month after the handing over
# $until (String) - the fifteenth
casework-before-after-note = The fourth to the fifteenth month after the handing over, { $from } to { $until }: the net income of each month less a mean month before support, in the money of the time, rising prices not taken out. What is not in the book is not counted.
casework-by-machine = Net sales of each machine in twelve months
casework-by-grant = Net sales of each grant in twelve months
casework-sum = Sum
casework-own-means = Own means
casework-own-payment = Paid by the household
casework-other-payment = Paid by others
casework-other-machine = Another machine
casework-other-grant = Another grant
# $number (String) - the number of the grant
casework-grant-column = Grant { $number }
casework-machines = Machines
casework-no-machines = No machine is with this household.
# $from (String) - the first day
casework-holds-since = In its keeping since { $from }
# $from (String) - the first day
# $until (String) - the day it ended
casework-held = Answered for it from { $from } to { $until }
# $from (String) - the first day
casework-uses-since = May use it since { $from }
# $from (String) - the first day
# $until (String) - the day it ended
casework-used = Might use it from { $from } to { $until }
casework-grants = Grants
casework-no-grants = No grant yet.
casework-grant-asset = Equipment
casework-grant-loan = Loan
casework-grant-training = Training
casework-goods = Goods and the shares of the machines
casework-no-goods = This household has listed no goods yet.
casework-weights = Shares
casework-no-weights = The shares of the machines are not written yet.
# $machine (String) - the machine, or own means
# $share (String) - its share in percent
casework-share = { $machine } { $share }
casework-baseline = Income before support
casework-no-baseline = Not asked yet. Ask before the machine is handed over.
casework-baseline-taken = Asked on
casework-baseline-month = Mean income of the work in a month
# $months (String) - how many of the twelve months were good
casework-baseline-good = Good months ({ $months }), each
# $months (String) - how many of the twelve months were ordinary
casework-baseline-average = Ordinary months ({ $months }), each
# $months (String) - how many of the twelve months were bad
casework-baseline-bad = Bad months ({ $months }), each
casework-baseline-closed = Months without work
casework-baseline-other = Other income a month
# $from (String) - a date
casework-member-since = Member since { $from }
casework-members-left = Former members
casework-members = Members
# $relation (String) - what the person is to the household
# $id (String) - the national ID, all but its last digits hidden
casework-member-note = { $relation }, national ID { $id }
casework-member-end = No longer in this household
casework-member-end-text = What was sold until today stays as it is.
# $name (String)
casework-member-end-go = End the stay of { $name }
casework-sells = Sells
casework-relation-head = Head of the household
casework-relation-spouse = Spouse
casework-relation-child = Child
casework-relation-parent = Parent
casework-relation-sibling = Brother or sister
casework-relation-other = Member
casework-grant-new = New grant
casework-baseline-new = Income before support
casework-baseline-another = Record income for another grant
casework-member-new = New member
casework-invite = Card to sign in
casework-steps = What comes next
casework-step-grant = Grant
casework-step-handover = Handover of the machine
casework-parts = Parts of this page
casework-machine-left = Its machine is gone; new shares are needed
casework-stall = Stall
casework-chart-title = Net income before and after, by month. Not the effect of the programme.
# $amount (String)
casework-chart-most = Highest bar: { $amount }
# $amount (String)
casework-chart-loss = Greatest loss: { $amount }
casework-chart-note = This chart shows only before and after support, not the effect of the programme.
casework-before = Before
casework-key-before = An average month before support
casework-key-loss = Loss: costs above income
casework-key-handover = First machine
casework-rows-all = Every row of the book
# $what (String) - the machine, the grant, or who paid
casework-rows-of = Share of { $what } in sales
# $what (String) - which rows
# $month (String) - the month
casework-rows-in = { $what }, { $month }
# $unit (String) - the unit of money
casework-rows-caption = Amounts in { $unit }; costs and what was taken back stand with a minus
# $unit (String) - the unit of money
casework-rows-caption-costs = Amounts in { $unit }; a cost that was taken back stands with a minus
casework-rows-what = Row
casework-rows-day = Day
casework-rows-amount = Amount
casework-rows-part = Part of this figure
casework-rows-number = Ledger number
casework-rows-sum = Sum of all these rows
casework-kind-sale = Sale
casework-kind-return = Came back
casework-kind-void = Sale taken back
casework-kind-cost = Cost
casework-kind-cost-reversal = Cost taken back
# $what (String) - a cost, or one taken back
# $category (String) - what it was for
casework-cost-for = { $what }, { $category }
casework-kind-own-use-reversal = Home use taken back
casework-sale-title = Write a sale down
casework-sale-lead = The household sees that you wrote it.
casework-sale-good = What was sold?
# $name (String) - the name of the good
# $left (String) - what is left, with its unit
casework-sale-good-option = { $name } ({ $left } left)
casework-sale-good-missing = Choose what was sold.
casework-sale-quantity = How many or how much?
casework-sale-seller = Who sold?
casework-sale-seller-missing = Choose who sold.
casework-sale-day = On which day?
casework-sale-day-wrong = This date is not right. Look at the day, the month and the year.
casework-sale-buyer = Did another household of the programme buy it?
casework-sale-buyer-hint = Write the name or the code of its shop. The purchase becomes a cost in that household's book, and is not counted twice in the output of the programme.
casework-sale-buyer-none = None of your households has a shop of this name or code.
# $shops (String) - shops with their codes
casework-sale-buyer-many = Several shops fit this name: { $shops }. Write the code of one.
# $name (String) - the name of a shop
# $code (String) - its code
casework-sale-buyer-shop = { $name } (code { $code })
casework-sale-done = The sale is written down for the household.
casework-sale-undo = Take back
casework-sale-undone = The sale is taken back. The household sees that you did it.
casework-institution = Institution
casework-caseworker = Caseworker
casework-registered-on = File opened on
casework-earner = In work
casework-national-id-repaired = Compare the national ID with the card
casework-month-by-month = Month by month
# $what (String)
# $month (String)
casework-rows-since = { $what }, since { $month }
casework-proposals = Proposals
# $kind (String) - the kind of grant
# $amount (String) - the amount with its unit
casework-proposal = { $kind }, { $amount }
# $date (String) - the day it was sent
casework-proposal-sent = Sent on { $date }
casework-proposal-waits = Waits for a decision
# $date (String) - the day of the decision
casework-proposal-approved = Approved on { $date }
# $date (String) - the day of the decision
casework-proposal-refused = Refused on { $date }
# $reason (String) - what the supervisor wrote
casework-proposal-reason = Reason: { $reason }
casework-sale-amount = What did they get in all?
casework-member-correct = Correct
casework-history = History of the file
# $date (String) - the day on which it was done
# $name (String) - who did it
casework-history-by = { $date }, { $name }
# $reason (String) - why, as it was typed
casework-history-reason = Reason: { $reason }
# $fields (String) - what was corrected, with commas
# $name (String) - whose it is
casework-history-corrected = { $name }: { $fields } corrected
# $name (String) - a member
casework-history-new-card = A new sign-in card for { $name }
# $name (String)
casework-history-new-head = { $name } became the head
casework-history-closed = The file was closed
casework-history-reopened = The file was opened again
casework-history-looked = What is masked was looked at, for a reason
# $day (String) - the first day of the next caseworker
casework-next-caseworker = Caseworker from { $day }
# $day (String) - the day on which the file was closed
casework-closed = This file was closed on { $day }. It can be read; to write in it, open it again first.
casework-baseline-correct = Correct the income
casework-baseline-corrected = Before the correction
casework-baseline-corrected-note = This was corrected and does not count.
casework-baseline-why = Reason of the correction
casework-baseline-by = Corrected by
casework-income-earlier = Earlier months
# $unit (String) - the unit of money
casework-income-earlier-caption = The months before, in { $unit }
casework-attribution-title = Sales by machine and grant, month by month
casework-attribution-lead = The last twelve months. Each sale is divided by the shares agreed with the household.
# $unit (String) - the unit of money
casework-by-machine-caption = Net sales by machine, in { $unit }
# $unit (String) - the unit of money
casework-by-grant-caption = Net sales by grant, in { $unit }
casework-sale-weight-hint = Only for a good that is sold by the piece and charged by the kilo; in kilos or grams.
