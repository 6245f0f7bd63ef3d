grants-kind-asset = Equipment
grants-kind-loan = Loan
grants-kind-training = Training
grants-holder-depot = In the depot
grants-holder-repair = In repair
grants-holder-lost = Lost
grants-holder-disposed = Out of use
grants-condition-new = New
grants-condition-good = Good
grants-condition-worn = Worn
grants-household-elsewhere = A household outside your area
grants-no-serial = No serial number
grants-no-maker = Maker unknown
grants-cancel = Never mind
grants-list-title = Equipment
grants-list-lead = Who holds each machine, and since when.
grants-list-empty = No machine is registered yet
grants-list-empty-text = Register a machine on a household's page, or bring in the office's list at once.
grants-list-import = Bring in a list
grants-card-cost = Cost
grants-card-serial = Serial number
grants-card-maker = Maker
grants-card-acquired = Bought on
grants-card-holder = Where it is
grants-card-payers = Who paid how much
grants-card-payer = Payer
grants-card-amount = Amount
grants-card-share = Share
grants-card-total = Total
grants-card-own = The household
grants-card-other = Others
# $number (String) - the grant's number
grants-card-grant = Grant { $number }
grants-card-history = Who has held it
grants-card-void = Taken back the same day; this handing over does not count.
grants-card-moved-on = It went elsewhere the same day.
grants-card-elsewhere = If the machine is to go to the neighbourhood of another caseworker, the supervisor of both neighbourhoods takes it back and hands it over.
# $from (String) - a date
# $to (String) - a date
grants-card-from-to = { $from } to { $to }
# $from (String) - a date
grants-card-from = Since { $from }
grants-card-waiting = In the depot, ready to be handed over
# $name (String) - the household
grants-card-declined = { $name } declined it
# $name (String) - who gave it for the office
grants-card-giver = Given by: { $name }
# $number (String) - which photo
grants-card-photo = Photo { $number }
grants-card-sheet = Signed sheet
# $name (String) - the witness
grants-card-witness = Witness: { $name }
# $condition (String) - a word
grants-card-condition = Condition: { $condition }
grants-card-uses = Who else works with it
grants-card-uses-none = Only the holder.
grants-card-uses-nobody = No household holds the machine now.
grants-card-use-end = End the right
grants-card-hand-over = Hand over
grants-card-take-back = Take back or repair
grants-card-move = Repair, loss or out of use
grants-card-use-right = Let another use it
grants-earned = Net sales
grants-earned-total = Of all households and months
grants-earned-to-households = Of this, sold to another household of the programme
grants-earned-output = Output of the programme, without these
# $unit (String) - the unit of money
grants-earned-households-caption = All months, household by household, in { $unit }
grants-earned-note = The sum over all sellers, less what came back, by the agreed shares. Sales are not income.
grants-earned-none = No sale was written down in the last twelve months.
# $unit (String) - the unit of money
grants-earned-caption = Last twelve months, in { $unit }
grants-earned-month = Month
grants-earned-household = Household
grants-choose-title = To which household?
grants-choose-search = Name of the household
grants-choose-go = Search
grants-choose-granted = This machine was granted for this household
grants-choose-elsewhere = Only the households of your own neighbourhoods are here. To move the machine to another one, ask the supervisor of both neighbourhoods to record the handing over.
grants-choose-none = No household of this name was found.
# $name (String) - the household
grants-hand-over-title = Hand over to { $name }
grants-hand-over-other = Another household
# $name (String) - the household that holds it
grants-hand-over-from = { $name } has it now; this handover takes it from them.
grants-hand-over-unasked = Ask the income before support first.
grants-hand-over-receiver = Who received it?
grants-hand-over-receiver-missing = Say who received it.
grants-hand-over-date = Day of the handover
grants-hand-over-condition = Condition
grants-hand-over-condition-missing = Say in which condition the machine is.
grants-hand-over-giver = Who gave it for the office?
grants-hand-over-giver-hint = If it was you, leave this empty.
# $count (String) - how many
grants-hand-over-photos-many = Choose at most { $count } here.
grants-hand-over-photos = Photos of the machine
# $count (String) - how many
grants-hand-over-photos-hint = At most { $count }. They stay in the case file and are never shown in the shop.
grants-hand-over-photos-lost = The photos that you chose were not kept. Please choose them again.
grants-hand-over-sheet = Photo of the signed sheet
grants-hand-over-sheet-hint = The whole sheet, so that the signatures can be read.
grants-hand-over-photo-wrong = One of these files is no photo, or it could not be read. Choose another one.
grants-hand-over-photo-large = One of these photos is too large. Take an ordinary one with the phone's camera.
grants-hand-over-photo-small = One of these photos is too small. Take a clearer one.
grants-hand-over-photo-busy = Many photos arrive just now. Try again in a moment.
grants-hand-over-witness = Name of a witness
grants-hand-over-terms = Terms
grants-hand-over-accepted = Were the terms accepted?
grants-hand-over-accepted-missing = Say whether the terms were accepted.
grants-hand-over-yes = Yes, and received
grants-hand-over-no = No, declined
grants-hand-over-no-note = Stays on record; the machine stays where it is
grants-hand-over-go = Record the handover
grants-hand-over-done = The handover is recorded.
grants-hand-over-declined = It is recorded that it was declined. The machine is where it was.
grants-hand-over-nobody = This household has no member today. Add one first.
grants-terms-text = Until the end of the agreement the machine is the office's property in the household's keeping. The household takes care of it and does not sell it, pawn it or pass it on without telling the office. It reports damage and loss soon. If the machine stays idle or the household does not wish to go on, the office takes it back after talking it over. Sales are written down to see what the work brings, and take nothing from other support.
grants-take-back-title = Take back, repair, loss
grants-take-back-undoes = This machine was handed over today. Taken back today, that handing over does not count, and stays on record with the reason you write. You can then hand it over to the right household today.
grants-take-back-to = Where does it go?
grants-take-back-depot = Depot
grants-take-back-depot-note = Ready for another household
grants-take-back-repair = Repair
grants-take-back-lost = Lost or stolen
grants-take-back-disposed = Out of use
grants-take-back-disposed-note = It does not come back
grants-take-back-date = From which day
grants-take-back-reason = Why?
grants-take-back-go = Record
grants-take-back-done-depot = The machine is back in the depot.
grants-take-back-done-repair = The machine went to repair.
grants-take-back-done-lost = It is recorded that the machine is lost.
grants-take-back-done-disposed = The machine is out of use.
# $name (String) - the household
grants-use-title = A right to use for { $name }
grants-use-starts = From which day
grants-use-last = Last day (if known)
grants-use-agreement = What did they agree on?
grants-use-agreement-hint = Such as: Monday and Tuesday mornings
grants-use-go = Record the right
grants-use-done = The right to use is recorded.
grants-use-ended = The right to use ends today.
grants-new-title = New grant
# $name (String) - the household
grants-new-for = For { $name }
grants-new-decision = Who approved it?
grants-new-decision-paper = It was approved on paper
# $date (String) - a date
grants-new-decision-known = Approved on { $date }
grants-new-programme = Programme
grants-new-paper = Number of the letter or minutes
grants-new-decided = Day of the approval
grants-new-awarded = Day of the grant
grants-new-number = The office's number of the grant
grants-new-number-hint = Leave it empty if there is none; we make one.
grants-new-kind = What is given?
grants-new-amount = Amount of the loan or training
grants-new-machine-part = If it is a machine
grants-new-money-part = If it is a loan or training
grants-new-machine = Kind of machine
grants-new-maker = Maker
grants-new-serial = Serial number
grants-new-serial-hint = It stands on the machine's plate; leave it empty if there is none.
grants-new-cost = Whole cost of the machine
grants-new-own = Paid by the household
grants-new-other = Paid by others
grants-new-other-hint = A donor or another office. This grant pays the rest.
grants-new-acquired = Bought on
grants-new-go = Record the grant
grants-new-done = The grant is recorded.
grants-new-done-machine = The grant and the machine are recorded. The machine waits in the depot.
grants-propose-link = Propose to the supervisor
grants-propose-title = Propose a grant
grants-propose-lead = The supervisor sees it and decides.
grants-propose-amount = Amount
grants-propose-reason = Why this grant?
grants-propose-go = Send to the supervisor
grants-propose-done = The proposal was sent to the supervisor.
# $number (String) - the grant's number
grants-grant-title = Grant { $number }
grants-grant-amount = Amount
grants-grant-programme = Programme
grants-grant-institution = Institution
grants-grant-awarded = Day of the grant
grants-grant-decided = Approved
# $date (String) - a date
# $paper (String) - the number of the paper
grants-grant-decided-paper = { $date }, letter { $paper }
grants-grant-shares = Shares of households
grants-grant-shares-fixed = The shares stay as they were given, so that they always make a whole. If a household leaves, its share stays on record.
grants-grant-machines = Machines of this grant
grants-grant-machines-none = No machine belongs to this grant.
# $amount (String) - money
grants-grant-paid = From this grant: { $amount }
grants-baseline-title = Income before support
grants-baseline-lead = Asked once, before the machine is handed over. Rough figures are fine; the months must add up to 12.
grants-baseline-taken = Day of the question
grants-baseline-grant = For which grant?
grants-baseline-grant-none = Before any grant
grants-baseline-good = Good months
grants-baseline-average = Ordinary months
grants-baseline-bad = Bad months
grants-baseline-count = How many months?
grants-baseline-income = Income in such a month
grants-baseline-closed = How many months without work?
grants-baseline-closed-months = Months without work
grants-baseline-other = Other income of the household in a month
grants-baseline-other-hint = Pension, subsidy, wages, help from others
grants-baseline-go = Record
grants-baseline-done = The income before support is recorded.
grants-decisions-title = Decisions
grants-decisions-lead = Proposals that wait for you.
grants-decisions-empty = No proposal is waiting
# $name (String) - the caseworker
# $date (String) - a date
grants-decisions-by = Proposed by { $name }, { $date }
grants-decisions-own = This is your own proposal; another person decides.
grants-decisions-approve = Approve
grants-decisions-refuse = Refuse
grants-decisions-approved = Approved.
grants-decisions-refused = Refused.
grants-decisions-late = Somebody decided before you.
grants-decisions-reason = Why?
grants-decisions-reason-note = (needed for refusing)
grants-decisions-reason-missing = Write why you refuse; the caseworker has to know.
grants-form-long = This is too long; please shorten it.
grants-form-choose = Choose one.
grants-form-date = This date is not right. Look at the day, the month and the year.
# $unit (String) - the unit of money
grants-form-unit = Write the amount in { $unit }.
# $what (String) - the field
grants-form-amount = { $what }: write the amount in digits.
# $what (String) - the field
grants-form-amount-zero = { $what }: write an amount above zero.
# $what (String) - the field
grants-form-amount-large = { $what }: this amount is too large. Look at the zeros.
grants-form-paper = Write the number of the letter or minutes.
grants-form-reason = Say why in one sentence.
grants-form-agreement = Write when and how it will be used.
# $months (String) - which months
grants-form-months = { $months }: write a number from 0 to 12.
grants-form-nothing-granted = The household and others pay no less than the cost; nothing is left for the grant.
grants-refused-future = This day is still to come.
grants-refused-today = The machine was handed over to another household today. If that was a mistake, take it back to the depot first; then hand it over again today.
# $date (String) - a date
grants-refused-early = The present holder has had the machine since { $date }. Write a later day.
# $date (String) - a date
grants-refused-not-yet = The machine is in the depot since { $date }. Write that day or a later one.
grants-refused-same = The machine is there already.
grants-refused-gone = This machine is out of use for good.
grants-refused-used = Another household with a right to use this machine sold goods that it made on or after this day. Write a day after the last production.
grants-refused-nobody = No household has this machine now. Hand it over to one first.
grants-refused-before = A proposal of this programme for this household was refused. Send a new proposal, so that the supervisor looks again.
grants-refused-produced = Goods made with this machine on or after this day were sold. Write a day after the last production.
grants-refused-produced-today = Goods made with it were sold today; it can be taken back from tomorrow on.
grants-refused-use-right = This household has a right to use this very machine. End that first.
grants-refused-baseline = The income before support was asked after this day. Look at the day of the handover.
grants-refused-household = This household is not one of yours.
grants-refused-own-paper = This is a large grant, and you recorded its decision on paper. A colleague or the supervisor must hand over the machine.
grants-refused-receiver = The receiver was no member of this household on that day.
grants-refused-dates = It ends before it starts.
grants-refused-holder = The household holds the machine itself in these days.
grants-refused-overlap = The household has a right to use it in these days.
grants-refused-over = This right is over already.
grants-refused-programme = This programme is another institution's.
grants-refused-approval = No approval was found for this household. Choose again.
grants-refused-spent = A grant was recorded on this approval before. Propose anew for another grant.
# $kind (String) - the kind of grant that was approved
grants-refused-other-kind = What was approved is “{ $kind }”. Choose that, or propose anew.
# $amount (String) - the approved amount with its unit
grants-refused-over-approved = Up to { $amount } was approved. Write a smaller amount, or propose anew.
grants-refused-award-date = The day of the grant must not be before the approval or after today.
grants-refused-number = Another grant has this number.
grants-refused-shares = The shares must add up to a hundred percent.
grants-refused-kind = This kind of machine is not known.
grants-refused-serial = A machine of this maker and serial number is registered already.
# $paid (String) - money
# $cost (String) - money
grants-refused-unbalanced = The payments are { $paid } and the cost is { $cost }; they must be the same.
grants-refused-over-grant = The grant has not so much money left.
# $count (String) - a number
grants-refused-twelve = The months add up to { $count }; they must be 12.
grants-refused-told = This was asked before. If it is wrong, correct it on the household's page.
grants-refused-after-handover = The machine was handed over before this day; income before support is asked before the handover.
grants-refused-grant = The household has no share in this grant.
grants-import-title = Bring in a list
grants-import-lead = Give the office's list as it is. You first see what it would do; nothing is recorded before you confirm.
grants-import-file = File of the list
grants-import-file-hint = Excel (xlsx) or CSV. The columns are known by their names; a column of money must name its unit, such as "Cost (rial)".
grants-import-paper = A list is for machines that were approved and handed over before, so the limit of decisions on paper does not hold for it. When it is recorded, the supervisor is told how many grants it holds and their sum.
grants-import-area = Neighbourhood
grants-import-area-hint = For rows that name none
grants-import-try = See what it would do
grants-import-past = Earlier lists
# $count (String) - a number of rows
grants-import-rows = { $count } rows recorded
grants-import-undone = Taken back
grants-import-undo = Take back
grants-import-undo-done = All rows of this list were taken back.
# $row (String) - the number of a row
grants-import-undo-touched = Row { $row } of this list has been used since; nothing was taken back.
grants-import-trial-title = Before it is recorded
grants-import-trial-lead = Nothing is recorded yet.
# $moment (String) - day and hour
grants-import-trial-at = Checked: { $moment }. The rows are checked once more when they are recorded.
grants-import-new = New rows
grants-import-households = New households
grants-import-known = Known already
grants-import-bad = To be mended
# $count (String) - a number of rows
grants-import-confirm = Record { $count } rows
grants-import-nothing = There is no new row to record.
grants-import-troubles = These rows are not recorded
grants-import-troubles-lead = Mend them in the file and give the same file again; recorded rows are not recorded twice.
grants-import-row = Row
# $row (String) - the number of a row
grants-import-row-number = Row { $row }
grants-import-column = Column
grants-import-what = What to do
grants-import-remarks = Look at these once
grants-import-good = These rows are right
# $unit (String) - the unit of money
grants-import-good-caption = Amounts in { $unit }
# $count (String) - how many rows are not shown
grants-import-good-more = and { $count } more rows
grants-import-name = Household
grants-import-state = State
grants-import-fresh = New
# $count (String) - a number of rows
grants-import-done = { $count } rows were recorded.
grants-file-missing = Choose the file.
grants-file-empty = This file is empty.
grants-file-broken = This Excel file could not be opened. Open it in Excel and save it again.
grants-file-not-a-list = This file is no list. Give an Excel file (xlsx) or CSV.
grants-file-old-excel = This is an old Excel file. Choose "Save as" in Excel and then xlsx.
grants-file-archive = This Excel file is damaged or not safe. Open it in Excel and save it again.
grants-file-rows = The list has more than 5,000 rows. Cut it into parts.
grants-file-header = The row with the names of the columns was not found. It must stand above the list.
# $column (String) - the name of a column
grants-file-column-missing = There is no column "{ $column }".
# $column (String) - the name of a column
grants-file-column-twice = There are two columns for "{ $column }". Rename one.
# $column (String) - the name of a column
grants-file-unit = The unit of money of "{ $column }" is not clear. Write rial or toman in its name.
grants-file-mixed = The columns of money have different units. Make all of them rial or all toman.
grants-column-name = Name
grants-column-given-name = Given name
grants-column-family-name = Family name
grants-column-national-id = National ID
grants-column-mobile = Mobile
grants-column-address = Address
grants-column-area = Neighbourhood
grants-column-programme = Programme
grants-column-decided = Date of the decision
grants-column-paper = Number of the minutes
grants-column-grant-number = Grant number
grants-column-kind = Machine
grants-column-maker = Maker
grants-column-serial = Serial number
grants-column-cost = Cost
grants-column-own = Paid by the household
grants-column-other = Paid by others
grants-column-acquired = Date of purchase
grants-column-handed = Date of the handover
grants-column-witness = Witness
grants-trouble-empty = It is empty; fill it in.
grants-trouble-name = Write both the given and the family name.
grants-trouble-id-shape = A national ID has 10 digits.
grants-trouble-id-check = One of the digits of the national ID is wrong.
grants-trouble-kind = This machine is not known: oven, mixer, incubator, chopper, press or dryer.
grants-trouble-kind-two = Two machines in one cell; write a row for each.
grants-trouble-amount = This is no amount; write it in digits.
grants-trouble-unit = The unit of this amount is not that of the column.
grants-trouble-nothing = The household pays no less than the cost; nothing is left for the grant.
grants-trouble-date = This date is not right; write the year with four digits, such as 1404/5/2.
grants-trouble-no-such-day = The calendar has no such day; look at the day and the month.
grants-trouble-future = This day is still to come.
grants-trouble-order = The dates are out of order: decision first, then purchase, then handover.
grants-trouble-area = This neighbourhood is not one of yours.
grants-trouble-programme = This programme is not one of your institution's.
grants-trouble-name-differs = This national ID is registered under another name; look at the name or the number.
grants-trouble-business = This person has a registered home business. Open a case file for it first.
grants-trouble-elsewhere = This person is registered elsewhere.
grants-trouble-serial = A machine of this maker and serial number is registered with another household.
grants-trouble-number = This grant number was recorded before.
grants-trouble-member = The handover is before the day this person joined the household.
grants-trouble-refused = This row was not accepted; record it by hand.
grants-remark-id = The leading zeros of the national ID were lost and put back; compare it with the card.
grants-remark-mobile = The mobile number could not be read and is left out.
grants-remark-serial = The machine has no serial number.
# $recorded (String)
# $said (String)
grants-remark-cost = This machine is recorded at { $recorded }; the list's { $said } is not recorded.
grants-remark-record = This machine is recorded with other shares or dates; what the list says is not recorded.
# $rows (String) - rows entered
# $households (String) - new households
# $known (String) - rows known already
grants-console-entered = { $rows } rows entered, { $households } new households; { $known } rows were known already.
# $rows (String) - rows that would be entered
# $households (String) - new households
# $known (String) - rows known already
grants-console-tried = This was a trial and nothing was entered. { $rows } rows would be entered, { $households } new households; { $known } rows are known already.
# $row (String) - the number of the row
# $column (String) - the name of the column
# $sentence (String) - what is wrong and what to do
grants-console-bad = Row { $row }, column “{ $column }”: { $sentence }
# $row (String) - the number of the row
# $sentence (String) - what was put right
grants-console-remark = Row { $row }: { $sentence }
# $command (String) - the command that takes it back
grants-console-undo = To take this list back: { $command }
grants-console-unknown = There is no such list, or it was taken back before.
grants-trouble-file-closed = The file of this household is closed. Open it first.
grants-baseline-correct = Correct the income before support
grants-baseline-correct-lead = From now on this is what counts. What was written before stays in the file.
grants-baseline-correct-reason = Why do you correct it?
grants-baseline-correct-go = Record the correction
grants-baseline-corrected = The income before support is corrected.
grants-refused-corrected = This was corrected before. Go back to the household's file and correct what was written last.
