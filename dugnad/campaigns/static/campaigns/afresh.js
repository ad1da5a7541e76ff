// Numbers that are the same for everybody, on a page that somebody without an account has open ([data-afresh] on #afresh
// says where they are). They are asked for again every quarter of a minute while somebody looks at the page, without a
// cookie, so that the server answers all strangers with one drawing. After an hour the page says how old it is.
(() => {
  const EVERY = 15000;
  const LONGEST = 300000;
  const HOUR = 3600000;
  const line = document.getElementById("afresh");
  if (!line || !window.fetch) return;
  const words = line.firstElementChild;
  const made = words.textContent;
  const came = document.getElementById("came");
  const known = new Set([...document.querySelectorAll("[data-came]")].map((one) => one.dataset.came));
  const over = Date.now() + HOUR;
  let wait = EVERY;
  let timer = 0;

  const put = (fresh) => {
    const old = document.getElementById(fresh.id);
    if (!old || old.isEqualNode(fresh)) return;
    const focused = old.contains(document.activeElement) && document.activeElement;
    old.replaceWith(fresh);
    if (focused) [...fresh.querySelectorAll("a")].find((one) => one.href === focused.href)?.focus({ preventScroll: true });
  };

  // What has just been reached is said aloud, once.
  const announce = (news) => {
    const reached = [...news.querySelectorAll("[data-came]")].map((one) => one.dataset.came).filter((one) => !known.has(one));
    if (!reached.length) return;
    reached.forEach((one) => known.add(one));
    came.textContent = reached.join(" ");
    came.className = "banner helped";
  };

  const ask = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    if (Date.now() > over) { words.textContent = made; return; }
    try {
      const answer = await fetch(line.dataset.afresh, { credentials: "omit", redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const news = new DOMParser().parseFromString(await answer.text(), "text/html");
      announce(news);
      [...news.body.children].filter((piece) => piece.id).forEach(put);
      words.textContent = line.dataset.on;
      wait = EVERY;
    } catch {
      words.textContent = made;
      wait = Math.min(LONGEST, wait * 2);
    }
    timer = setTimeout(ask, wait * (0.8 + 0.4 * Math.random()));
  };

  addEventListener("visibilitychange", ask);
  timer = setTimeout(ask, EVERY * Math.random());
})();
