// node check-pages.mjs --base URL --accounts FILE [--only WORD] [--side N] [--shots DIR]
// Opens every page of pages.mjs on a phone of 360 px, in both languages, with script and without, light and dark, and says what is wrong.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { STEADY_PHONE, listen, prefer, settle, withBrowser } from './chromium.mjs';
import { PAGES, completeness } from './pages.mjs';
import { complaintsInPage, complaintsWithoutScript, overflowAt } from './reading.mjs';
import { Visitor, addresses } from './visits.mjs';
import { loadAndWeigh } from './weight.mjs';

const { values: asked } = parseArgs({ options: {
  base: { type: 'string' }, accounts: { type: 'string' }, only: { type: 'string' }, side: { type: 'string' }, shots: { type: 'string' } } });
const limits = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'limits.json'), 'utf8'));
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

// axe-core takes joined Persian letters for an icon font and then never checks their contrast: it compares the first letter,
// drawn alone, with the left end of the whole text. This line tells it that Persian text is text.
const AXE = (() => {
  const source = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.js'), 'utf8');
  const line = 'var nodeValue = textVNode.actualNode.nodeValue.trim();';
  if (source.split(line).length !== 2) throw new Error('axe-core has changed: look at isIconLigature again');
  return source.replace(line, `${line} if (/[\\u0600-\\u06FF\\uFB50-\\uFDFF\\uFE70-\\uFEFC]/.test(nodeValue)) return false;`);
})();

async function axe(page) {
  await settle(page);
  const found = await page.evaluate(tags => axe.run(document, {
    runOnly: { type: 'tag', values: tags }, resultTypes: ['violations', 'incomplete'], rules: { 'target-size': { enabled: true } } }), TAGS);
  // What a letter of a drawing stands on axe cannot say; the drawing has the colours of the cells, which it does judge.
  for (const rule of found.incomplete) rule.nodes = rule.nodes.filter(node => !node.html.startsWith('<text'));
  const unsure = found.incomplete.filter(rule => rule.id === 'color-contrast' && rule.nodes.length);
  const told = (rules, word) => rules.map(rule => `${word}${rule.id} (${rule.nodes.length}): ${rule.nodes[0].target.join(' ')}`);
  return [...told(found.violations, ''), ...told(unsure, 'unsure ')];
}

/** With script: weight, console, document, app manifest, axe in both schemes and directions, overflow, dark, less motion. */
async function audit(page, session, one) {
  const complaints = [], add = (what, list) => complaints.push(...list.map(text => (what ? `${what}: ${text}` : text)));
  await page.setViewport(STEADY_PHONE);
  await prefer(page, 'light');
  const ears = listen(page, one.status);
  const { answer, complaints: heavy } = await loadAndWeigh(page, session, one.url, limits);
  await settle(page);
  add('', heavy);
  if (answer.status() !== (one.status ?? 200)) add('', [`status ${answer.status()}`]);
  if (new URL(page.url()).pathname !== new URL(one.url).pathname) return [`redirected to ${page.url()}`];
  add('', await page.evaluate(complaintsInPage, limits));
  add('app', await app(page));
  add('console', ears.stop());

  await page.evaluate(AXE);                                             // over the protocol, so that our content policy stays as it is
  add('axe', await axe(page));
  const light = await ground(page);
  await prefer(page, 'dark');
  add('axe, dark', await axe(page));
  if (light === await ground(page)) add('', ['no dark colours']);
  await prefer(page, 'light');

  for (const width of [360, 320]) add(`sticks out at ${width} px`, await overflowAt(page, width));
  const own = await page.evaluate(() => document.documentElement.dir);
  const turn = dir => page.evaluate(to => { document.documentElement.dir = to; }, dir);
  await turn(own === 'rtl' ? 'ltr' : 'rtl');                            // a logical layout survives being turned round
  add('axe, turned round', await axe(page));
  for (const width of [360, 320]) add(`turned round, sticks out at ${width} px`, await overflowAt(page, width));
  await turn(own);
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  add('with large letters, sticks out at 320 px', await overflowAt(page, 320));

  await page.setViewport(STEADY_PHONE);
  await prefer(page, 'light');
  await page.reload({ waitUntil: 'load' });
  const moving = await page.evaluate(() => document.getAnimations().filter(a => a.effect.getComputedTiming().duration > 20).length);
  if (moving) add('', [`${moving} things move though less motion is asked for`]);
  return complaints;
}

const ground = page => page.evaluate(() => [document.documentElement, document.body].map(e => getComputedStyle(e).backgroundColor).join());

/** The manifest, and the service worker where the page asks for one. */
async function app(page) {
  const session = await page.createCDPSession();
  const manifest = await session.send('Page.getAppManifest');
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  await session.detach();
  const errors = installabilityErrors.map(error => error.errorId).filter(id => id !== 'in-incognito');
  if (!manifest.url) return ['no manifest'];
  const parsed = JSON.parse(manifest.data);
  for (const key of ['name', 'short_name', 'start_url', 'display', 'icons', 'theme_color', 'lang', 'dir']) if (!parsed[key]) errors.push(`manifest without ${key}`);
  const wantsWorker = await page.evaluate(() => document.body.hasAttribute('data-sw'));
  if (wantsWorker && !await page.evaluate(() => Promise.race([navigator.serviceWorker.ready.then(() => true), new Promise(done => setTimeout(done, 4000))]))) errors.push('no service worker');
  return errors;
}

async function withoutScript(page, one) {
  await page.setJavaScriptEnabled(false);
  await page.setViewport(STEADY_PHONE);
  await page.goto(one.url, { waitUntil: 'load' });
  const complaints = await page.evaluate(complaintsWithoutScript, limits);
  if (asked.shots) await page.screenshot({ path: path.join(asked.shots, `${name(one)}.png`), fullPage: true });
  return [...complaints, ...(await overflowAt(page, 360)).map(text => `sticks out at 360 px: ${text}`)].map(text => `without script, ${text}`);
}

const name = one => `${one.lang}_${one.as}_${one.path}${one.query ?? ''}`.replace(/[^\w{}-]+/g, '_');

/** A phone that opens one page after the other, each as if for the first time. */
class Phone {
  static async of(browser) {
    const phone = new Phone();
    phone.context = await browser.createBrowserContext();
    phone.page = await phone.context.newPage();
    phone.page.setDefaultNavigationTimeout(60_000);                     // a busy machine is not a broken page
    phone.session = await phone.page.createCDPSession();
    return phone;
  }

  async check(one, cookie) {
    try {
      await this.forget(one, cookie);
      const found = await audit(this.page, this.session, one);
      return [...found, ...await withoutScript(this.page, one)];
    } catch (error) {
      return [String(error.message ?? error).slice(0, 300)];
    }
  }

  /** Leaves nothing of the page before but the cookie of the one who looks at this. */
  async forget({ url }, cookie) {
    const { origin, hostname } = new URL(url), [name, value] = cookie.split('=');
    if (this.page.url() !== 'about:blank') await this.page.goto('about:blank');
    await this.session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cookies,service_workers,cache_storage,local_storage' });
    if (cookie) await this.context.setCookie({ name, value, domain: hostname, path: '/', httpOnly: true });
    await this.page.setJavaScriptEnabled(true);
  }
}

async function main() {
  const accounts = JSON.parse(fs.readFileSync(asked.accounts, 'utf8'));
  const people = { visitor: new Visitor(asked.base), buyer: new Visitor(asked.base) };
  for (const role of Object.keys(accounts)) people[role] = await Visitor.signedIn(asked.base, accounts[role]);
  const found = await addresses(asked.base, people, PAGES);
  const gaps = [...completeness(), ...found.problems];
  for (const gap of gaps) console.log(gap);
  const all = found.all.filter(one => !asked.only || `${one.as} ${one.lang} ${one.path}`.includes(asked.only));
  if (asked.shots) fs.mkdirSync(asked.shots, { recursive: true });
  const waiting = [...all];
  let bad = 0;
  await withBrowser(browser => Promise.all(Array.from({ length: Number(asked.side ?? 3) }, async () => {
    const phone = await Phone.of(browser);
    for (let one; (one = waiting.shift());) {
      const complaints = await phone.check(one, people[one.as].cookie);
      if (!complaints.length) continue;
      bad += 1;
      console.log(`${one.as} ${one.lang} ${one.path} ${decodeURIComponent(one.url)}`);
      for (const complaint of complaints) console.log(`    ${complaint}`);
    }
  })));
  console.log(`${all.length} pages opened with script and without, ${bad} with something wrong`);
  process.exitCode = bad || gaps.length ? 1 : 0;
}

await main();
