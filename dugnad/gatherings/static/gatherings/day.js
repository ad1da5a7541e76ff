// The page of the day: marks what happens now by the phone's own clock, has the page kept for when there is no network,
// and keeps the code of the door until it can be sent. Without this script it is a page like any other.
(() => {
  const mark = () => {
    for (const line of document.querySelectorAll("[data-from]")) {
      const now = Date.parse(line.dataset.from) <= Date.now() && Date.now() < Date.parse(line.dataset.until);
      line.classList.toggle("new", now);
      line.querySelector("[data-now]").hidden = !now;
    }
  };
  mark();
  setInterval(mark, 20000);

  const here = location.pathname + location.search;
  const box = document.querySelector("[data-keep]");
  const refusal = `not-kept ${here}`;
  const store = { // storage may be switched off: then nothing is kept
    get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* nothing to do about it */ } },
    drop: (name) => { try { localStorage.removeItem(name); } catch { /* nothing to do about it */ } },
  };
  const say = (message) => navigator.serviceWorker.ready.then(({ active }) => active.postMessage(message));

  const keep = async () => {
    await navigator.serviceWorker.register(box.dataset.worker, { scope: "/" });
    const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
    await say({ keep: location.origin + here, parts: parts.map((part) => part.href || part.src) });
    box.hidden = false;
  };
  if (box && "serviceWorker" in navigator && !store.get(refusal)) keep().catch(() => { box.hidden = true; });
  box?.querySelector("[data-forget]").addEventListener("click", () => {
    store.set(refusal, "1");
    say({ forget: location.origin + here });
    box.hidden = true;
  });

  const form = document.querySelector("[data-check-in]");
  if (!form) return;
  const waiting = `door ${form.action} ${form.elements.on.value}`;
  const tell = (which) => {
    for (const line of form.querySelectorAll("[data-said]")) line.hidden = line.dataset.said !== which;
  };
  const send = async (code) => {
    form.elements.code.value = code;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      const { pathname } = new URL(answer.url);
      const taken = answer.ok && answer.redirected && form.getAttribute("action").startsWith(pathname) && pathname !== "/";
      if (taken || answer.status === 422) store.drop(waiting);
      else store.set(waiting, code); // signed out meanwhile, or the server is down
      tell(taken ? "sent" : answer.status === 422 ? "refused" : "door");
    } catch {
      store.set(waiting, code);
      tell("kept");
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form.elements.code.value);
  });
  const again = () => { if (store.get(waiting)) send(store.get(waiting)); };
  addEventListener("online", again);
  again();
})();
