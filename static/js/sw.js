// Keeps the sheet, the font and the offline page on the phone, and a copy of each public or producer page that was opened.
// Invariants: only GET is answered; nothing marked no-store is ever kept, and of the pages of staff only the list by which one
// ticks who came, whole, until the moment the server names, which is the end of that day; of photos only those that everyone
// may see, for as long as the server says; signing in or out forgets pages and photos; POST never passes through here.
// The server fills in the list of hashed addresses and the version.
"use strict";

const ASSETS = /*ASSETS*/[];
const VERSION = /*VERSION*/"";
const FIXED = `fixed-${VERSION}`;
const PAGES = `pages-${VERSION}`;
const PHOTOS = "public-photos";
const DAY = "day";
const LIMIT_MS = 2500;
const PATIENCE_MS = 10000;
const MOST_PAGES = 40;
const MOST_PHOTOS = 80;
const OFFLINE = ["/offline", "/en/offline"];
// Never kept, and waited for as long as the network likes: the pages of staff, of accounts and of links that open one, and the
// operator's checks. Where there is no network, the offline page stands for them.
const UNTOUCHED = /^\/(en\/)?(casework|sites|days|admin|account|start|set-password|forgot-password|first-admin|healthz|readyz)(\/|$)/;
// The pages of staff that are kept until the moment of their x-keep-until.
const OF_THE_DAY = /^\/(en\/)?days\/[^/]+\/check-in$/;
const SIGNING = /^\/(en\/)?sign-(in|out)(\/|$)/;

const later = ms => new Promise(done => setTimeout(done, ms));

addEventListener("install", event => event.waitUntil((async () => {
  const saving = navigator.connection?.saveData === true;
  const cache = await caches.open(FIXED);
  await cache.addAll(ASSETS.filter(address => !(saving && address.includes(".woff2"))));
  // As a visitor sees them: these pages outlive the session they were fetched in.
  await Promise.allSettled(OFFLINE.map(address => cache.add(new Request(address, { credentials: "omit" }))));
  await skipWaiting();
})()));

addEventListener("activate", event => event.waitUntil((async () => {
  const mine = [FIXED, PAGES, PHOTOS, DAY];
  for (const name of await caches.keys()) if (!mine.includes(name)) await caches.delete(name);
  await dropPast();
  await clients.claim();
})()));

addEventListener("fetch", event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (UNTOUCHED.test(pathname) && !OF_THE_DAY.test(pathname)) {
    if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => offline(pathname)));
    return;
  }
  if (request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (ASSETS.includes(pathname)) event.respondWith(fixed(request));
  else if (request.destination === "image") event.respondWith(photo(event));
});

async function fixed(request) {
  return await caches.match(request, { cacheName: FIXED, ignoreVary: true }) ?? fetch(request);
}

// The network has 2.5 seconds; then the copy, if there is one; then the network again, within reason; then the offline page.
async function page(event, pathname) {
  const network = fetch(event.request);
  const shelf = OF_THE_DAY.test(pathname) ? DAY : PAGES;
  event.waitUntil(network.then(response => remember(shelf, event.request, response.clone(), MOST_PAGES)).then(dropPast).catch(() => {}));
  if (SIGNING.test(pathname)) event.waitUntil(network.then(() => Promise.all([PAGES, DAY, PHOTOS].map(name => caches.delete(name)))).catch(() => {}));
  const answer = network.catch(() => null);
  const quick = await Promise.race([answer, later(LIMIT_MS)]);
  if (quick) return quick;
  // The list of the day is kept whole; whoever was looked for in it is found on the page.
  const copy = await caches.match(event.request, { cacheName: shelf, ignoreVary: true, ignoreSearch: shelf === DAY });
  if (copy && !isPast(copy)) return dated(copy);
  return await Promise.race([answer, later(PATIENCE_MS - LIMIT_MS)]) ?? offline(pathname);
}

// An old copy stands in only where there is no network.
async function photo(event) {
  const kept = await caches.match(event.request, { cacheName: PHOTOS, ignoreVary: true });
  if (kept && isFresh(kept)) return kept;
  const response = await fetch(event.request).catch(() => null);
  if (response) event.waitUntil(remember(PHOTOS, event.request, response.clone(), MOST_PHOTOS).catch(() => {}));
  return response ?? kept ?? Response.error();
}

const ruleOf = response => response.headers.get("cache-control") ?? "";

function isFresh(copy) {
  const seconds = Number(/max-age=(\d+)/i.exec(ruleOf(copy))?.[1] ?? 0);
  return Date.parse(copy.headers.get("date")) + seconds * 1000 > Date.now();
}

async function remember(name, request, response, most) {
  const kind = response.headers.get("content-type") ?? "";
  if (name === DAY && (!response.headers.has("x-keep-until") || new URL(request.url).search)) return;
  const wanted = name !== PHOTOS ? kind.startsWith("text/html") : kind.startsWith("image/");
  const cache = await caches.open(name);
  // A photo that is gone, or not for everyone any more, is not kept any longer.
  const isHidden = name === PHOTOS && (response.status === 404 || /private/i.test(ruleOf(response)));
  if (isHidden || response.status === 200 && /no-store/i.test(ruleOf(response))) return void await cache.delete(request, { ignoreVary: true });
  if (response.status !== 200 || response.type !== "basic" || !wanted || SIGNING.test(new URL(request.url).pathname)) return;
  await cache.delete(request, { ignoreVary: true });
  await cache.put(request, response);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
}

const isPast = copy => Date.parse(copy.headers.get("x-keep-until")) <= Date.now();

async function dropPast() {
  const cache = await caches.open(DAY);
  for (const request of await cache.keys()) {
    const copy = await cache.match(request, { ignoreVary: true });
    if (copy && isPast(copy)) await cache.delete(request, { ignoreVary: true });
  }
}

// A copy says so: its line about the network is shown, with the time of the copy.
async function dated(copy) {
  const headers = new Headers(copy.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  const html = await copy.text();
  const language = /<html[^>]*\slang="?fa/.test(html) ? "fa-IR" : "en-GB";
  const at = new Date(copy.headers.get("date") ?? Date.now());
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Tehran" }).format(at);
  const body = html
    .replace(/(<[^>]*\sdata-offline\b[^>]*?)\shidden(?:="[^"]*")?/, "$1")
    .replace(/(<[^>]*\sdata-copy-time\b[^>]*?)\shidden(?:="[^"]*")?/, "$1")
    .replace(/(<bdi[^>]*\sdata-copy-at\b[^>]*>)[^<]*/, `$1${time}`);
  return new Response(body, { status: 200, headers });
}

async function offline(pathname) {
  const wanted = /^\/en(\/|$)/.test(pathname) ? [...OFFLINE].reverse() : OFFLINE;
  for (const address of wanted) {
    const kept = await caches.match(address, { cacheName: FIXED, ignoreVary: true });
    if (kept) return kept;
  }
  return Response.error();
}
