// A person with a phone of 360 px: reads words, taps what carries them, types into the box a label belongs to.
// Every page that opens is looked at for what sticks out sideways and for what the console says.
import { PHONE, listen, settle } from './chromium.mjs';
import { sticksOut } from './reading.mjs';

export class Person {
  /** Somebody with a phone of their own, which nobody has used before. */
  static async withPhone(browser, { base, shots }, name) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport(PHONE);
    page.setDefaultTimeout(15_000);
    return new Person(page, base, shots, name);
  }

  constructor(page, base, shots, name) {
    Object.assign(this, { page, base, shots, name, taps: 0, fields: 0, ears: listen(page) });
  }

  async open(where) {
    await this.page.goto(new URL(where, this.base).href, { waitUntil: 'load' });
    await this.look();
  }

  async signIn(phone, password) {
    await this.open('/sign-in');
    await this.type('شمارهٔ موبایل', phone);
    await this.type('رمز', password);
    await this.press('ورود');
  }

  /** Says what is wrong with the page that has just opened. */
  async look() {
    await settle(this.page);
    const wide = await this.page.evaluate(sticksOut, PHONE.width);
    if (wide.length) throw new Error(`sticks out sideways: ${wide.join(', ')}`);
    const heard = this.ears.stop();
    this.ears = listen(this.page);
    if (heard.length) throw new Error(`the console says: ${heard.join('; ')}`);
  }

  /** Takes the network from the page and from the worker behind it, or gives it back. */
  async cutNetwork(isCut) {
    const workers = this.page.browserContext().targets().filter(target => target.type() === 'service_worker');
    this.workers ??= await Promise.all(workers.map(worker => worker.createCDPSession()));
    const network = { offline: isCut, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    for (const session of this.workers) {
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', network);
    }
    await this.page.setOfflineMode(isCut);
  }

  /** Forgets what the console said: without a network it complains. */
  forget() {
    this.ears.stop();
    this.ears = listen(this.page);
  }

  /** Taps a link or a button, inside the block with `around` when that is given, and reads the page that follows. */
  async press(words, around) {
    const control = await this.find('a[href],button,summary', words, around);
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), this.tap(control)]);
    await this.look();
  }

  /** Sends a form that comes back with what is wrong with it. */
  async pressRefused(words, around) {
    this.ears.stop();
    this.ears = listen(this.page, 422);
    await this.press(words, around);
  }

  /** Taps a chip, a card, a tick or a folded part: something that opens no page. */
  async choose(words, around) {
    await this.tap(await this.find('label,summary', words, around));
  }

  async type(label, text, around) {
    const box = await this.boxOf(label, around);
    await this.reach(box);
    await box.tap();
    await box.evaluate(e => { e.value = ''; });
    await box.type(text);
    this.fields += 1;
  }

  /** Chooses an option of a select by its words; the first real one when none are given. */
  async select(label, words, around) {
    const box = await this.boxOf(label, around);
    const value = await box.evaluate((e, wanted) => {
      const options = [...e.options];
      const found = wanted ? options.find(o => o.text === wanted) ?? options.find(o => o.text.includes(wanted)) : options.find(o => o.value);
      return found?.value;
    }, words);
    if (value === undefined) throw new Error(`«${label}» does not offer «${words}»`);
    await box.select(value);
    this.taps += 1;
  }

  /** A date in the three boxes under a legend: {day, month, year} as a Persian reader writes them. */
  async date(legend, { day, month, year }) {
    await this.type('روز', day, legend);
    await this.select('ماه', month, legend);
    await this.type('سال', year, legend);
  }

  /** Ticks a box, unless it is ticked already. */
  async tick(words, around) {
    const box = await this.boxOf(words, around);
    if (!await box.evaluate(e => e.checked)) await this.choose(words, around);
  }

  /** Takes the tick out of a box, unless there is none. */
  async untick(words, around) {
    const box = await this.boxOf(words, around);
    if (await box.evaluate(e => e.checked)) await this.choose(words, around);
  }

  /** Keeps what is on the screen, for somebody to look at. */
  picture(name) {
    return this.page.screenshot({ path: `${this.shots}/${name}.png`, fullPage: true });
  }

  async photo(label, file) {
    const box = await this.boxOf(label);
    await box.uploadFile(file);
    this.taps += 1;
  }

  /** Holds that the page says this, written out as a reader sees it. */
  async sees(...sentences) {
    const missing = () => this.page.evaluate(wanted => {
      const text = document.body.innerText.replace(/\s+/g, ' ');
      return wanted.filter(sentence => !text.includes(sentence));
    }, sentences);
    // A script may say it a moment later than the page is there.
    let left = await missing();
    for (let tries = 0; left.length && tries < 20; tries += 1) {
      await new Promise(done => setTimeout(done, 100));
      left = await missing();
    }
    if (left.length) throw new Error(`the page does not say «${left[0]}»`);
  }

  /** The text of what carries these words. */
  read(selector, words) {
    return this.find(selector, words).then(found => found.evaluate(e => e.innerText.replace(/\s+/g, ' ').trim()));
  }

  /** The figure of a table: its caption or the heading above it, the row's first words and the column's label. */
  figure(title, row, column) {
    return this.page.evaluate((wantedTitle, wantedRow, wantedColumn) => {
      const flat = e => e?.textContent.replace(/\s+/g, ' ').trim() ?? '';
      const table = [...document.querySelectorAll('table')].find(t => [t.caption, t.closest('section').querySelector('h2')].some(e => flat(e).includes(wantedTitle)));
      const line = [...(table?.tBodies[0].rows ?? [])].find(r => flat(r.cells[0]).includes(wantedRow));
      return flat([...(line?.cells ?? [])].find(cell => cell.dataset.label?.includes(wantedColumn)));
    }, title, row, column);
  }

  /** Taps like a finger: on what is on the screen and not under a bar that stays there. */
  async tap(control) {
    await this.reach(control);
    await control.tap();
    this.taps += 1;
  }

  async reach(control) {
    const cover = await control.evaluate(e => {
      e.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = e.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const isFree = top && (e.contains(top) || top.contains(e) || top.labels?.length || e.control === top);
      return isFree ? null : `«${e.textContent.trim().slice(0, 30)}» lies under <${top?.tagName.toLowerCase()} class="${top?.className}">`;
    });
    if (cover) throw new Error(`${cover} and cannot be tapped`);
  }

  async boxOf(label, around) {
    const found = await this.find('label', label, around);
    const box = (await found.evaluateHandle(e => e.control)).asElement();
    if (!box) throw new Error(`«${label}» is the label of no box`);
    return box;
  }

  /** The control that carries the words: exactly those rather than more, the seen rather than the hidden. */
  async find(selector, words, around) {
    const handle = await this.page.evaluateHandle((selector_, words_, around_) => {
      const flat = e => (e.getAttribute('aria-label') ?? e.textContent).replace(/\s+/g, ' ').trim();
      const isSeen = e => e.checkVisibility({ visibilityProperty: true });
      const blocks = around_ ? [...document.querySelectorAll('fieldset,section,li,form,tr,article')].filter(e => flat(e).includes(around_)) : [document.querySelector('main'), document.body];
      const smallestFirst = blocks.sort((a, b) => (a.textContent?.length ?? 0) - (b.textContent?.length ?? 0));
      for (const block of smallestFirst) {
        const seen = [...block.querySelectorAll(selector_)].filter(isSeen);
        const found = seen.find(e => flat(e) === words_) ?? seen.find(e => flat(e).startsWith(words_)) ?? seen.find(e => flat(e).includes(words_));
        if (found) return found;
      }
      return null;
    }, selector, words, around);
    const found = handle.asElement();
    if (!found) throw new Error(`there is no «${words}»${around ? ` at «${around}»` : ''} to tap or fill`);
    return found;
  }
}
