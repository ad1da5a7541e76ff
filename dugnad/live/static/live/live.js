// A page that says where its stream is (data-live on #live) follows what happens while it is open. The stream tells that
// something happened, never what: the pieces are fetched from the page's own address and put in place of the old ones.
// What is being written, the focus and the place one reads at stay as they are. A tab in the background has no stream.
(() => {
  const line = document.getElementById("live");
  if (!line || !window.EventSource) return;
  const [words, again] = line.children;
  const came = document.getElementById("came");
  const wanted = new Set();
  const timers = {};
  const said = new Set([...document.querySelectorAll("[data-came]:not(#live)")].map((one) => one.dataset.came));
  let stream = null;
  let last = "";
  let tries = 0;

  const never = (name) => { clearTimeout(timers[name]); delete timers[name]; };
  const later = (name, wait, act) => { never(name); timers[name] = setTimeout(() => { delete timers[name]; act(); }, wait); };
  const say = (text, offer) => { words.textContent = text; again.hidden = !offer; };
  const lost = () => { say(line.dataset.gone, true); came.textContent = line.dataset.gone; };

  // Somebody has typed or chosen something here, or is about to.
  const isTouched = (piece) => [...piece.querySelectorAll("input, textarea, select")].some((field) =>
    field.type !== "hidden" && (field === document.activeElement || field.checked !== field.defaultChecked ||
      field.defaultValue !== undefined && field.value !== field.defaultValue));

  const sameButton = (focused) => (other) => other.localName === focused.localName && other.href === focused.href &&
    other.formAction === focused.formAction && other.value === focused.value;

  const replace = (old, fresh) => {
    const focused = old.contains(document.activeElement) && document.activeElement;
    old.replaceWith(fresh);
    window.htmx?.process(fresh);
    if (!focused) return;
    const heir = [...fresh.querySelectorAll("a, button")].find(sameButton(focused)) || fresh;
    if (heir === fresh) fresh.tabIndex = -1;
    heir.focus({ preventScroll: true });
  };

  const put = (fresh, home) => {
    const old = document.getElementById(fresh.id);
    if (old && !old.isEqualNode(fresh) && !home?.hasAttribute("data-kept") && !isTouched(old)) replace(old, fresh);
    if (old || !home) return;
    document.getElementById(home.dataset.into).append(fresh);
    window.htmx?.process(fresh);
    if (fresh.matches(".answer")) {
      fresh.classList.add("arrived");
      came.textContent = line.dataset.came;
    }
  };

  // Whoever writes or stands on a button sees it stay where it is while something comes in above.
  const merge = (news) => {
    const held = document.activeElement?.closest("main") && document.activeElement;
    const before = held && held.getBoundingClientRect().top;
    came.textContent = "";
    for (const piece of [...news.body.children]) {
      if (piece.dataset.into) [...piece.children].forEach((fresh) => put(fresh, piece));
      else if (piece.id) put(piece);
    }
    for (const { dataset } of document.querySelectorAll("[data-came]:not(#live)")) {
      if (!said.has(dataset.came)) came.textContent = dataset.came;
      said.add(dataset.came);
    }
    const settle = () => {
      if (held?.isConnected) scrollBy({ top: held.getBoundingClientRect().top - before, behavior: "instant" });
    };
    if (held) requestAnimationFrame(() => requestAnimationFrame(settle));
  };

  const fetchNews = async () => {
    if (document.hidden || !wanted.size) return;
    // What this page itself is sending comes first: its answer may be the very news.
    if (document.querySelector(".htmx-request")) { later("fetch", 400, fetchNews); return; }
    const asked = [...wanted];
    const address = new URL(again.href);
    asked.forEach((piece) => address.searchParams.append("news", piece));
    wanted.clear();
    try {
      const answer = await fetch(address, { redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      merge(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      asked.forEach((piece) => wanted.add(piece));
      later("fetch", 5000 + Math.random() * 10000, fetchNews);
    }
  };

  const close = () => {
    stream?.close();
    stream = null;
    Object.keys(timers).forEach(never);
  };

  const open = () => {
    if (stream || document.hidden) return;
    const address = new URL(line.dataset.live, location.href);
    if (last) address.searchParams.set("after", last);
    stream = new EventSource(address);
    stream.addEventListener("presence", ({ data }) => {
      tries = 0;
      never("lost");
      say(JSON.parse(data).words, false);
      fetchNews();
    });
    stream.addEventListener("news", ({ data, lastEventId }) => {
      const { piece, within } = JSON.parse(data);
      last = lastEventId;
      if (!wanted.size) later("fetch", Math.random() * within, fetchNews);
      wanted.add(piece);
    });
    stream.addEventListener("error", () => {
      timers.lost ??= setTimeout(lost, 3000);
      if (stream.readyState !== EventSource.CLOSED) return;
      stream = null;
      lost();
      later("open", Math.min(300, 5 * 2 ** tries++) * 1000 * (0.5 + Math.random()), open);
    });
  };

  addEventListener("visibilitychange", () => {
    if (document.hidden) { later("close", 15000, close); return; }
    never("close");
    open();
    fetchNews();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
})();
