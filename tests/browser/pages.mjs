// Every page of the program, who sees it, and where a link to it stands. `completeness` holds the list against the routes.
import fs from 'node:fs';
import path from 'node:path';

const SOURCE = path.resolve(import.meta.dirname, '../../src');

// as: who opens it; from: the page on which the first link to it stands; query: what is asked; status: other than 200;
// made: what has to be made first (visits.mjs); beside: the page whose address it goes on from, when a link to it stands there on some days only.
const page = (as, where, more = {}) => ({ as, path: where, ...more });

export const PAGES = [
  page('visitor', '/'),
  page('visitor', '/goods'),
  page('visitor', '/c/{category}', { from: '/' }),
  page('visitor', '/search', { query: 'q=نان' }),
  page('visitor', '/search', { query: 'q=ناپیداست' }),
  page('visitor', '/search', { query: 'q=لوش' }),
  page('visitor', '/goods', { query: 'ready=yes&from=1000&from-unit=toman&sort=cheapest' }),
  page('visitor', '/goods', { query: 'from=ارزان&from-unit=toman&unit=bucket', status: 422 }),
  page('visitor', '/p/{code}', { from: '/goods' }),
  page('visitor', '/p/{code}/report', { from: '/p/{code}' }),
  page('visitor', '/s/{code}', { from: '/p/{code}' }),
  page('visitor', '/market'),
  page('visitor', '/market/{day}', { from: '/market' }),
  page('visitor', '/m/{market}/{number}', { made: 'label' }),
  page('visitor', '/basket'),
  page('buyer', '/basket', { made: 'basket' }),
  page('visitor', '/orders'),
  page('buyer', '/orders/{code}', { made: 'order' }),
  page('buyer', '/orders/{code}/reviews', { beside: '/orders/{code}' }),
  page('visitor', '/about'),
  page('visitor', '/offline'),
  page('visitor', '/sign-in'),
  page('visitor', '/forgot-password'),
  page('visitor', '/set-password/{token}', { made: 'card' }),
  page('visitor', '/set-password/{token}', { values: { token: 'too-old' }, status: 410 }),
  page('visitor', '/no-such-page', { status: 404 }),

  page('producer', '/my'),
  page('producer', '/my/goods'),
  page('producer', '/my/goods/new'),
  page('producer', '/my/goods/{product}', { from: '/my/goods' }),
  page('producer', '/my/goods/{product}/stock', { from: '/my/goods' }),
  page('producer', '/my/goods/{product}/batches', { from: '/my/goods' }),
  page('producer', '/my/goods/{product}/plan', { from: '/my/goods/{product}/batches' }),
  page('producer', '/my/batches/{good_batch}', { made: 'batch' }),
  page('producer', '/my/batches/{good_batch}/list', { beside: '/my/batches/{good_batch}' }),
  page('producer', '/my/reviews'),
  page('producer', '/my/shop'),
  page('producer', '/my/orders'),
  page('producer', '/my/orders/{order}', { from: '/my/orders' }),
  page('producer', '/my/shop/door', { from: '/my/orders' }),
  page('producer', '/my/orders', { query: 'over=yes' }),
  page('producer', '/my/sell'),
  page('producer', '/my/sell/{product}', { from: '/my/sell' }),
  page('producer', '/my/sales'),
  page('producer', '/my/sales/{sale}', { from: '/my/sales' }),
  page('producer', '/my/stall'),
  page('producer', '/my/stall/{day}', { from: '/my/stall' }),
  page('producer', '/my/earnings'),
  page('producer', '/my/costs/new'),
  page('producer', '/my/opened'),
  page('producer', '/account'),
  page('producer', '/messages'),
  page('producer', '/casework', { status: 404 }),

  page('caseworker', '/casework'),
  page('caseworker', '/casework/households/new'),
  page('caseworker', '/casework/businesses/new'),
  page('caseworker', '/casework/households/{household}', { from: '/casework' }),
  page('caseworker', '/casework/households/{household}/rows', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/households/{household}/attribution', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/households/{household}/details', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/households/{household}/members/new', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/households/{household}/members/{member}', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/households/{household}/baseline', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/households/{household}/baseline/{baseline}', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/households/{household}/grants/new', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/households/{household}/proposals/new', { from: '/casework/households/{household}/grants/new' }),
  page('caseworker', '/casework/households/{household}/invite', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/households/{household}/sales/new', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/households/{household}/stall', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/households/{household}/goods/{product}/weights', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/grants/{grant}', { from: '/casework/households/{household}' }),
  page('caseworker', '/casework/equipment'),
  page('caseworker', '/casework/equipment/{equipment}', { from: '/casework/equipment' }),
  page('caseworker', '/casework/equipment/{equipment}/hand-over', { from: '/casework/equipment/{equipment}' }),
  page('caseworker', '/casework/equipment/{equipment}/return', { from: '/casework/equipment/{equipment}' }),
  page('caseworker', '/casework/equipment/{equipment}/use-rights', { from: '/casework/equipment/{equipment}' }),
  page('caseworker', '/casework/imports'),
  page('caseworker', '/casework/imports/uploads/{upload}', { made: 'upload' }),

  page('supervisor', '/casework'),
  page('supervisor', '/casework/households/{household}', { from: '/casework' }),
  page('supervisor', '/casework/households/{household}/caseworker', { from: '/casework/households/{household}' }),
  page('supervisor', '/casework/households/{household}/file', { from: '/casework/households/{household}' }),
  page('supervisor', '/casework', { query: { files: 'closed' } }),
  page('supervisor', '/casework/households/{household}/identity', { from: '/casework/households/{household}' }),
  page('supervisor', '/casework/decisions'),
  page('supervisor', '/casework/months'),
  page('supervisor', '/reports'),
  page('supervisor', '/sites/{site}/report', { from: '/reports' }),
  page('auditor', '/casework'),
  page('auditor', '/casework/households/{household}', { from: '/casework' }),

  page('market_manager', '/moderation'),
  page('market_manager', '/moderation/items/{item}', { from: '/moderation' }),
  page('market_manager', '/moderation/shops'),
  page('market_manager', '/moderation/shops/{shop}', { from: '/moderation/shops' }),
  page('market_manager', '/sites'),
  page('market_manager', '/sites/{site}', { from: '/sites' }),
  page('market_manager', '/sites/{site}/rows', { from: '/sites/{site}' }),
  page('market_manager', '/sites/{site}/versions', { from: '/sites/{site}/rows' }),
  page('market_manager', '/sites/{site}/versions/{version}', { from: '/sites/{site}/versions' }),
  page('market_manager', '/sites/{site}/details', { from: '/sites/{site}' }),
  page('market_manager', '/sites/{site}/settings', { from: '/sites/{site}' }),
  page('market_manager', '/sites/{site}/stalls', { from: '/sites/{site}/rows' }),
  page('market_manager', '/sites/{site}/days', { from: '/sites/{site}' }),
  page('market_manager', '/sites/{site}/vendors', { from: '/sites/{site}' }),
  page('market_manager', '/days/{day}', { from: '/sites/{site}' }),
  page('market_manager', '/days/{day}/drawing', { from: '/days/{day}' }),
  page('market_manager', '/days/{day}/drawing/stalls', { from: '/days/{day}/drawing' }),
  page('market_manager', '/days/{day}/move', { made: 'move' }),
  page('market_manager', '/days/{day}/requests', { from: '/days/{day}' }),
  page('market_manager', '/days/{day}/plan', { from: '/days/{day}' }),
  page('market_manager', '/days/{day}/takings', { beside: '/days/{day}' }),
  page('market_manager', '/reports', { from: '/sites' }),
  page('market_manager', '/sites/{site}/report', { from: '/sites/{site}' }),
  page('market_manager', '/sites/{site}/rerun', { from: '/sites/{site}/report' }),
  page('market_manager', '/sites/{site}/rerun', { beside: '/sites/{site}', query: { do: 'deal', order: 'rotating' } }),
  page('market_manager', '/sites/{site}/council', { from: '/sites/{site}/report' }),
  page('market_manager', '/sites/{site}/names', { from: '/sites/{site}/report' }),
  page('market_manager', '/sites/{site}/names', { from: '/sites/{site}/council' }),
  page('market_manager', '/days/{day}/sheet', { from: '/days/{day}' }),
  page('market_manager', '/days/{day}/check-in', { made: 'today' }),
  page('market_manager', '/days/{day}/walk-in', { from: '/days/{day}/check-in' }),
  page('market_manager', '/days/{day}/give', { from: '/days/{day}/check-in' }),
  page('market_manager', '/m/{market}/{number}', { made: 'label' }),
  page('market_manager', '/sites/{site}/labels', { from: '/sites/{site}' }),

  page('admin', '/admin'),
  page('admin', '/admin/people'),
  page('admin', '/admin/people/new'),
  page('admin', '/admin/people/{account}', { from: '/admin/people' }),
  page('admin', '/admin/areas'),
  page('admin', '/admin/areas/{area}', { from: '/admin/areas' }),
  page('admin', '/admin/areas/{area}/names', { from: '/admin/areas/{area}' }),
  page('admin', '/admin/institutions'),
  page('admin', '/admin/institutions/{institution}/programmes', { from: '/admin/institutions' }),
  page('admin', '/admin/sites'),
  page('admin', '/admin/settings'),
  page('admin', '/admin/holidays'),
  page('admin', '/admin/messages'),
  page('admin', '/admin/moderation'),
];

/** Routes of GET that show no page of their own. */
const NO_PAGE = {
  '/photo/{file}': 'a picture',
  '/casework/equipment/{equipment}/photos/{photo}': 'a picture',
  '/robots.txt': 'read by machines',
  '/goods.atom': 'read by feed readers',
  '/c/{category}/goods.atom': 'read by feed readers',
  '/s/{code}/goods.atom': 'read by feed readers',
  '/sitemap.xml': 'read by machines',
  '/sitemap/{piece}.xml': 'read by machines',
  '/market.ics': 'read by calendars',
  '/market/sites/{site}.ics': 'read by calendars',
  '/calendar/{token}.ics': 'read by calendars',
  '/sites/{site}/report.csv': 'a file',
  '/w/{code}': 'an SMS leads there; tests/it/wishes.rs opens it',
  '/start': 'leads on to the first page of the role',
  '/first-admin/{token}': 'only there before the first account; tests/it/accounts.rs walks it',
};

/** Routes of GET that are in neither list, and entries that have no route; empty when the list is complete. */
export function completeness() {
  const urls = fs.readFileSync(path.join(SOURCE, 'urls.rs'), 'utf8');
  const patterns = new Map([...urls.matchAll(/^ {4}(\w+)(?:\(.*\))? = "([^"]+)";$/gm)].map(([, name, pattern]) => [name, pattern]));
  for (const [, name, pattern] of urls.matchAll(/^pub\(crate\) const (\w+): &str = "([^"]+)";$/gm)) patterns.set(name, pattern);
  const routed = new Set();
  for (const file of fs.readdirSync(SOURCE, { recursive: true }).filter(name => name.endsWith('.rs'))) {
    const text = fs.readFileSync(path.join(SOURCE, file), 'utf8');
    for (const [, name] of text.matchAll(/\.get\((?:pattern|urls)::(\w+),/g)) routed.add(patterns.get(name) ?? name);
  }
  const listed = new Set(PAGES.filter(one => one.status !== 404).map(one => one.path));
  const missing = [...routed].filter(pattern => !listed.has(pattern) && !NO_PAGE[pattern]);
  const unknown = [...listed, ...Object.keys(NO_PAGE)].filter(pattern => !routed.has(pattern));
  return [
    ...missing.map(pattern => `${pattern} is a page, but not in the list of tests/browser/pages.mjs`),
    ...unknown.map(pattern => `${pattern} stands in tests/browser/pages.mjs, but has no route of GET`),
  ];
}
