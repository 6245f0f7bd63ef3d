// node market.mjs --base URL --accounts FILE [--shots DIR]
// Two market days on phones, in Persian: a manager draws, opens, tries, publishes, changes by hand what was published, publishes
// again and prints, on A4 and, with many stalls, on A3; a producer asks by touching the plan and reads where she stands and where she
// was moved to, and her neighbour, on the other day, why there was nothing. The list of the day without a network is the other journey's.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { solar, walk } from './steps.mjs';

const { values: asked } = parseArgs({ options: {
  base: { type: 'string' }, accounts: { type: 'string' }, shots: { type: 'string', default: '.' } } });
const accounts = JSON.parse(fs.readFileSync(asked.accounts, 'utf8'));

const SITE = 'بازارچهٔ محلی هفده شهریور';
const ROW = 'کنار جوی';
const DAY = solar(47);
const ON = `${DAY.day} ${DAY.month}`;
// Another family of the demo, which holds no stall of its own.
const NEIGHBOUR = `${accounts.producer.phone.slice(0, -1)}2`;
const LATER = solar(54);
const ON_LATER = `${LATER.day} ${LATER.month}`;

/** Opens a market day from the page of the site. */
async function openDay(manager, day) {
  await manager.press('باز کردن روز بازار');
  await manager.date('کدام روز؟', day);
  await manager.press('باز کردن روز بازار');
  await manager.sees('۱ روز بازار باز شد.');
}

/** Prints the page that is open; gives the size of its sheets in points and the words of the first. */
async function print(manager, name) {
  const pdf = path.join(asked.shots, `${name}.pdf`);
  await manager.page.pdf({ path: pdf, preferCSSPageSize: true });
  const told = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' });
  const size = told.match(/Page size:\s+([\d.]+) x ([\d.]+)/).slice(1).map(points => Math.round(Number(points)));
  return { size: size.join(' x '), sheet: execFileSync('pdftotext', ['-l', '1', pdf, '-'], { encoding: 'utf8' }) };
}

const STEPS = {
  async 'the manager draws a row, is told of a number that is taken, and loses nothing'({ manager }) {
    await manager.signIn(accounts.market_manager.phone, accounts.market_manager.password);
    await manager.press(SITE);
    await manager.press('کشیدن غرفه‌ها');
    await manager.choose('ردیف تازه');
    await manager.type('نام ردیف', ROW);
    await manager.type('چند غرفه؟', '۳');
    await manager.type('شمارهٔ اولین غرفه', '۳۶');
    await manager.type('پهنای هر غرفه، به سانتی‌متر', '۳۰۰');
    await manager.pressRefused('ردیف را اضافه کن');
    await manager.sees('غرفهٔ ۳۶ از قبل روی نقشه هست. شمارهٔ دیگری بنویسید.');
    if (await (await manager.boxOf('نام ردیف')).evaluate(e => e.value) !== ROW) throw new Error('the name that was typed is gone');
    await manager.type('شمارهٔ اولین غرفه', '۹۱');
    await manager.press('ردیف را اضافه کن');
    await manager.sees('ردیف اضافه شد.', `ردیف ${ROW}`);
    await manager.picture('drawn');
  },

  async 'the manager opens a market day'({ manager }) {
    await manager.press(SITE);
    await openDay(manager, DAY);
  },

  async 'the producer touches two stalls on the plan, the best first, and asks'({ producer }) {
    await producer.signIn(accounts.producer.phone, accounts.producer.password);
    await producer.open('/my/stall');
    await producer.press('عوض کردن درخواست', ON);
    await producer.press('۹۲');
    await producer.press('۹۱');
    await producer.sees('دلخواه ۱ غرفهٔ ۹۲', 'دلخواه ۲ غرفهٔ ۹۱');
    await producer.choose('فقط همین‌ها را می‌خواهم');
    await producer.choose('بدون برق', 'برق');
    await producer.choose('بدون پخت', 'پخت');
    await producer.untick('آب');
    await producer.picture('asked');
    await producer.press('ذخیرهٔ درخواست');
    await producer.sees('غرفه برای', 'خواسته شد.');
  },

  async 'the manager tries a plan and sees that she got her wish'({ manager, chain }) {
    await manager.press(ON);
    await manager.press('چیدن غرفه‌ها');
    await manager.sees('غرفه‌ها چیده شد. هنوز به کسی گفته نشده است.', 'این چیدمان هنوز اعلام نشده است.');
    await manager.choose('فهرست همهٔ غرفه‌ها');
    chain.name = (await manager.read('.stall-cell', '۹۲')).replace('۹۲', '').trim();
    if (chain.name === 'آزاد') throw new Error('nobody stands on the stall that was wished for');
    await manager.picture('tried');
  },

  async 'the manager moves her by hand, is told what that breaks, and runs the assignment again'({ manager, chain }) {
    await manager.press('۹۳');
    await manager.pressRefused('جابه‌جا کن', chain.name);
    await manager.sees('با این جابه‌جایی چه می‌شود؟', `${chain.name} غرفهٔ ۹۳ را نخواسته بود`);
    await manager.picture('breaks');
    await manager.press('با این حال انجام بده');
    await manager.sees('جابه‌جا شد. هنوز اعلام نشده است.');
    await manager.press('دوباره بچین');
    await manager.sees('غرفه‌ها چیده شد.');
  },

  async 'the manager publishes'({ manager }) {
    await manager.press('اعلام به');
    await manager.sees('اعلام شد و به', 'فروشنده خبر رفت.');
  },

  async 'the producer reads which stall is hers, and why'({ producer }) {
    await producer.open('/my/stall');
    const day = await producer.read('section', ON);
    if (!/غرفهٔ ۹۲ برای شماست/.test(day) || !/دلخواه شمارهٔ ۱ بود/.test(day)) throw new Error(`she reads: ${day}`);
    await producer.picture('answered');
  },

  async 'the manager moves her by hand on the published plan and publishes that'({ manager, chain }) {
    await manager.press('۹۳');
    await manager.pressRefused('جابه‌جا کن', chain.name);
    await manager.press('با این حال انجام بده');
    await manager.sees('جابه‌جا شد. هنوز اعلام نشده است.', 'مردم چیدمان قبلی را می‌بینند.');
    await manager.press('اعلام به');
    await manager.sees('اعلام شد و به ۱ فروشنده خبر رفت.');
    await manager.choose('همهٔ چیدمان‌های این روز');
    await manager.picture('versions');
  },

  async 'the producer is told of the new stall, and the message leads to the day'({ producer }) {
    await producer.open('/messages');
    await producer.press('غرفهٔ ۹۳', ON);
    const day = await producer.read('section', ON);
    if (!/غرفهٔ ۹۳ برای شماست/.test(day) || !/مدیر بازار/.test(day)) throw new Error(`she reads: ${day}`);
    await producer.picture('moved');
  },

  async 'the manager prints the plan on one sheet and the lists behind it'({ manager }) {
    await manager.press('چاپ نقشه');
    await manager.picture('paper');
    const { size, sheet } = await print(manager, 'market-plan');
    if (size !== '842 x 595') throw new Error(`the plan does not lie on an A4 sheet: ${size}`);
    for (const number of ['۱', '۳۶', '۹۱', '۹۳']) if (!sheet.match(/[۰-۹]+/g).includes(number)) throw new Error(`stall ${number} is not on the first sheet`);
    if (!sheet.includes('بسته')) throw new Error('what the cells mean does not stand on the first sheet');
  },

  async 'the manager draws a long row, opens another day, and its plan is printed on A3'({ manager, chain }) {
    await manager.open('/sites');
    await manager.press(SITE);
    await manager.press('کشیدن غرفه‌ها');
    await manager.choose('ردیف تازه');
    await manager.type('نام ردیف', 'کنار دیوار');
    await manager.type('چند غرفه؟', '۳۰');
    await manager.type('شمارهٔ اولین غرفه', '۲۰۱');
    await manager.type('پهنای هر غرفه، به سانتی‌متر', '۲۰۰');
    await manager.press('ردیف را اضافه کن');
    await manager.press(SITE);
    await openDay(manager, LATER);
    await manager.press(ON_LATER);
    chain.later = manager.page.url();
    await manager.press('چاپ نقشه');
    const { size, sheet } = await print(manager, 'market-plan-wide');
    if (size !== '1191 x 842') throw new Error(`the plan does not lie on an A3 sheet: ${size}`);
    for (const number of ['۱', '۹۳', '۲۰۱', '۲۳۰']) if (!sheet.match(/[۰-۹]+/g).includes(number)) throw new Error(`stall ${number} is not on the sheet`);
  },

  async 'a neighbour wishes only for a stall without the power she needs, and is asked whether she means it'({ neighbour }) {
    await neighbour.signIn(NEIGHBOUR, accounts.producer.password);
    await neighbour.open('/my/stall');
    await neighbour.press('انتخاب غرفه و امکانات', ON_LATER);
    await neighbour.choose('برق سه‌فاز', 'برق');
    await neighbour.press('۹۲');
    await neighbour.choose('فقط همین‌ها را می‌خواهم');
    await neighbour.sees('این را ندارد: برق سه‌فاز');
    await neighbour.pressRefused('غرفه می‌خواهم');
    await neighbour.sees('هیچ‌یک از غرفه‌های دلخواه به این کار نمی‌آید');
    await neighbour.picture('in-vain');
    await neighbour.press('همین را بفرست');
    await neighbour.sees('غرفه برای', 'خواسته شد.');
  },

  async 'the manager assigns the other day and publishes'({ manager, chain }) {
    await manager.open(chain.later);
    await manager.press('چیدن غرفه‌ها');
    await manager.picture('refusals');
    await manager.press('اعلام به');
    await manager.sees('اعلام شد و به');
  },

  async 'the neighbour reads that there was no stall, and why'({ neighbour }) {
    await neighbour.open('/messages');
    await neighbour.press('غرفه', ON_LATER);
    const day = await neighbour.read('section', ON_LATER);
    if (!/این بار غرفه نرسید/.test(day) || !/هیچ‌کدام به این کار نمی‌آید/.test(day)) throw new Error(`she reads: ${day}`);
    await neighbour.picture('refused');
  },
};

await walk(asked, STEPS, ['manager', 'producer', 'neighbour']);
