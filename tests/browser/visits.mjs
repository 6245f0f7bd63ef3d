// Requests without a browser: signing in, and finding real addresses for the list of pages by the links on them.
import fs from 'node:fs';
import path from 'node:path';

/** A person with a session, or a visitor without one. */
export class Visitor {
  constructor(base, cookie = '') {
    this.base = base;
    this.cookie = cookie;
  }

  static async signedIn(base, { phone, password }) {
    const visitor = new Visitor(base);
    const answer = await visitor.post('/sign-in', new URLSearchParams({ phone, password }));
    const cookie = answer.headers.getSetCookie().find(line => line.startsWith('session='))?.split(';')[0];
    if (!cookie) throw new Error(`${phone} could not sign in: status ${answer.status}`);
    visitor.cookie = cookie;
    return visitor;
  }

  get(where) {
    return fetch(this.base + where, { headers: { cookie: this.cookie }, redirect: 'manual' });
  }

  post(where, body) {
    return fetch(this.base + where, { method: 'POST', body, headers: { cookie: this.cookie, origin: this.base }, redirect: 'manual' });
  }

  /** The first link of a page that fits a pattern, with its query. */
  async link(where, pattern) {
    const text = await (await this.get(where)).text();
    const fits = expression(pattern);
    const links = [...text.matchAll(/(?:href|action|value)="([^"]*)"/g)].map(([, link]) => link.replaceAll('&amp;', '&').replace(this.base, ''));
    const found = links.find(link => fits.test(link.split(/[?#]/)[0]));
    if (!found) throw new Error(`no link to ${pattern} on ${where}`);
    return found.split('#')[0];
  }
}

/** A number may not be a word such as `new`; a code or token may be any word. */
const expression = pattern =>
  new RegExp(`^${pattern.replace(/\{(\w+)\}/g, (_, name) => (/^(category|code|token|market)$/.test(name) ? '[^/]+' : '\\d+'))}$`);

/** What has to be made before its page can be opened. */
const MAKE = {
  async card(people) {
    const phone = `0998${String(Date.now()).slice(-7)}`;
    const card = await people.admin.post('/admin/people/new', new URLSearchParams({ name: 'همکار تازه', phone, email: '' }));
    const [, token] = (await card.text()).match(/\/set-password\/([\w-]+)/) ?? [];
    return `/set-password/${token}`;
  },
  /** A coming day with its stalls assigned and published. */
  async move({ market_manager: manager }) {
    const site = await manager.link('/sites', '/sites/{site}');
    const day = await manager.link(site, '/days/{day}');
    await manager.post(`${day}/trial`, new URLSearchParams());
    const plan = (await (await manager.get(day)).text()).match(/name="run" value="(\d+)"><input type="hidden" name="revision" value="(\d+)"/);
    if (plan) await manager.post(`${day}/publish`, new URLSearchParams({ run: plan[1], revision: plan[2], close: 'yes' }));
    return manager.link(day, '/days/{day}/move');
  },
  /** The page of a stall, as the square of its label leads to it. */
  async label({ market_manager: manager }) {
    const site = await manager.link('/sites', '/sites/{site}');
    return manager.link(site, '/m/{market}/{number}');
  },
  /** The list of who came on the day on which the demo is looked at. */
  async today({ market_manager: manager }) {
    const site = await manager.link('/sites', '/sites/{site}');
    return `${await manager.link(site, '/days/{day}')}/check-in`;
  },
  /** A basket with a good of the demo's producer, whose door is open. */
  async basket({ producer, buyer }) {
    const shop = await producer.link('/my/shop', '/s/{code}');
    const good = (await buyer.link(shop, '/p/{code}')).split('/').pop();
    const answer = await buyer.post('/basket/add', new URLSearchParams({ good, quantity: '2' }));
    buyer.cookie = answer.headers.getSetCookie().find(line => line.startsWith('basket=')).split(';')[0];
    return '/basket';
  },
  /** An order placed from that basket, which the buyer's browser keeps for its own page. */
  async order({ buyer }) {
    const page = await (await buyer.get('/basket')).text();
    const [, time, choice] = page.match(/type="radio" name="(at-\w+)" value="([^"]+)"/);
    const [, idem] = page.match(/name="idem" value="([^"]+)"/);
    const [, price, seen] = page.match(/name="(p-\w+)" value="(\d+)"/);
    const answer = await buyer.post('/basket', new URLSearchParams({ idem, [time]: choice, [price]: seen, name: 'نرگس', phone: '09351234567', do: 'place' }));
    return answer.headers.get('location') ?? `/no-order-${answer.status}`;
  },
  /** Where a good of the demo's producer is wanted every week, and one that is. */
  async weekly({ producer, caseworker }) {
    const shop = await producer.link('/my/shop', '/s/{code}');
    return `${await caseworker.link(shop, '/p/{code}')}/weekly`;
  },
  async standing(people) {
    const weekly = await MAKE.weekly(people);
    const [, place] = (await (await people.caseworker.get(weekly)).text()).match(/name="place" value="([^"]+)"/);
    const answer = await people.caseworker.post(weekly, new URLSearchParams({ quantity: '2', place }));
    return answer.headers.get('location') ?? `/no-standing-order-${answer.status}`;
  },
  /** Where a review of the demo's producer is reported, and where her answer to it. */
  async review({ producer, visitor }) {
    return visitor.link(await producer.link('/my/shop', '/s/{code}'), '/reviews/{code}/report');
  },
  async answer({ producer, visitor }) {
    const review = await producer.link('/my/reviews', '/my/reviews/{review}');
    await producer.post(review, new URLSearchParams({ answer: 'سپاس که گفتید.' }));
    return visitor.link(await producer.link('/my/shop', '/s/{code}'), '/reviews/{code}/answer/report');
  },
  /** A batch of the first good that has one. */
  async batch({ producer }) {
    const goods = await (await producer.get('/my/goods')).text();
    for (const [, batches] of goods.matchAll(/href="([^"]*\/batches)"/g)) {
      const found = await producer.link(batches, '/my/batches/{good_batch}').catch(() => null);
      if (found) return found;
    }
    throw new Error('no good of /my/goods has a batch');
  },
  async upload(people) {
    const file = 'espiari-grants.csv', form = new FormData();
    const list = fs.readFileSync(path.join(import.meta.dirname, '../data', file));
    const page = await (await people.caseworker.get('/casework/imports')).text();
    for (const [, name, first] of page.matchAll(/<select[^>]* name="(\w+)".*?<option value="(\d+)"/g)) form.set(name, first);
    form.set('file', new Blob([list], { type: 'text/csv' }), file);
    const answer = await people.caseworker.post('/casework/imports', form);
    return answer.headers.get('location') ?? `/no-upload-${answer.status}`;
  },
};

/** The pages with their addresses, in Persian and in English, and what nothing links to. */
export async function addresses(base, people, pages) {
  const known = new Map(), all = [], problems = [];
  for (const page of pages) {
    const visitor = people[page.as];
    let where = page.path.replace(/\{(\w+)\}/g, (whole, name) => page.values?.[name] ?? whole);
    try {
      if (page.made) where = await MAKE[page.made](people);
      else if (page.beside) where = page.path.replace(page.beside, known.get(`${page.as} ${page.beside}`));
      else if (page.from) where = await visitor.link(known.get(`${page.as} ${page.from}`) ?? page.from, page.path);
    } catch (error) {
      problems.push(`${page.as}: ${error.message}`);
      continue;
    }
    if (page.query) where += `?${new URLSearchParams(page.query)}`;
    known.set(`${page.as} ${page.path}`, where);
    for (const lang of ['', '/en']) all.push({ ...page, url: base + lang + where, lang: lang ? 'en' : 'fa' });
  }
  return { all, problems };
}
