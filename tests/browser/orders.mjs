// node orders.mjs --base URL --accounts FILE [--shots DIR]
// Ordering on phones, in Persian: a producer lists bread with a photo and gets an order; a buyer without an account reserves
// from two shops, sees how far it has come, and collects with four digits.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { walk } from './steps.mjs';

const { values: asked } = parseArgs({ options: {
  base: { type: 'string' }, accounts: { type: 'string' }, shots: { type: 'string', default: '.' } } });
const accounts = JSON.parse(fs.readFileSync(asked.accounts, 'utf8'));
const PHOTO = path.join(import.meta.dirname, '../../static/goods/barbari.jpg');

const GOOD = 'نان روغنی سفارشی';
const BUYER = { name: 'نرگس سفارش‌پور', phone: '۰۹۳۵ ۵۵۵ ۰۱۰۱' };

/** Puts something into the basket of another shop than the first, one that hands over at its door. */
async function takeFromAnotherShop(buyer) {
  await buyer.open('/goods');
  const goods = await buyer.page.$$eval('a.good:not(.is-gone):not(.is-ahead)', links => links.map(link => link.pathname));
  for (const good of goods) {
    await buyer.open(good);
    if ((await buyer.read('main', GOOD).catch(() => '')).includes(GOOD)) continue;
    await buyer.press('گذاشتن در سبد');
    const text = await buyer.page.evaluate(() => document.body.innerText);
    if (!text.includes('الان زمانی برای تحویل ندارد')) return;
  }
  throw new Error('no other shop hands over');
}

const STEPS = {
  async 'the producer lists bread with a photo'({ producer }) {
    await producer.signIn(accounts.producer.phone, accounts.producer.password);
    await producer.open('/my/goods/new');
    await producer.photo('گرفتن یا انتخاب عکس', PHOTO);
    await producer.type('نام کالا', GOOD);
    await producer.type('قیمت', '۳۰٬۰۰۰');
    await producer.choose('عدد', 'این قیمت برای هر');
    await producer.choose('نان', 'چه جور کالایی است؟');
    await producer.type('الان چقدر دارید؟', '۵');
    await producer.press('ثبت کالا');
    await producer.sees(`«${GOOD}» در فروشگاه شماست.`);
  },

  async 'the buyer puts three loaves and something of another shop into the basket'({ buyer }) {
    await takeFromAnotherShop(buyer);
    await buyer.open('/search?q=' + encodeURIComponent(GOOD));
    await buyer.press(GOOD);
    await buyer.type('چند عدد می‌خواهید؟', '۳');
    await buyer.press('گذاشتن در سبد');
    await buyer.sees(`${GOOD} در سبد شماست: ۳ عدد.`, '۹۰٬۰۰۰ تومان');
  },

  async 'without a name the form comes back, and with it both orders are placed'({ buyer }) {
    for (const first of await buyer.page.$$('.choices-list .choice:first-child')) await buyer.tap(first);
    await buyer.type('شمارهٔ موبایل', BUYER.phone);
    await buyer.pressRefused('ثبت سفارش');
    await buyer.sees('نامتان را بنویسید');
    if (await (await buyer.boxOf('شمارهٔ موبایل')).evaluate(e => e.value) !== BUYER.phone) throw new Error('the number that was typed is gone');
    await buyer.picture('basket');
    await buyer.type('نام', BUYER.name);
    await buyer.press('ثبت سفارش');
    await buyer.sees('سفارشتان ثبت شد.', 'منتظر جواب');
    const mine = await buyer.page.$$('main .rows a.row');
    if (mine.length !== 2) throw new Error(`${mine.length} orders instead of two`);
  },

  async 'two loaves are left for others'({ buyer }) {
    await buyer.open('/search?q=' + encodeURIComponent(GOOD));
    await buyer.press(GOOD);
    await buyer.sees('فقط ۲ عدد مانده');
  },

  async 'the producer accepts, and makes it ready'({ producer }) {
    await producer.open('/my');
    await producer.press('سفارش تازه');
    await producer.press('می‌پذیرم', BUYER.name);
    await producer.sees('برگردان');
    await producer.press('آماده شد', BUYER.name);
    await producer.picture('shop-orders');
  },

  async 'the buyer sees that it is ready, where, and the four digits'({ buyer, chain }) {
    await buyer.open('/orders');
    await buyer.press('آمادهٔ تحویل');
    await buyer.sees('سفارشتان آماده است.');
    chain.pin = (await buyer.read('.pin', '')).trim();
    if (!/^[۰-۹]{4}$/.test(chain.pin)) throw new Error(`the code reads ${chain.pin}`);
    await buyer.picture('order-ready');
  },

  async 'the producer finds it by the digits and hands it over'({ producer, chain }) {
    await producer.open('/my/orders');
    await producer.type('کد تحویل خریدار', chain.pin);
    await producer.press('پیدا کن');
    await producer.sees(`سفارش ${BUYER.name}`, `۳ عدد`);
    await producer.choose('نقد');
    await producer.press('تحویل دادم');
    await producer.sees('تحویل شد', 'همه پرداخت شده است.');
    await producer.picture('handed-over');
    await producer.open('/my/sales');
    await producer.sees(`۳ عدد ${GOOD}`.replace('عدد ', ''));
  },

  async 'the buyer sees that it was collected'({ buyer }) {
    await buyer.open('/orders');
    await buyer.press('تحویل شد');
    await buyer.sees('تحویل شد', 'ممنون از خریدتان.');
  },
};

await walk(asked, STEPS, ['producer', 'buyer']);
