// The service worker. A push wakes it and says nothing; it says that there is something new, and leads to the inbox.
// WORDS stand before this in the file that is served. It keeps nothing and answers no requests.
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
