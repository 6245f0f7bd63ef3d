// What the service worker keeps of photos, with a phone's shelves made of maps: only those that everyone may see, for as long as
// the server says, and none when somebody signs in or out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const WORKER = readFileSync(new URL('../../static/js/sw.js', import.meta.url), 'utf8');
const HERE = 'http://market.example', PHOTO = `${HERE}/photo/abcdefgh-320.webp`;

class Shelf {
  copies = new Map();
  async match({ url }) { return this.copies.get(url); }
  async put({ url }, answer) { this.copies.set(url, answer); }
  async delete({ url }) { return this.copies.delete(url); }
  async keys() { return [...this.copies.keys()].map(url => ({ url })); }
}

const answer = (rule, { status = 200, kind = 'image/webp', ago = 0 } = {}) => ({
  status, type: 'basic', clone() { return this; },
  headers: new Headers({ 'cache-control': rule, 'content-type': kind, date: new Date(Date.now() - ago * 1000).toUTCString() }),
});

/** A phone on which the worker runs; `network` is what it answers, or nothing where there is none. */
function phone() {
  const shelves = new Map(), heard = {}, state = { network: null, asked: 0 };
  const caches = {
    open: async name => { if (!shelves.has(name)) shelves.set(name, new Shelf()); return shelves.get(name); },
    match: async (request, { cacheName }) => shelves.get(cacheName)?.match(request),
    delete: async name => shelves.delete(name),
    keys: async () => [...shelves.keys()],
  };
  const fetch = async () => { state.asked += 1; if (!state.network) throw new TypeError('no network'); return state.network; };
  const none = class { static error() { return null; } };
  runInContext(WORKER, createContext({ caches, fetch, URL, Headers, Response: none, setTimeout, navigator: {}, Intl,
    location: { origin: HERE }, addEventListener: (kind, act) => { heard[kind] = act; } }));
  const ask = async (url, network, mode = 'no-cors', destination = 'image') => {
    let given;
    const works = [];
    state.network = network;
    heard.fetch({ request: { method: 'GET', url, mode, destination }, respondWith: one => { given = one; }, waitUntil: one => works.push(one) });
    const got = await given;
    await Promise.all(works);
    return got;
  };
  const kept = () => [...shelves.values()].filter(shelf => shelf.copies.has(PHOTO)).length;
  return { ask, kept, state };
}

test('a photo that everyone may see is kept for as long as the server says', async () => {
  const { ask, kept, state } = phone();
  await ask(PHOTO, answer('public, max-age=3600', { ago: 3000 }));
  assert.ok(kept() === 1 && await ask(PHOTO, null), 'shown without a network');
  assert.equal(state.asked, 1);
  const old = phone();
  await old.ask(PHOTO, answer('public, max-age=3600', { ago: 4000 }));
  const fresh = answer('public, max-age=3600');
  assert.equal(await old.ask(PHOTO, fresh), fresh, 'an old one is asked for again');
});

test('the photo of a hidden good is not kept, nor one that was seen by all before', async () => {
  for (const hidden of [answer('private, no-cache'), answer('no-store'), answer('no-store', { status: 404, kind: 'text/html' })]) {
    const { ask, kept } = phone();
    await ask(PHOTO, hidden);
    assert.equal(kept(), 0);
    await ask(PHOTO, answer('public, max-age=3600', { ago: 4000 }));
    assert.equal(kept(), 1);
    await ask(PHOTO, hidden);
    assert.equal(kept(), 0);
  }
});

test('whoever signs in finds no photos of whoever was here before', async () => {
  const { ask, kept } = phone();
  await ask(PHOTO, answer('public, max-age=3600'));
  await ask(`${HERE}/sign-in`, answer('no-store', { kind: 'text/html' }), 'navigate', 'document');
  assert.equal(kept(), 0);
});
