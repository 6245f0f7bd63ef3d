// Walks through a journey: steps one after the other, each with a name that can be read aloud, taken by people with phones of
// their own. What one step leaves for the next stands in `chain`.
import fs from 'node:fs';
import path from 'node:path';
import { withBrowser } from './chromium.mjs';
import { Person } from './person.mjs';

/** A day as a Persian reader writes it, so many days from today. */
export function solar(daysAhead = 0) {
  const parts = new Intl.DateTimeFormat('fa-IR-u-ca-persian', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Asia/Tehran' })
    .formatToParts(new Date(Date.now() + daysAhead * 86_400_000));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** Takes the steps in their order and stops at the first that fails, with a picture of what was on the screen. */
export function walk(asked, steps, roles) {
  const { shots } = asked;
  fs.mkdirSync(shots, { recursive: true });
  return withBrowser(async browser => {
    const people = { chain: {} };
    for (const role of roles) people[role] = await Person.withPhone(browser, asked, role);
    for (const [name, step] of Object.entries(steps)) {
      try {
        await step(people);
        console.log(`ok  ${name}`);
      } catch (error) {
        const who = roles.find(role => role === step.toString().match(/\{ (\w+)/)?.[1]);
        const shot = path.join(shots, `journey-${who}.png`);
        await people[who].page.screenshot({ path: shot, fullPage: true });
        console.log(`FAILED  ${name}: ${error.message}\n    on ${people[who].page.url()}\n    see ${shot}`);
        process.exitCode = 1;
        return;
      }
    }
  });
}
