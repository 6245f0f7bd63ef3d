// What a page weighs at a first visit, packed as it comes over the line: each kind without its headers, all of it with them, and
// without photos of goods.

/** Loads a page with nothing kept from before and gives the answer to it and, as complaints, what weighs too much. */
export async function loadAndWeigh(page, session, url, limits) {
  const { origin } = new URL(url);
  const came = new Map(), strangers = new Set();
  const asked = ({ requestId, request, type }) => {
    came.set(requestId, { type, url: request.url, bytes: 0, head: 0 });
    if (/^https?:/.test(request.url) && new URL(request.url).origin !== origin) strangers.add(new URL(request.url).host);
  };
  const began = ({ requestId, response }) => { if (came.has(requestId)) came.get(requestId).head = response.encodedDataLength; };
  const done = ({ requestId, encodedDataLength }) => { if (came.has(requestId)) came.get(requestId).bytes = encodedDataLength; };
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  session.on('Network.requestWillBeSent', asked);
  session.on('Network.responseReceived', began);
  session.on('Network.loadingFinished', done);
  try {
    const answer = await page.goto(url, { waitUntil: 'networkidle0' });
    const all = [...came.values()].filter(one => !new URL(one.url).pathname.startsWith('/photo/'));
    const weigh = type => all.filter(one => one.type === type).reduce((sum, one) => sum + one.bytes - one.head, 0);
    const complaints = [...strangers].map(host => `asks ${host} for something`);
    const figures = { document: weigh('Document'), sheets: weigh('Stylesheet'), scripts: weigh('Script'),
      all: all.reduce((sum, one) => sum + one.bytes, 0) };
    for (const [what, most] of Object.entries(limits.bytes)) {
      if (figures[what] > most) complaints.push(`${figures[what]} bytes of ${what}, more than ${most}`);
    }
    return { answer, complaints, figures };
  } finally {
    session.off('Network.requestWillBeSent', asked);
    session.off('Network.responseReceived', began);
    session.off('Network.loadingFinished', done);
    await session.send('Network.setCacheDisabled', { cacheDisabled: false });
    await session.send('Network.disable');
  }
}
