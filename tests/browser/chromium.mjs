// A Chromium of its own for each run, the phone it plays, and what its console says. Nothing else is started or ended here.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import puppeteer from 'puppeteer-core';

export const PHONE = { width: 360, height: 740, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** The same phone without pinch zoom: positions are exact, and a change of width does not load the page anew. */
export const STEADY_PHONE = { ...PHONE, isMobile: false };

/** Starts the browser with a profile that is thrown away when `use` is over. */
export async function withBrowser(use) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'bazarche-chromium-'));
  // Chromium's sandbox needs an ordinary user; as root it does not start with it.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROME_PATH || '/usr/bin/chromium',
    headless: true,
    userDataDir: profile,
    protocolTimeout: 120_000,
    args: [...asRoot, '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--no-first-run', '--no-default-browser-check', '--hide-scrollbars',
      '--font-render-hinting=none'],
  });
  try {
    return await use(browser);
  } finally {
    await browser.close().catch(() => {});
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Collects what a person with the console open would see; `stop()` gives it, each line once. */
export function listen(page, expectedStatus = 200) {
  const heard = new Set();
  const isExpected = response => response.status() === expectedStatus && response.request().isNavigationRequest();
  const ears = {
    console: message => {
      const echo = /Failed to load resource/.test(message.text());      // the response below says it with its address
      if (message.type() === 'error' && !echo) heard.add(`console: ${message.text().slice(0, 200)}`);
    },
    pageerror: error => heard.add(`uncaught: ${String(error?.message ?? error).slice(0, 200)}`),
    requestfailed: request => {
      const why = request.failure()?.errorText;
      if (why !== 'net::ERR_ABORTED') heard.add(`request failed: ${request.url()} ${why}`);
    },
    response: response => {
      if (response.status() >= 400 && !isExpected(response)) heard.add(`${response.status()} ${response.url()}`);
    },
  };
  for (const [event, ear] of Object.entries(ears)) page.on(event, ear);
  return {
    stop() {
      for (const [event, ear] of Object.entries(ears)) page.off(event, ear);
      return [...heard];
    },
  };
}

/** Light or dark, always with less motion: a colour read on its way to another one is neither. */
export const prefer = (page, scheme) => page.emulateMediaFeatures([
  { name: 'prefers-color-scheme', value: scheme },
  { name: 'prefers-reduced-motion', value: 'reduce' },
]);

/** Waits until fonts are there and nothing moves any more; a second and a half at most, for a window nobody draws has no frames. */
export async function settle(page) {
  await page.evaluate(() => {
    const frame = () => new Promise(done => requestAnimationFrame(() => done()));
    const still = async () => {
      await document.fonts.ready;
      await frame();
      await Promise.all(document.getAnimations().map(moving => moving.finished.catch(() => {})));
      await frame();
    };
    return Promise.race([still(), new Promise(done => setTimeout(done, 1500))]);
  });
}
