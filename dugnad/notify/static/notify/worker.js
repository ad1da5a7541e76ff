// The service worker. A push wakes it and says nothing; it says that there is something new, and leads to the inbox.
// WORDS stand before this in the file that is served.
addEventListener("push", (event) => {
  const { title, lang, dir, icon } = WORDS;
  event.waitUntil(registration.showNotification(title, { tag: "new", renotify: true, lang, dir, icon }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const pages = await clients.matchAll({ type: "window" });
    const there = pages.find((page) => new URL(page.url).pathname === WORDS.inbox);
    await (there ? there.focus() : clients.openWindow(WORDS.inbox));
  })());
});

// Pages of a day are kept, so that they can be read where there is hardly a signal: those that ask for it and that the
// server sends with the moment until which they may be. They go then, at sign-out, and when somebody leaves this site.
const KEPT = "kept";
const A_DAY = /^\/gatherings\/\w+\/day\/$/;
const PATIENCE = 4000;
const UNTIL = "x-kept-until";

// Where else we are: a signed list that is taken along once a day while somebody is signed in. It is believed with the
// key that was seen first, and shown when nothing answers here. Nothing is followed by itself.
const LIST = "/addresses/signed/";
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16));

const list = async () => (await (await caches.open(KEPT)).match(LIST))?.json();

const believed = async ({ text, signature, key }, before) => {
  const told = JSON.parse(text);
  if (told.for !== "dugnad addresses 1" || Date.parse(told.expires) <= Date.now()) return false;
  if (before && (before.key !== key || JSON.parse(before.text).number > told.number)) return false;
  const known = await crypto.subtle.importKey("raw", bytes(key), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", known, bytes(signature), new TextEncoder().encode(text));
};

const takeAlong = async () => {
  const before = await list();
  if (before && before.looked > Date.now() - 86400000) return;
  const answer = await fetch(LIST, { redirect: "error" }); // leads to the door when nobody is signed in
  if (answer.status !== 200) return; // 204: there is no list yet
  const found = await answer.json();
  const held = (await believed(found, before)) ? found : before;
  if (!held) return;
  const cache = await caches.open(KEPT);
  await cache.put(LIST, new Response(JSON.stringify({ ...held, looked: Date.now() })));
  await cache.add(WORDS.style);
};

const elsewhere = async (error) => {
  const held = await list();
  if (!held) throw error;
  const { away, where, old, lang, dir, style } = WORDS;
  const { addresses, expires } = JSON.parse(held.text);
  const plain = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const lines = addresses.map(plain).map((to) => `<li><a class="to" dir="ltr" rel="noreferrer" href="${to}">${to}</a>`);
  const note = Date.parse(expires) <= Date.now() ? `<p>${plain(old)}` : "";
  const page = `<!doctype html><html lang="${lang}" dir="${dir}"><meta charset="utf-8"><title>${plain(away)}</title>
    <meta name="viewport" content="width=device-width"><link rel="stylesheet" href="${style}"><div class="page">
    <main class="stack"><h1>${plain(away)}</h1><p>${plain(where)}<ol class="list">${lines.join("")}</ol>${note}</main></div>`;
  const headers = { "Content-Type": "text/html", "Content-Security-Policy": "default-src 'none'; style-src 'self'" };
  return new Response(page, { status: 503, headers });
};

const keep = async (address, answer) => {
  const cache = await caches.open(KEPT);
  await (answer.ok && answer.headers.has(UNTIL) ? cache.put(address, answer) : cache.delete(address));
};

const kept = async (address) => {
  const cache = await caches.open(KEPT);
  const answer = await cache.match(address);
  if (!answer || Date.parse(answer.headers.get(UNTIL)) > Date.now()) return answer;
  for (const { url } of await cache.keys()) if (new URL(url).pathname !== LIST) await cache.delete(url);
};

const page = async (request) => {
  const before = await kept(request.url);
  if (!before) return fetch(request);
  const asked = fetch(request).then(async (answer) => {
    if (answer.status >= 500) return before;
    await keep(request.url, answer.clone());
    return answer;
  });
  const late = new Promise((done) => { setTimeout(done, PATIENCE, before); });
  return Promise.race([asked.catch(() => before), late]);
};

addEventListener("message", (event) => {
  const { data } = event;
  if (data.forget) event.waitUntil(caches.open(KEPT).then((cache) => cache.delete(data.forget)));
  if (data.keep) event.waitUntil((async () => {
    const cache = await caches.open(KEPT);
    if (!(await kept(data.keep))) await keep(data.keep, await fetch(data.keep));
    await cache.addAll(data.parts);
  })());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  const from = request.referrer && new URL(request.referrer).pathname;
  if (request.method === "POST") {
    if (WORDS.leaving.includes(pathname)) event.waitUntil(caches.delete(KEPT));
  } else if (request.mode === "navigate" && A_DAY.test(pathname)) {
    event.respondWith(page(request));
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(elsewhere));
    event.waitUntil(takeAlong().catch(() => {})); // next time
  } else if (pathname.startsWith("/static/") && (A_DAY.test(from) || pathname === WORDS.style)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
