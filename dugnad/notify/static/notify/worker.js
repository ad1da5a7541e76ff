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

const keep = async (address, answer) => {
  const cache = await caches.open(KEPT);
  await (answer.ok && answer.headers.has(UNTIL) ? cache.put(address, answer) : cache.delete(address));
};

const kept = async (address) => {
  const cache = await caches.open(KEPT);
  const answer = await cache.match(address);
  if (!answer || Date.parse(answer.headers.get(UNTIL)) > Date.now()) return answer;
  await caches.delete(KEPT);
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
  } else if (pathname.startsWith("/static/") && A_DAY.test(from)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
