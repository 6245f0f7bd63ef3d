// node market.mjs --base URL --accounts FILE [--shots DIR]
// A market day on phones, in Persian: a manager draws, opens, tries, changes by hand, publishes and prints; a producer asks by
// touching the plan and reads the answer with its reason. The list of the day without a network is the other journey's.
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
    await manager.press('باز کردن روز بازار');
    await manager.date('کدام روز؟', DAY);
    await manager.press('باز کردن روز بازار');
    await manager.sees('۱ روز بازار باز شد.');
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
    await manager.press('با این حال جابه‌جا کن');
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

  async 'the manager prints the plan on one sheet and the lists behind it'({ manager }) {
    await manager.press('چاپ نقشه');
    await manager.picture('paper');
    const pdf = path.join(asked.shots, 'market-plan.pdf');
    await manager.page.pdf({ path: pdf, preferCSSPageSize: true });
    const told = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' });
    const size = told.match(/Page size:\s+([\d.]+) x ([\d.]+)/).slice(1).map(Number);
    if (size[0] < size[1]) throw new Error(`the plan does not lie on its side: ${size}`);
    const sheet = execFileSync('pdftotext', ['-l', '1', pdf, '-'], { encoding: 'utf8' });
    for (const number of ['۱', '۳۶', '۹۱', '۹۳']) if (!sheet.match(/[۰-۹]+/g).includes(number)) throw new Error(`stall ${number} is not on the first sheet`);
    if (!sheet.includes('بسته')) throw new Error('what the cells mean does not stand on the first sheet');
  },
};

await walk(asked, STEPS, ['manager', 'producer']);
